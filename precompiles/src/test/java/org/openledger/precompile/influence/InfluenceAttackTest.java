package org.openledger.precompile.influence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openledger.precompile.ContractFixture.wei;
import static org.openledger.precompile.influence.InfluenceFixture.BOND;
import static org.openledger.precompile.influence.InfluenceFixture.CAROL;
import static org.openledger.precompile.influence.InfluenceFixture.CHALLENGE;
import static org.openledger.precompile.influence.InfluenceFixture.EVIDENCE;
import static org.openledger.precompile.influence.InfluenceFixture.METHOD;
import static org.openledger.precompile.influence.InfluenceFixture.WINDOW;

import java.math.BigInteger;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.junit.jupiter.api.Test;
import org.openledger.precompile.TestNetwork;
import org.openledger.precompile.abi.Keccak256;
import org.openledger.precompile.dispatch.Outcome;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.MemoryHost;
import org.openledger.precompile.system.Parameter;

/**
 * Colluders want the pool of 384 wei for Carol, who is one of them. Carol owns a contribution that
 * influenced nothing; her coins, their coins, bonds and credits together are their wealth.
 */
class InfluenceAttackTest {

  private final long seed = Long.getLong("seed", 20261121L);
  private final SplittableRandom random = new SplittableRandom(seed);

  /**
   * Below k they gain nothing, whatever they sign, cosign, challenge, prove of each other, leave or
   * wait for; random sequences of all that the interface offers, with an honest majority that
   * answers and a governor that decides by the truth.
   */
  @Test
  void belowAQuorumNoSequenceOfCallsGainsAWei() {
    InfluenceFixture it = new InfluenceFixture();
    long epoch = it.endedEpoch();
    BigInteger best = wei(Long.MIN_VALUE);
    for (int attempt = 0; attempt < 1_000; attempt++) {
      MemoryHost.Snapshot before = it.network.host.snapshot();
      long block = it.network.host.blockNumber();
      best = best.max(attack(it, epoch, attempt));
      it.network.host.restore(before);
      it.network.host.setBlockNumber(block);
    }
    assertThat(best).as("best gain, seed " + seed).isLessThanOrEqualTo(BigInteger.ZERO);
  }

  private BigInteger attack(InfluenceFixture it, long epoch, int attempt) {
    int[] colluders = {0, 1};
    BigInteger start = wealth(it, colluders);
    boolean honest = false;
    for (int step = 0; step < 8; step++) {
      int who = colluders[random.nextInt(2)];
      Address sender = random.nextBoolean() ? CAROL : it.attesters.get(who).address();
      switch (random.nextInt(11)) {
        case 0 -> offer(it, sender, "submit", epoch, 0, it.greed(), subset(colluders));
        case 1 -> offer(it, sender, "submit", epoch, 1, it.greed(), new int[] {0, 1, 0});
        case 2 -> offer(it, sender, "rerun", epoch, 1, it.greed(), colluders);
        case 3 -> cosign(it, epoch, who);
        case 4 -> call(it, sender, wei(CHALLENGE), "challenge", it.model, epoch, EVIDENCE);
        case 5 -> call(it, sender, "pay", it.model, epoch, it.greed());
        case 6 -> call(it, sender, "pay", it.model, epoch, it.shares());
        case 7 ->
            call(
                it,
                sender,
                "proveContradiction",
                it.model,
                epoch,
                (long) random.nextInt(2),
                it.statement(epoch, 0, it.shares(), who),
                it.statement(epoch, 0, it.greed(), who));
        case 8 -> call(it, it.attesters.get(who).address(), "leave");
        case 9 -> {
          it.skip(random.nextInt((int) WINDOW));
          call(it, it.attesters.get(who).address(), "withdrawBond");
          call(it, sender, "close", it.model, epoch);
        }
        default -> {
          if (!honest) {
            honest = true;
            offer(it, it.attesters.get(2).address(), "submit", epoch, 0, it.shares(), 2, 3, 4);
          }
        }
      }
      if (random.nextInt(3) == 0) {
        call(it, TestNetwork.GOVERNOR, "resolve", it.model, epoch, true, EVIDENCE);
      }
    }
    return wealth(it, colluders).subtract(start);
  }

  /**
   * From k on they can bring a result; one honest challenger and a governor are enough to make it a
   * loss: attesterSlash of each signer's bond. That is the stated bound.
   */
  @Test
  void aQuorumThatLiesLosesItsSlashOnceSomebodyChallenges() {
    for (int size = 3; size <= 5; size++) {
      InfluenceFixture it = new InfluenceFixture();
      int[] colluders = IntStream.range(0, size).toArray();
      long epoch = it.endedEpoch();
      BigInteger start = wealth(it, colluders);
      it.submit(epoch, 0, it.greed(), colluders);
      it.challenge(InfluenceFixture.BOB, epoch);
      it.resolve(epoch, false);
      assertThat(wealth(it, colluders).subtract(start)).isEqualTo(-size * BOND / 5);
      assertThat(it.network.creditOf(CAROL)).isZero();
    }
  }

  /** Who challenges himself, to be the one who gets half of the slash, loses the other half. */
  @Test
  void aColluderWhoShowsTheWrongHimselfLosesHalfOfTheSlashAtLeast() {
    InfluenceFixture it = new InfluenceFixture();
    int[] colluders = {0, 1, 2};
    long epoch = it.endedEpoch();
    BigInteger start = wealth(it, colluders);
    it.submit(epoch, 0, it.greed(), colluders);
    it.challenge(CAROL, epoch);
    it.resolve(epoch, false);
    assertThat(wealth(it, colluders).subtract(start)).isEqualTo(-3 * BOND / 10);
  }

  /** The creator names the sink: to keep attesters from computing brings him nothing. */
  @Test
  void aCreatorWhoStarvesTheAttestersGetsNothingOfThePool() {
    InfluenceFixture it = new InfluenceFixture();
    Address sink = TestNetwork.account(30);
    long model = it.network.deploy(it.terms(sink), it.datanet, it.version);
    it.settle(model, 5);
    it.skip(InfluenceFixture.EPOCH + WINDOW + 1);
    it.send(CAROL, "forfeit", model, 1L);
    it.network.collect(model);
    assertThat(it.network.creditOf(sink)).isZero();
  }

  /** Two results cannot both have a quorum, for any number of attesters and any share. */
  @Test
  void anyTwoQuorumsShareASigner() {
    SortedMap<Parameter, BigInteger> parameters = new TreeMap<>();
    InfluenceFixture it = new InfluenceFixture(parameters);
    for (long share = 50; share <= 99; share++) {
      it.parameter(Parameter.ATTESTER_QUORUM, share);
      for (long n = 1; n <= 64; n++) {
        var quorum = it.network.send(CAROL, InfluenceFixture.CONTRACT, "quorumOf", n);
        long k = quorum.<BigInteger>get(0).longValueExact();
        long rerun = quorum.<BigInteger>get(1).longValueExact();
        assertThat(2 * k).as("n = %s, share %s", n, share).isGreaterThan(n);
        assertThat(k).isBetween(1L, n);
        assertThat(rerun).isBetween(k, n);
        assertThat(3 * rerun).isGreaterThan(2 * n);
      }
    }
  }

  private int[] subset(int[] colluders) {
    return random.nextBoolean() ? colluders : new int[] {colluders[random.nextInt(2)]};
  }

  private static void offer(
      InfluenceFixture it,
      Address sender,
      String function,
      long epoch,
      long round,
      Bytes weights,
      int... who) {
    Bytes signatures = it.signed(epoch, round, weights, who);
    call(it, sender, function, it.model, epoch, EVIDENCE, METHOD, weights, signatures);
  }

  private static void cosign(InfluenceFixture it, long epoch, int who) {
    Bytes signature = it.signed(epoch, 0, it.greed(), who);
    Bytes32 hash = Keccak256.hash(it.greed());
    call(it, CAROL, "cosign", it.model, epoch, hash, EVIDENCE, METHOD, signature);
  }

  private static void call(InfluenceFixture it, Address sender, String function, Object... with) {
    call(it, sender, BigInteger.ZERO, function, with);
  }

  private static void call(
      InfluenceFixture it, Address sender, BigInteger value, String function, Object... with) {
    Outcome outcome =
        it.network.call(
            sender,
            InfluenceFixture.CONTRACT,
            value,
            TestNetwork.GAS,
            TestNetwork.encode(InfluenceFixture.CONTRACT, function, with));
    assertThat(outcome).isInstanceOfAny(Outcome.Success.class, Outcome.Revert.class);
  }

  /** Coins, credits and bonds of the colluders and of Carol, and what Carol has at stake. */
  private static BigInteger wealth(InfluenceFixture it, int[] colluders) {
    BigInteger sum = it.coins(CAROL).add(it.network.creditOf(CAROL));
    for (int who : colluders) {
      Address account = it.attesters.get(who).address();
      sum = sum.add(it.coins(account)).add(it.network.creditOf(account)).add(it.bond(who));
    }
    return sum;
  }
}
