package org.openledger.node.history.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openledger.attribution.content.Content;
import org.openledger.attribution.rule.CountingWindows;
import org.openledger.attribution.rule.Credit;
import org.openledger.attribution.rule.Owners;
import org.openledger.attribution.rule.Parameters;
import org.openledger.attribution.rule.Unit;
import org.openledger.attribution.segment.Contribution;
import org.openledger.attribution.segment.Segment;
import org.openledger.attribution.weight.WeightTable;

/**
 * What a text earns by itself is what it earns as the first of a whole corpus: the same rule, once
 * without the others and once among them.
 */
class FirstTextTest {

  private static final String TOKENIZER = "utf8-bytes";
  private static final int VOCABULARY = 256;
  private static final WeightTable TABLE = WeightTable.shipped(TOKENIZER).orElseThrow();
  private static final BigInteger POOL = BigInteger.TEN.pow(18).subtract(BigInteger.ONE);

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void theCorpusChangesNothing(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int earned = 0;
    for (int round = 0; round < 200; round++) {
      Content text = content(random);
      Parameters parameters =
          new Parameters(
              1 + random.nextInt(6),
              1 + random.nextInt(30),
              random.nextBoolean() ? Unit.TOKENS : Unit.RARITY,
              1_024 * (1 + random.nextInt(20)));
      int[] output = random.ints(random.nextInt(80), 0, 5).map(it -> 'a' + it).toArray();
      BigInteger expected = amongOthers(random, text, output, parameters);
      FirstText.Earned found =
          new FirstText(TOKENIZER, VOCABULARY, text).earned(output, TABLE, parameters, POOL);
      assertThat(found.amount()).as("seed %d, round %d", seed, round).isEqualTo(expected);
      earned += found.amount().signum();
    }
    assertThat(earned).as("texts that earn, of seed %d", seed).isBetween(20, 199);
  }

  private static BigInteger amongOthers(
      SplittableRandom random, Content text, int[] output, Parameters parameters) {
    List<Contribution> corpus = new ArrayList<>(List.of(Contribution.of(1, text)));
    for (long order = 2; order < 2 + random.nextInt(5); order++) {
      corpus.add(Contribution.of(order, content(random)));
    }
    int[] weights = TABLE.weights(output, parameters.maxWeight());
    CountingWindows windows = CountingWindows.of(output, weights, parameters);
    Segment segment = Segment.of(TOKENIZER, VOCABULARY, corpus);
    long[] owners = Owners.of(output, windows, List.of(segment));
    int[] payees = new int[output.length];
    for (int i = 0; i < payees.length; i++) {
      payees[i] = owners[i] == Owners.NONE ? Credit.NOBODY : (int) owners[i] - 1;
    }
    return Credit.of(payees, corpus.size(), weights, parameters).share(POOL, 0);
  }

  private static Content content(SplittableRandom random) {
    List<int[]> documents = new ArrayList<>();
    int count = 1 + random.nextInt(3);
    for (int i = 0; i < count; i++) {
      documents.add(random.ints(random.nextInt(60), 0, 5).map(it -> 'a' + it).toArray());
    }
    return Content.of(documents, VOCABULARY);
  }
}
