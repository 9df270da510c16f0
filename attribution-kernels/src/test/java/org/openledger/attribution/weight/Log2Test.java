package org.openledger.attribution.weight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.openledger.attribution.Seeded;

class Log2Test {
  @Test
  void theFastFormAgreesWithTheDefinition() {
    Seeded.cases(
        4_000,
        random -> {
          long y = 1 + (random.nextLong() >>> 1 + random.nextInt(63)) % (Long.MAX_VALUE - 1);
          long x =
              switch (random.nextInt(4)) {
                case 0 -> y;
                case 1 -> Math.max(y, y << random.nextInt(Long.numberOfLeadingZeros(y)));
                case 2 -> y + random.nextLong(Math.min(1_000, Long.MAX_VALUE - y) + 1);
                default ->
                    y + random.nextLong(Long.MAX_VALUE - y + 1 > 0 ? Long.MAX_VALUE - y + 1 : 1);
              };
          assertThat(Log2.floor1024(x, y))
              .as("%d / %d", x, y)
              .isEqualTo(Log2.floor1024(BigInteger.valueOf(x), BigInteger.valueOf(y)));
        });
  }

  @Test
  void theFastFormAgreesWhereTheLogarithmStepsUp() {
    Seeded.cases(
        200,
        random -> {
          long y = (1L << 59 + random.nextInt(3)) + random.nextLong(1L << 59);
          int step = 1 + random.nextInt(1_023);
          long below = y; // The largest x so far whose logarithm is below the step.
          long above = 2 * y;
          while (above - below > 1) {
            long middle = below + (above - below) / 2;
            boolean reached = Log2.floor1024(middle, y) >= step;
            below = reached ? below : middle;
            above = reached ? middle : above;
          }
          // Where the fast form steps up, the definition does.
          assertThat(Log2.floor1024(BigInteger.valueOf(below), BigInteger.valueOf(y)))
              .isEqualTo(step - 1);
          assertThat(Log2.floor1024(BigInteger.valueOf(above), BigInteger.valueOf(y)))
              .isEqualTo(step);
        });
  }

  @Test
  void theDefinitionIsTheLargestPowerThatFits() {
    Seeded.cases(
        300,
        random -> {
          long y = 1 + random.nextInt(1 << 1 + random.nextInt(29));
          long x = y + random.nextLong(1L << 1 + random.nextInt(40));
          int k = Log2.floor1024(BigInteger.valueOf(x), BigInteger.valueOf(y));
          BigInteger xPower = BigInteger.valueOf(x).pow(1024);
          BigInteger yPower = BigInteger.valueOf(y).pow(1024);
          assertThat(yPower.shiftLeft(k)).isLessThanOrEqualTo(xPower);
          assertThat(yPower.shiftLeft(k + 1)).isGreaterThan(xPower);
        });
  }

  @Test
  void valuesAtTheEdgesAreExact() {
    assertThat(Log2.floor1024(Long.MAX_VALUE, Long.MAX_VALUE)).isZero();
    assertThat(Log2.floor1024(1L << 62, 1)).isEqualTo(62 * 1024);
    assertThat(Log2.floor1024((1L << 62) - 1, 1)).isEqualTo(62 * 1024 - 1);
    assertThat(Log2.floor1024(Long.MAX_VALUE, 1)).isEqualTo(63 * 1024 - 1);
    assertThat(Log2.floor1024(Long.MAX_VALUE, Long.MAX_VALUE - 1)).isZero();
  }

  @Test
  void pairsOutOfOrderAreRefused() {
    assertThatThrownBy(() -> Log2.floor1024(1, 2)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Log2.floor1024(1, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Log2.floor1024(BigInteger.ONE, BigInteger.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Log2.floor1024(BigInteger.ONE, BigInteger.TWO))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
