package org.openledger.precompile.fee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openledger.precompile.TestNetwork.account;

import java.math.BigInteger;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.openledger.precompile.TestNetwork;
import org.openledger.precompile.gas.GasMeter;
import org.openledger.precompile.ledger.Ledger;
import org.openledger.precompile.storage.Storage;

class PayoutsTest {

  private static final int ACCOUNTS = 9;

  /** Sums that fit a long and sums that do not, amounts just below, at and above what fits. */
  @Test
  void whatAnAccountEarnsIsTheSumOfWhatWasAddedForIt() {
    long seed = Long.getLong("openledger.seed", 61L);
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 300; i++) {
      payOut(random, "case " + i + " of -Dopenledger.seed=" + seed);
    }
  }

  private static void payOut(SplittableRandom random, String which) {
    TestNetwork network = new TestNetwork();
    network.host.setGas(TestNetwork.GAS);
    Ledger ledger = new Ledger(new Storage(network.host, new GasMeter(network.host)));
    Map<Long, BigInteger> expected = new TreeMap<>();
    long[] numbers = new long[ACCOUNTS];
    for (int i = 0; i < ACCOUNTS; i++) {
      numbers[i] = ledger.register(account(500 + i));
      expected.put(numbers[i], ledger.balance(numbers[i]));
    }
    Payouts payouts = new Payouts();
    for (int i = random.nextInt(200); i > 0; i--) {
      long number = numbers[random.nextInt(ACCOUNTS)];
      BigInteger amount = amount(random);
      payouts.add(number, amount);
      expected.merge(number, amount, BigInteger::add);
    }
    payouts.write(ledger);
    expected.forEach((number, sum) -> assertThat(ledger.balance(number)).as(which).isEqualTo(sum));
  }

  private static BigInteger amount(SplittableRandom random) {
    int bits = random.nextBoolean() ? 58 + random.nextInt(7) : random.nextInt(97);
    BigInteger power = BigInteger.ONE.shiftLeft(bits);
    return switch (random.nextInt(3)) {
      case 0 -> power.subtract(BigInteger.ONE);
      case 1 -> power;
      default -> power.subtract(BigInteger.valueOf(random.nextLong(1L << Math.min(bits, 60))));
    };
  }
}
