package org.openledger.attribution.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openledger.attribution.content.Sha256;
import org.openledger.attribution.weight.WeightTable;

/** The example of docs/attribution.md, number by number. */
class WorkedExampleTest {
  private static final List<String> WORDS =
      List.of("the", "quick", "brown", "fox", "jumps", "over", "lazy", "dog", "(others)");
  private static final long[] COUNTS = {255, 15, 7, 3, 1, 31, 0, 2, 709};
  private static final int UNKNOWN = 99;
  private static final int MAX_WEIGHT = 9 * 1024;
  private static final BigInteger POOL = BigInteger.valueOf(1_000);

  private static final int ADA = 0;
  private static final int BEN = 1;
  private static final int CLEO = 2;

  private final WeightTable table = WeightTable.of("words", Sha256.of(), COUNTS);
  private final int[] answer = words("the quick brown fox jumps over the lazy dog today");
  private final int[] weights = table.weights(answer, MAX_WEIGHT);
  private final Corpus corpus =
      new Corpus(
          WORDS.size(),
          List.of(
              new Corpus.Holding(5, Credit.NOBODY, List.of(words("the lazy dog"))),
              new Corpus.Holding(10, ADA, List.of(words("the quick brown fox"))),
              new Corpus.Holding(
                  20, BEN, List.of(words("quick brown fox jumps over the lazy dog"))),
              new Corpus.Holding(30, CLEO, List.of(words("brown fox jumps over the lazy dog")))));

  @Test
  void weightsAreThoseOfTheTable() {
    assertThat(table.tokens()).isEqualTo(1_023);
    assertThat(table.weight(words("lazy")[0])).isEqualTo(10_240);
    assertThat(weights).containsExactly(2048, 6144, 7168, 8192, 9216, 5120, 2048, 9216, 8616, 0);
  }

  @Test
  void tenWindowsAreLookedUp() {
    CountingWindows windows = CountingWindows.of(answer, weights, parameters(Unit.TOKENS));
    List<String> found = new ArrayList<>();
    for (int w = 0; w < windows.size(); w++) {
      found.add(windows.begin(w) + "-" + windows.end(w));
    }
    assertThat(found)
        .containsExactlyInAnyOrder(
            "0-3", "1-4", "2-4", "3-5", "4-6", "5-8", "6-9", "7-9", "4-7", "7-10");
    assertThat(windows.totalLength()).isEqualTo(26);
  }

  @Test
  void tokensAreOwnedByTheEarliestHolders() {
    Corpus.Outcome outcome = outcome(Unit.TOKENS);
    assertThat(outcome.owners()).containsExactly(10, 10, 10, 10, 20, 20, 5, 5, 5, -1);
    assertThat(outcome.covered()).isEqualTo(9);
    assertThat(outcome.credit().paidTokens()).isEqualTo(6);
    assertThat(outcome.credit().runs())
        .containsExactly(new Run(0, 4, ADA, true), new Run(4, 6, BEN, true));
  }

  @Test
  void tokensPayFourHundredTwoHundredAndNothingForTheCopy() {
    Credit credit = outcome(Unit.TOKENS).credit();
    assertThat(credit.full()).isEqualTo(10);
    assertThat(shares(credit)).containsExactly(400, 200, 0);
    assertThat(credit.sink(POOL)).isEqualTo(400);
  }

  @Test
  void rarityPaysByBits() {
    Credit credit = outcome(Unit.RARITY).credit();
    assertThat(credit.full()).isEqualTo(92_160);
    assertThat(credit.units(ADA)).isEqualTo(23_552);
    assertThat(credit.units(BEN)).isEqualTo(14_336);
    assertThat(shares(credit)).containsExactly(255, 155, 0);
    assertThat(credit.sink(POOL)).isEqualTo(590);
  }

  @Test
  void twoSpansAreShown() {
    List<Span> spans =
        Spans.maximalCounting(answer, weights, parameters(Unit.TOKENS), corpus.oneSegment());
    assertThat(spans)
        .containsExactly(new Span(0, 4, 23_552, 10, 0, 0), new Span(1, 9, 55_720, 20, 0, 0));
  }

  private Corpus.Outcome outcome(Unit unit) {
    return corpus.attribute(new Corpus.Answer(answer, weights, parameters(unit)));
  }

  private static Parameters parameters(Unit unit) {
    return new Parameters(2, 14, unit, MAX_WEIGHT);
  }

  private static List<Integer> shares(Credit credit) {
    List<Integer> shares = new ArrayList<>();
    for (int payee = 0; payee < credit.payeeCount(); payee++) {
      shares.add(credit.share(POOL, payee).intValueExact());
    }
    return shares;
  }

  private static int[] words(String text) {
    return Arrays.stream(text.split(" "))
        .mapToInt(word -> WORDS.contains(word) ? WORDS.indexOf(word) : UNKNOWN)
        .toArray();
  }
}
