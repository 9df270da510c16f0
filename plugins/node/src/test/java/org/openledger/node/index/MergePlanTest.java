package org.openledger.node.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.junit.jupiter.api.Test;

class MergePlanTest {

  private static MergePlan.Candidate candidate(long datanet, long number, String tokenizer) {
    return new MergePlan.Candidate(
        new SealedVersion(
            UInt256.valueOf(datanet * 10_000 + number),
            datanet,
            number,
            tokenizer,
            List.of(number),
            List.of(Bytes32.ZERO)),
        10);
  }

  private static List<MergePlan.Candidate> candidates(long datanet, long first, long last) {
    return LongStream.rangeClosed(first, last)
        .mapToObj(number -> candidate(datanet, number, "t"))
        .toList();
  }

  /** All runs in the order in which they are merged: Datanet, first and last version. */
  private static List<List<Long>> plan(List<MergePlan.Candidate> candidates, long maxTokens) {
    List<List<Long>> runs = new ArrayList<>();
    Set<List<Bytes32>> done = new HashSet<>();
    while (true) {
      Optional<List<SealedVersion>> next = MergePlan.next(candidates, maxTokens, done::contains);
      if (next.isEmpty()) {
        return runs;
      }
      List<SealedVersion> run = next.get();
      done.add(run.stream().map(SealedVersion::segmentRoot).toList());
      SealedVersion first = run.getFirst();
      runs.add(List.of(first.datanet(), first.version(), run.getLast().version()));
    }
  }

  @Test
  void fourNeighboursBecomeOneAndFourOfTheseAgain() {
    assertThat(plan(candidates(1, 1, 18), 1_000))
        .containsExactly(
            List.of(1L, 1L, 4L),
            List.of(1L, 5L, 8L),
            List.of(1L, 9L, 12L),
            List.of(1L, 13L, 16L),
            List.of(1L, 1L, 16L));
  }

  @Test
  void threeAreNotMerged() {
    assertThat(plan(candidates(1, 1, 3), 1_000)).isEmpty();
  }

  @Test
  void runsAreOfOneDatanetAndHaveNoGap() {
    List<MergePlan.Candidate> candidates = new ArrayList<>(candidates(1, 1, 3));
    candidates.addAll(candidates(1, 5, 8));
    candidates.addAll(candidates(2, 1, 4));
    assertThat(plan(candidates, 1_000)).containsExactly(List.of(1L, 5L, 8L), List.of(2L, 1L, 4L));
  }

  @Test
  void whatWouldBeTooLargeIsLeft() {
    assertThat(plan(candidates(1, 1, 16), 159)).hasSize(4).doesNotContain(List.of(1L, 1L, 16L));
    assertThat(plan(candidates(1, 1, 16), 160)).hasSize(5);
    assertThat(plan(candidates(1, 1, 16), 39)).isEmpty();
  }

  @Test
  void twoVersionsOfOneNumberAreBothLeft() {
    List<MergePlan.Candidate> candidates = new ArrayList<>(candidates(1, 1, 4));
    MergePlan.Candidate other = candidate(1, 4, "t");
    candidates.add(other);
    assertThat(plan(candidates, 1_000)).isEmpty();
    candidates.add(other);
    assertThat(plan(candidates, 1_000)).isEmpty();
  }

  @Test
  void tokenizersAreNotMixed() {
    List<MergePlan.Candidate> candidates = new ArrayList<>(candidates(1, 1, 3));
    candidates.add(candidate(1, 4, "other"));
    assertThat(plan(candidates, 1_000)).isEmpty();
  }
}
