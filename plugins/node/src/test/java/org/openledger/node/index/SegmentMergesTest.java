package org.openledger.node.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.tuweni.bytes.Bytes32;
import org.junit.jupiter.api.Test;
import org.openledger.attribution.segment.Segment;
import org.openledger.precompile.host.NodeFailureException;

/** What is merged, and what is read of it. */
class SegmentMergesTest extends MergingIndex {

  @Test
  void anyVersionsAreFewSegmentsWithTheSameOwners() throws Exception {
    Chain chain = new Chain(SEED, 1, 22);
    give(chain, 1, 22);
    awaitSegments(chain, 22, 4); // 1 to 16, 17 to 20, 21, 22
    SplittableRandom random = new SplittableRandom(SEED);
    int[] counts = {0, 1, 2, 3, 1, 2, 3, 4, 2, 3, 4, 5, 3, 4, 5, 6, 1, 2, 3, 4, 2, 3, 4};
    for (int last = 1; last <= 22; last++) {
      assertThat(segments(chain.roots(last))).as("1 to %d", last).isEqualTo(counts[last]);
      for (int i = 0; i < 20; i++) {
        requireOwners(chain, last, random);
      }
    }
  }

  @Test
  void aReaderGetsExactlyTheContributionsOfTheVersionsItNames() throws Exception {
    Chain chain = new Chain(SEED, 1, 20);
    give(chain, 1, 20);
    awaitSegments(chain, 20, 2);
    for (int first = 1; first <= 20; first++) {
      for (int last = first; last <= 20; last++) {
        List<Long> named = new ArrayList<>();
        for (int v = first; v <= last; v++) {
          named.addAll(chain.version(v).orders());
        }
        List<Bytes32> roots = chain.roots(last).subList(first - 1, last);
        assertThat(index.read(List.of(roots), SegmentMergesTest::orders))
            .containsExactlyInAnyOrderElementsOf(named);
      }
    }
  }

  @Test
  void aMergedSegmentIsUsedOnlyWhereAllItsVersionsAreNamedOneAfterTheOther() throws Exception {
    Chain chain = new Chain(SEED, 1, 5);
    Chain other = new Chain(SEED + 1, 2, 1);
    give(chain, 1, 5);
    give(other, 1, 1);
    awaitSegments(chain, 5, 2);
    List<Bytes32> gap = new ArrayList<>(chain.roots(5));
    gap.remove(1);
    List<Bytes32> swapped = new ArrayList<>(chain.roots(4));
    Collections.swap(swapped, 1, 2);
    List<Bytes32> foreign = new ArrayList<>(chain.roots(4));
    foreign.set(2, other.roots(1).getFirst());
    for (List<Bytes32> roots : List.of(gap, swapped, foreign, chain.roots(4).reversed())) {
      List<Bytes32> found =
          index.read(
              List.of(roots),
              segments -> segments.stream().map(it -> Bytes32.wrap(it.root())).toList());
      assertThat(found).isEqualTo(roots);
    }
  }

  private static List<Long> orders(List<Segment> segments) {
    List<Long> orders = new ArrayList<>();
    for (Segment segment : segments) {
      for (int c = 0; c < segment.contributions(); c++) {
        orders.add(segment.contributionOrder(c));
      }
    }
    return orders;
  }

  @Test
  void theVersionsOwnFilesAndDigestsStay() throws Exception {
    Chain chain = new Chain(SEED, 1, 4);
    give(chain, 1, 4);
    List<String> digests = digests();
    awaitSegments(chain, 4, 1);
    assertThat(digests()).isEqualTo(digests);
    for (Bytes32 root : chain.roots(4)) {
      assertThat(index.hasFile(root)).isTrue();
      assertThat(Bytes32.wrap(index.segment(root).root())).isEqualTo(root);
    }
  }

  private List<String> digests() throws InterruptedException {
    await(() -> index.statuses().stream().allMatch(it -> it.state() == SegmentState.READY));
    return index.statuses().stream().map(SegmentStatus::indexDigest).toList();
  }

  @Test
  void onlyVersionsWhoseIndexIsAttestedAreMerged() throws Exception {
    Chain chain = new Chain(SEED, 1, 4);
    Chain other = new Chain(SEED + 1, 2, 4);
    give(chain, 1, 3);
    chain.seal(4, contents, index);
    give(other, 1, 4);
    awaitSegments(other, 4, 1);
    assertThat(segments(chain.roots(4))).isEqualTo(4);
    chain.attest(4, index);
    awaitSegments(chain, 4, 1);
  }

  @Test
  void aVersionWhoseIndexIsFoundWrongIsNotAnsweredFromAMergedSegment() throws Exception {
    Chain chain = new Chain(SEED, 1, 4);
    give(chain, 1, 4);
    awaitSegments(chain, 4, 1);
    index.attest(chain.roots(1).getFirst(), Bytes32.ZERO);
    assertThatThrownBy(() -> segments(chain.roots(4)))
        .isInstanceOf(NodeFailureException.class)
        .hasMessageContaining("the chain attested");
    await(() -> mergedFiles().isEmpty());
  }
}
