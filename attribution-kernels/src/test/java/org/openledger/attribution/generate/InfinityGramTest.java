package org.openledger.attribution.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openledger.attribution.content.Content;
import org.openledger.attribution.segment.Contribution;
import org.openledger.attribution.segment.Segment;

class InfinityGramTest {
  private static final int V = 16;

  @Test
  void theSameSeedGivesTheSameAnswer() {
    List<Segment> segments = List.of(segment(1, 2, 3, 1, 2, 4, 1, 3, 2), segment(2, 3, 4, 1));
    int[] prompt = {1};
    int[] answer = new InfinityGram(segments, 42).generate(prompt, 200);
    assertThat(new InfinityGram(segments, 42).generate(prompt, 200)).isEqualTo(answer);
    assertThat(new InfinityGram(segments, 43).generate(prompt, 200)).isNotEqualTo(answer);
    assertThat(answer).hasSize(200);
    assertThat(Arrays.stream(answer).allMatch(id -> id >= 1 && id <= 4)).isTrue();
  }

  @Test
  void continuationsAreSampledByTheirCounts() {
    // After 1 comes 2 three times and 3 once; the 1 at the end has no continuation.
    List<Segment> segments = List.of(segment(1, 2, 1, 2, 1, 3), segment(1, 2, 5, 1));
    InfinityGram model = new InfinityGram(segments, 1, 2, 7);
    int twos = 0;
    for (int i = 0; i < 4_000; i++) {
      int next = model.generate(new int[] {1}, 1)[0];
      assertThat(next).isIn(2, 3);
      twos += next == 2 ? 1 : 0;
    }
    assertThat(twos).isBetween(2_850, 3_150);
  }

  @Test
  void aSoleContinuationIsLeftSometimes() {
    List<Segment> segments = List.of(segment(1, 2, 3, 4, 5, 6, 7, 8));
    InfinityGram copying = new InfinityGram(segments, 8, 1_000_000_000, 5);
    assertThat(copying.generate(new int[] {1}, 7)).containsExactly(2, 3, 4, 5, 6, 7, 8);
    int[] mixed = new InfinityGram(segments, 8, 2, 5).generate(new int[] {1}, 60);
    int copied = 0;
    for (int i = 1; i < mixed.length; i++) {
      copied += mixed[i] == mixed[i - 1] + 1 ? 1 : 0;
    }
    assertThat(copied).isBetween(10, 58);
  }

  @Test
  void anUnknownPromptBacksOffToSingleTokens() {
    int[] answer = new InfinityGram(List.of(segment(3, 3)), 1).generate(new int[] {9, -1}, 3);
    assertThat(answer).containsExactly(3, 3, 3);
  }

  @Test
  void aModelThatHasReadNothingIsRefused() {
    assertThatThrownBy(() -> new InfinityGram(List.of(segment()), 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Segment segment(int... ids) {
    return Segment.of("test", V, List.of(Contribution.of(1, Content.of(List.of(ids), V))));
  }
}
