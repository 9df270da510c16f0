package org.openledger.precompile.fee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.openledger.precompile.model.Prices;

class SplitTest {

  @Test
  void thePublishedExampleIsExact() {
    assertThat(Split.byLargestRemainder(new BigInteger("640000000000000000"), 7000, 1000, 2000))
        .containsExactly(
            new BigInteger("448000000000000000"),
            new BigInteger("64000000000000000"),
            new BigInteger("128000000000000000"));
  }

  /** Of docs/economics.md. */
  @Test
  void theWorkedExampleOfTheDocs() {
    Prices prices = new Prices(BigInteger.TWO, BigInteger.valueOf(20), 5_000, 2_500, 2_500);
    assertThat(fee(prices, 180)).isEqualTo(List.of(57, 50, 7, 3, 2, 2));
    assertThat(fee(prices, 120)).isEqualTo(List.of(56, 50, 6, 3, 2, 1));
  }

  private static List<Integer> fee(Prices prices, long outputTokens) {
    Fee fee =
        Fee.of(
            prices,
            BigInteger.valueOf(1_500),
            BigInteger.valueOf(outputTokens),
            BigInteger.valueOf(50));
    return Stream.of(
            fee.gross(),
            fee.platform(),
            fee.net(),
            fee.creator(),
            fee.stakers(),
            fee.contributors())
        .map(BigInteger::intValueExact)
        .toList();
  }

  @Test
  void whatIsLeftOverGoesByLargestRemainderAndTiesToTheLowerIndex() {
    assertThat(split(10, 1, 1, 1)).containsExactly(4, 3, 3);
    assertThat(split(11, 1, 1, 1)).containsExactly(4, 4, 3);
    // 7 · (5000, 2500, 2500) / 10000 = 3.5, 1.75, 1.75: two wei left, the two larger remainders.
    assertThat(split(7, 5000, 2500, 2500)).containsExactly(3, 2, 2);
    // 1 · (2500, 5000, 2500): the largest remainder, not the lowest index.
    assertThat(split(1, 2500, 5000, 2500)).containsExactly(0, 1, 0);
    assertThat(split(0, 1, 2)).containsExactly(0, 0);
    assertThat(split(5, 0, 1, 0)).containsExactly(0, 5, 0);
  }

  @Test
  void partsAddUpAndStayWithinOneWeiOfTheExactShare() {
    long seed = Long.getLong("openledger.seed", 20261121L);
    Random random = new Random(seed);
    for (int round = 0; round < 20_000; round++) {
      BigInteger amount = new BigInteger(1 + random.nextInt(120), random);
      long[] weights = new long[1 + random.nextInt(6)];
      for (int i = 0; i < weights.length; i++) {
        weights[i] = random.nextInt(4) == 0 ? 0 : random.nextInt(10_001);
      }
      weights[random.nextInt(weights.length)] = 1 + random.nextInt(10_000);
      BigInteger sum = BigInteger.valueOf(Arrays.stream(weights).sum());
      BigInteger[] parts = Split.byLargestRemainder(amount, weights);
      BigInteger total = BigInteger.ZERO;
      for (int i = 0; i < parts.length; i++) {
        BigInteger floor = amount.multiply(BigInteger.valueOf(weights[i])).divide(sum);
        assertThat(parts[i])
            .as("seed %s, round %s", seed, round)
            .isBetween(floor, floor.add(BigInteger.ONE));
        total = total.add(parts[i]);
      }
      assertThat(total).as("seed %s, round %s", seed, round).isEqualTo(amount);
    }
  }

  @Test
  void weightsThatCannotSplitAreRefused() {
    assertThatThrownBy(() -> split(1, 0, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> split(1, -1, 2)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> split(-1, 1)).isInstanceOf(IllegalArgumentException.class);
  }

  private static int[] split(long amount, long... weights) {
    return Arrays.stream(Split.byLargestRemainder(BigInteger.valueOf(amount), weights))
        .mapToInt(BigInteger::intValueExact)
        .toArray();
  }
}
