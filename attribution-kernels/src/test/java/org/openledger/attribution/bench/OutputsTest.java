package org.openledger.attribution.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openledger.attribution.content.Content;
import org.openledger.attribution.segment.Contribution;
import org.openledger.attribution.segment.Segment;

class OutputsTest {
  private static final int V = 1_000;

  private final List<Segment> segments =
      List.of(segment(1, 100), segment(2, 200)); // Ids 100 to 149 and 200 to 249.
  private final List<int[]> heldOut = List.of(new int[0], ids(500));

  @Test
  void everyKindIsMadeOfWhatItsNameSays() {
    Outputs outputs = new Outputs(segments, heldOut, 1);
    assertThat(outputs.draw(Outputs.Kind.HELDOUT, 3, 70)).hasDimensions(3, 70);
    assertThat(ids(outputs, Outputs.Kind.HELDOUT)).allMatch(id -> id >= 500);
    assertThat(ids(outputs, Outputs.Kind.VERBATIM))
        .allMatch(id -> id < 250)
        .anyMatch(id -> id < 150)
        .anyMatch(id -> id >= 200);
    assertThat(ids(outputs, Outputs.Kind.MIXED)).anyMatch(id -> id < 250).anyMatch(id -> id >= 500);
  }

  @Test
  void aSeedGivesTheSameAnswersAgain() {
    assertThat(new Outputs(segments, heldOut, 5).draw(Outputs.Kind.MIXED, 4, 60))
        .isDeepEqualTo(new Outputs(segments, heldOut, 5).draw(Outputs.Kind.MIXED, 4, 60));
  }

  private static List<Integer> ids(Outputs outputs, Outputs.Kind kind) {
    return Arrays.stream(outputs.draw(kind, 20, 200)).flatMapToInt(Arrays::stream).boxed().toList();
  }

  private static Segment segment(long order, int first) {
    return Segment.of(
        "test", V, List.of(Contribution.of(order, Content.of(List.of(ids(first)), V))));
  }

  private static int[] ids(int first) {
    int[] ids = new int[50];
    Arrays.setAll(ids, i -> first + i);
    return ids;
  }
}
