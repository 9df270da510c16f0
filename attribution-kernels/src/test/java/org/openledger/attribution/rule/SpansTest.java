package org.openledger.attribution.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.attribution.content.Content;
import org.openledger.attribution.progress.Progress;
import org.openledger.attribution.segment.Contribution;
import org.openledger.attribution.segment.Segment;
import org.openledger.attribution.segment.SegmentWriter;
import org.openledger.attribution.segment.UnverifiedSegment;

/** Which of several holders a span names, and owners from a file that is not verified. */
class SpansTest {

  private static final int[] TEXT = {1, 2, 3, 4, 5, 6, 7, 8};
  private static final Parameters RULE = new Parameters(4, 1, Unit.TOKENS, 16_384);

  private static Contribution contribution(long order, int... before) {
    int[] document = Arrays.copyOf(before, before.length + TEXT.length);
    System.arraycopy(TEXT, 0, document, before.length, TEXT.length);
    Content content = Content.of(List.of(document), 16);
    return Contribution.of(order, content);
  }

  private static Segment segment(long order, int... before) {
    return Segment.of("test", 16, List.of(contribution(order, before)));
  }

  private static int[] weights() {
    int[] weights = new int[TEXT.length];
    Arrays.fill(weights, 4_096);
    return weights;
  }

  /** The earliest holder is named wherever among the segments it stands. */
  @Test
  void aSpanNamesTheEarliestHolderOfAllSegments() {
    Segment second = segment(2, 9);
    Segment fifth = segment(5, 10, 11);
    Segment seventh = segment(7);
    for (List<Segment> segments :
        List.of(
            List.of(second, fifth, seventh),
            List.of(fifth, second, seventh),
            List.of(seventh, fifth, second))) {
      assertThat(Spans.maximalCounting(TEXT, weights(), RULE, segments))
          .containsExactly(new Span(0, 8, 8 * 4_096, 2, 0, 1));
    }
    assertThat(Spans.maximalCounting(TEXT, weights(), RULE, List.of(seventh, fifth)))
        .containsExactly(new Span(0, 8, 8 * 4_096, 5, 0, 2));
  }

  @Test
  void aGuessFromAGoodFileNamesTheOwners(@TempDir Path directory) throws IOException {
    CountingWindows windows = CountingWindows.of(TEXT, weights(), RULE);
    int[] answer = TEXT.clone();
    answer[7] = 15;
    CountingWindows partly = CountingWindows.of(answer, weights(), RULE);
    List<Contribution> corpus = List.of(contribution(3, 9));
    Path file = SegmentWriter.write(directory, "test", 16, null, corpus, Progress.NONE);
    try (UnverifiedSegment unverified = UnverifiedSegment.open(file)) {
      assertThat(Owners.guess(TEXT, windows, unverified)).containsOnly(3L).hasSize(8);
      assertThat(Owners.guess(answer, partly, unverified))
          .containsExactly(3, 3, 3, 3, 3, 3, 3, Owners.NONE);
    }
  }
}
