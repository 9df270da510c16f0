package org.openledger.attribution.collection;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.attribution.Seeded;
import org.openledger.attribution.progress.Progress;
import org.openledger.attribution.rule.CountingWindows;
import org.openledger.attribution.rule.Credit;
import org.openledger.attribution.rule.Owners;
import org.openledger.attribution.rule.Parameters;
import org.openledger.attribution.rule.Spans;
import org.openledger.attribution.rule.Unit;
import org.openledger.attribution.segment.Segment;

class MergeTest {
  @TempDir private Path directory;
  private int indexes;

  @Test
  void mergingChangesNoOwnerNoSpanNoCreditAndNoDuplicate() {
    Seeded.cases(
        80,
        random -> {
          Path index = index();
          List<int[]> documents = Texts.documents(random, 2 + random.nextInt(10));
          Texts.build(index, Disk.REAL, documents, 1 + random.nextInt(40), false);
          try (SegmentCollection before = SegmentCollection.open(index)) {
            int fewer = Texts.merge(index, Disk.REAL, 20 + random.nextInt(200));
            try (SegmentCollection after = SegmentCollection.open(index)) {
              assertThat(after.segments()).hasSize(before.segments().size() - fewer);
              assertThat(after.manifest().tokens()).isEqualTo(before.manifest().tokens());
              for (int i = 0; i < 20; i++) {
                requireEqual(random, before, after);
              }
            }
          }
          assertThat(CollectionCheck.of(index, Progress.NONE)).isEmpty();
        });
  }

  @Test
  void mergingEverythingGivesTheBytesOfABuildInOneSegment() throws IOException {
    List<int[]> documents = Texts.documents(new SplittableRandom(8), 12);
    Path merged = index();
    Path whole = index();
    Texts.build(merged, Disk.REAL, documents, 20, false);
    Texts.merge(merged, Disk.REAL, 10_000);
    assertThat(SegmentCollection.manifest(merged))
        .isEqualTo(Texts.build(whole, Disk.REAL, documents, 10_000, false));
  }

  @Test
  void readersKeepWhatTheyOpenedWhileFilesAreMergedAndSweptAway() throws IOException {
    List<int[]> documents = Texts.documents(new SplittableRandom(9), 12);
    Path index = index();
    Texts.build(index, Disk.REAL, documents, 20, false);
    try (SegmentCollection reader = SegmentCollection.open(index)) {
      assertThat(Texts.merge(index, Disk.REAL, 10_000)).isPositive();
      assertThat(Texts.documents(reader).toArray(int[][]::new))
          .isDeepEqualTo(documents.toArray(int[][]::new));
    }
  }

  @Test
  void noSegmentOutgrowsTheBoundUnlessOneContributionDoes() throws IOException {
    Path index = index();
    Texts.build(index, Disk.REAL, Texts.documents(new SplittableRandom(10), 40), 15, false);
    Texts.merge(index, Disk.REAL, 100);
    assertThat(SegmentCollection.manifest(index).segments())
        .allMatch(entry -> entry.tokens() <= 100 || entry.contributions() == 1);
    assertThat(Texts.merge(index, Disk.REAL, 100)).isZero();
  }

  private Path index() {
    return directory.resolve("index-" + indexes++);
  }

  private static void requireEqual(
      SplittableRandom random, SegmentCollection one, SegmentCollection other) {
    int[] answer = random.ints(30, 0, Texts.V).toArray();
    int[] weights = random.ints(answer.length, 0, 2_000).toArray();
    for (Unit unit : Unit.values()) {
      Parameters p = new Parameters(1 + random.nextInt(5), 1 + random.nextInt(5), unit, 2_000);
      CountingWindows windows = CountingWindows.of(answer, weights, p);
      long[] owners = Owners.of(answer, windows, one.segments());
      assertThat(Owners.of(answer, windows, other.segments())).isEqualTo(owners);
      assertThat(Spans.maximalCounting(answer, weights, p, other.segments()))
          .isEqualTo(Spans.maximalCounting(answer, weights, p, one.segments()));
      Credit credit = credit(owners, weights, p, one.sources());
      Credit same = credit(owners, weights, p, other.sources());
      assertThat(same.runs()).isEqualTo(credit.runs());
    }
    int window = 1 + random.nextInt(6);
    Duplicates duplicates = Duplicates.of(answer, window, one.segments());
    assertThat(Duplicates.of(answer, window, other.segments())).isEqualTo(duplicates);
    requireScan(answer, window, one.segments(), duplicates);
  }

  /** Counts windows one by one. */
  private static void requireScan(
      int[] document, int window, List<Segment> segments, Duplicates duplicates) {
    int present = 0;
    for (int begin = 0; begin + window <= document.length; begin++) {
      int end = begin + window;
      int from = begin;
      present +=
          segments.stream().anyMatch(s -> !s.interval(document, from, end).isEmpty()) ? 1 : 0;
    }
    assertThat(duplicates.windows()).isEqualTo(Math.max(0, document.length - window + 1));
    assertThat(duplicates.present()).isEqualTo(present);
    assertThat(duplicates.passages().stream().mapToInt(Passage::windows).sum()).isEqualTo(present);
    for (Passage passage : duplicates.passages()) {
      long holder =
          segments.stream()
              .filter(s -> !s.interval(document, passage.begin(), passage.end()).isEmpty())
              .mapToLong(
                  s -> {
                    var found = s.interval(document, passage.begin(), passage.end());
                    return s.order(s.documentAt(s.earliest(found.lo(), found.hi())));
                  })
              .min()
              .orElseThrow();
      assertThat(passage.order()).isEqualTo(holder);
    }
  }

  private static Credit credit(long[] owners, int[] weights, Parameters p, Sources sources) {
    int[] payees = new int[owners.length];
    for (int i = 0; i < owners.length; i++) {
      payees[i] =
          owners[i] == Owners.NONE
              ? Credit.NOBODY
              : sources.contributors().indexOf(sources.find(owners[i]).contributor());
    }
    return Credit.of(payees, sources.contributors().size(), weights, p);
  }
}
