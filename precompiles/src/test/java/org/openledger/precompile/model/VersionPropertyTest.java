package org.openledger.precompile.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openledger.precompile.TestNetwork.CREATOR;
import static org.openledger.precompile.TestNetwork.GOVERNOR;
import static org.openledger.precompile.TestNetwork.account;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.openledger.precompile.TestNetwork;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.dispatch.Outcome;
import org.openledger.precompile.fee.Split;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.system.Parameter;

/**
 * Random proposals, approvals, prices, withdrawals, blocks and settlements, beside a plain model of
 * what they ought to do. INV-MOD-03: what was settled never changes.
 */
class VersionPropertyTest {

  private static final long NOTICE = 5;
  private static final int DATANETS = 3;
  private static final int STEPS = 400;

  /** A version in plain Java. */
  private static final class Plain {
    final long[] prices;
    final SortedMap<Long, Long> links;
    VersionState state;
    long fromBlock;

    Plain(long[] prices, SortedMap<Long, Long> links, VersionState state) {
      this.prices = prices;
      this.links = links;
      this.state = state;
    }
  }

  private final TestNetwork network = new TestNetwork();
  private final long seed = Long.getLong("openledger.seed", 21L);
  private final Random random = new Random(seed);
  private final List<Plain> versions = new ArrayList<>();
  private final long[] datanets = new long[DATANETS];
  private final String[] texts = {"the first text of all", "a second one", "third and last"};
  private long block = 1_000;
  private long model;
  private long request;
  private int step;
  private int current;
  private int scheduled;
  private BigInteger gross = BigInteger.ZERO;
  private BigInteger creatorEarned = BigInteger.ZERO;
  private BigInteger treasuryEarned = BigInteger.ZERO;
  private int settled;
  private int activated;

  @Test
  void theCurrentVersionIsThePlainModelsAndWhatWasSettledNeverChanges() {
    network.send(
        TestNetwork.ADMIN, "System", "setParameter", Parameter.CHANGE_NOTICE.key(), NOTICE);
    network.host.setBlockNumber(block);
    for (int i = 0; i < DATANETS; i++) {
      datanets[i] = network.createDatanet();
      for (int version = 1; version <= 2; version++) {
        Address author = account(20 + i);
        network.seal(datanets[i], network.accepted(author, datanets[i], texts[i] + version));
        network.attest(datanets[i], version);
      }
    }
    long[] prices = {0, 50_000, 7_000, 1_000, 2_000};
    model = network.deploy(terms(prices), datanets[0], 1);
    SortedMap<Long, Long> links = new TreeMap<>();
    links.put(datanets[0], 1L);
    versions.add(new Plain(prices, links, VersionState.CURRENT));
    for (step = 0; step < STEPS; step++) {
      switch (random.nextInt(8)) {
        case 0, 1 -> propose();
        case 2 -> approve();
        case 3 -> price();
        case 4 -> withdraw();
        case 5 -> settle();
        default -> nextBlocks();
      }
      agrees();
    }
    assertThat(settled).as("seed %s", seed).isGreaterThan(20);
    assertThat(activated).as("seed %s", seed).isGreaterThan(10);
  }

  private String where() {
    return "seed " + seed + ", step " + step;
  }

  private Tuple terms(long[] prices) {
    Object[] members = network.terms(BigInteger.valueOf(prices[1]), 4, 1).toArray();
    for (int i = 0; i < prices.length; i++) {
      members[4 + i] = BigInteger.valueOf(prices[i]);
    }
    return Tuple.from(members);
  }

  private long[] randomPrices() {
    long creator = random.nextInt(9_001);
    long contributors = 1_000 + random.nextInt((int) (9_001 - creator));
    return new long[] {
      random.nextInt(1_000_000),
      random.nextInt(1_000_000),
      creator,
      10_000 - creator - contributors,
      contributors
    };
  }

  /** Makes a call that the plain model expects to end in an error, or in success where null. */
  private boolean call(Address sender, String error, String function, Object... arguments) {
    Outcome outcome =
        network.call(
            sender,
            "Models",
            BigInteger.ZERO,
            TestNetwork.GAS,
            TestNetwork.encode("Models", function, arguments));
    if (error.isEmpty()) {
      assertThat(outcome).as(where() + " " + function).isInstanceOf(Outcome.Success.class);
      return true;
    }
    TestNetwork.reverted(error, "Models", outcome);
    return false;
  }

  private void propose() {
    SortedMap<Long, Long> links = new TreeMap<>();
    for (long datanet : datanets) {
      if (random.nextInt(3) != 0) {
        links.put(datanet, 1L + random.nextInt(2));
      }
    }
    Tuple[] given =
        links.entrySet().stream()
            .map(link -> AbiValues.tuple(link.getKey(), link.getValue()))
            .toArray(Tuple[]::new);
    long[] prices = randomPrices();
    String error = covers(links) ? "" : "LinkDropped";
    if (call(CREATOR, error, "proposeVersion", model, terms(prices), given)) {
      versions.add(new Plain(prices, links, VersionState.PROPOSED));
    }
  }

  private boolean covers(SortedMap<Long, Long> links) {
    return versions.get(current).links.entrySet().stream()
        .allMatch(link -> links.getOrDefault(link.getKey(), 0L) >= link.getValue());
  }

  private void approve() {
    int version = random.nextInt(versions.size());
    Plain it = versions.get(version);
    long fromBlock = block + random.nextInt(3 * (int) NOTICE);
    String error = "";
    if (it.state != VersionState.PROPOSED) {
      error = "WrongVersionState";
    } else if (!covers(it.links)) {
      error = "LinkDropped";
    } else {
      error = pending(fromBlock);
    }
    if (call(GOVERNOR, error, "approveVersion", model, version + 1L, fromBlock)) {
      schedule(version, fromBlock);
    }
  }

  private String pending(long fromBlock) {
    if (scheduled != 0) {
      return "ChangePending";
    }
    return fromBlock < block + NOTICE ? "ValueOutOfBounds" : "";
  }

  private void schedule(int version, long fromBlock) {
    versions.get(version).state = VersionState.SCHEDULED;
    versions.get(version).fromBlock = fromBlock;
    scheduled = version;
  }

  private void price() {
    long[] prices = randomPrices();
    long fromBlock = block + random.nextInt(3 * (int) NOTICE);
    Tuple given = AbiValues.tuple(prices[0], prices[1], prices[2], prices[3], prices[4]);
    if (call(CREATOR, pending(fromBlock), "schedulePricing", model, given, fromBlock)) {
      versions.add(new Plain(prices, versions.get(current).links, VersionState.PROPOSED));
      schedule(versions.size() - 1, fromBlock);
    }
  }

  private void withdraw() {
    int version = random.nextInt(versions.size());
    Plain it = versions.get(version);
    boolean open = it.state == VersionState.PROPOSED || it.state == VersionState.SCHEDULED;
    String error = open ? "" : "WrongVersionState";
    if (call(CREATOR, error, "withdrawVersion", model, version + 1L)) {
      if (it.state == VersionState.SCHEDULED) {
        scheduled = 0;
      }
      it.state = VersionState.WITHDRAWN;
    }
  }

  private void nextBlocks() {
    block += 1 + random.nextInt(4);
    network.host.setBlockNumber(block);
    if (scheduled != 0 && versions.get(scheduled).fromBlock <= block) {
      versions.get(current).state = VersionState.SUPERSEDED;
      versions.get(scheduled).state = VersionState.CURRENT;
      current = scheduled;
      scheduled = 0;
      activated++;
    }
  }

  /** The plain fee: net, creator's part, stakers' part. */
  private BigInteger[] fee(int tokens) {
    long[] prices = versions.get(current).prices;
    long net = (tokens * prices[1] + 999) / 1_000;
    BigInteger[] parts =
        Split.byLargestRemainder(BigInteger.valueOf(net), prices[2], prices[3], prices[4]);
    return new BigInteger[] {BigInteger.valueOf(net), parts[0], parts[1]};
  }

  private void settle() {
    String answer = texts[random.nextInt(DATANETS)];
    BigInteger[] fee = fee(answer.length());
    BigInteger price = fee[0].add(Parameter.PLATFORM_FEE.standard());
    assertThat(network.gross(model, 0, answer.length())).as(where()).isEqualTo(price);
    network.settle(model, ++request, answer);
    network.collect(model);
    gross = gross.add(price);
    creatorEarned = creatorEarned.add(fee[1]);
    treasuryEarned = treasuryEarned.add(fee[2]);
    settled++;
  }

  private void agrees() {
    assertThat(network.<BigInteger>read("Models", "currentVersion", model))
        .as(where())
        .isEqualTo(current + 1);
    Tuple pricing = network.read("Models", "terms", model);
    for (int i = 0; i < 5; i++) {
      assertThat(pricing.<BigInteger>get(4 + i))
          .as(where())
          .isEqualTo(versions.get(current).prices[i]);
    }
    int version = random.nextInt(versions.size());
    Tuple record = network.read("Models", "version", model, version + 1L);
    assertThat(record.<Integer>get(0)).as(where()).isEqualTo(versions.get(version).state.code());
    // What was settled before stays as it was: these are sums over all settlements so far.
    assertThat(network.creditOf(CREATOR)).as(where()).isEqualTo(creatorEarned);
    assertThat(network.creditOf(TestNetwork.TREASURY)).as(where()).isEqualTo(treasuryEarned);
    assertThat(network.<BigInteger>read("InferenceFees", "liabilities"))
        .as(where())
        .isEqualTo(gross);
  }
}
