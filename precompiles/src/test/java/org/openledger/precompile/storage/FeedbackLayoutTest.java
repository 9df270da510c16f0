package org.openledger.precompile.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openledger.precompile.TestNetwork.CREATOR;
import static org.openledger.precompile.TestNetwork.PAYER;
import static org.openledger.precompile.TestNetwork.account;

import com.esaulpaugh.headlong.abi.Tuple;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.junit.jupiter.api.Test;
import org.openledger.precompile.TestNetwork;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.spending.Limits;

/** As {@link StorageLayoutTest}, of Feedback. */
class FeedbackLayoutTest {

  private static final String CONTRACT = "Feedback";
  private static final BigInteger BOND = TestNetwork.OPEN.multiply(BigInteger.valueOf(200));
  private static final long WINDOW = 3_600;
  private static final Bytes32 SALT = Bytes32.repeat((byte) 7);
  private static final Bytes RATINGS = Bytes.of(2, 5);

  private static final Address OWNER = account(31);
  private static final Address WALLET = account(32);

  private final TestNetwork network = new TestNetwork();
  private final List<Address> raters = new ArrayList<>();
  private long model;
  private long contribution;

  @Test
  void feedbackIsLaidOutAsSolcDoesIt() throws IOException {
    story();
    SolidityLayout layout =
        new SolidityLayout(CONTRACT, NativeAddress.FEEDBACK.address(), network.host);
    Tuple pool = network.read(CONTRACT, "pool", model);
    compare(
        layout,
        pool,
        new Object[] {"pools", model},
        "amount",
        "share",
        "nextShare",
        "fromBlock",
        "rounds");
    assertThat(pool.<BigInteger>get(3)).as("fromBlock").isPositive();
    for (long round = 1; round <= 2; round++) {
      round(layout, round);
    }
    for (int i = 0; i < raters.size(); i++) {
      rater(layout, raters.get(i), i);
    }
    assertThat(layout.value("correctionCount")).isEqualTo(1);
    Tuple correction = network.read(CONTRACT, "correction", 1L);
    Object[] at = {"corrections", 1L};
    compare(layout, correction, at, "model", "round", "item");
    assertThat(layout.value("corrections", 1L, "author")).isEqualTo(raters.get(1).toBigInteger());
    assertThat(layout.value("corrections", 1L, "contentHash"))
        .isEqualTo(SALT.toUnsignedBigInteger());
    assertThat(layout.value("corrections", 1L, "contribution")).isEqualTo(contribution);
    assertThat(layout.value("corrections", 1L, "state")).isEqualTo(2);
    assertThat(layout.value("corrections", 1L, "bounty"))
        .isEqualTo(correction.<BigInteger>get(7))
        .isPositive();
    assertThat(layout.read())
        .containsAll(network.host.storageOf(NativeAddress.FEEDBACK.address()).keySet());
  }

  private void story() {
    network.host.setBlockNumber(1_000);
    long datanet = network.createDatanet();
    contribution = network.accepted(account(21), datanet, "abcdefgh");
    long version = network.seal(datanet, contribution);
    network.attest(datanet, version);
    model = network.deploy(network.terms(TestNetwork.OPEN, 4, 1), datanet, version);
    network.send(CREATOR, CONTRACT, "setShare", model, 2_345L);
    network.pay(PAYER, BigInteger.TEN.pow(20), CONTRACT, "fund", model);
    for (int i = 20; i < 25; i++) {
      raters.add(account(i));
      network.pay(account(i), BOND, CONTRACT, "depositBond");
    }
    skip(1);
    items(2);
    skip(WINDOW);
    for (Address rater : raters) {
      byte[] hash = network.read(CONTRACT, "commitmentOf", model, 1L, rater, RATINGS, SALT);
      network.send(rater, CONTRACT, "commit", model, Bytes32.wrap(hash));
    }
    skip(WINDOW);
    for (Address rater : raters.subList(0, 4)) {
      network.send(rater, CONTRACT, "reveal", model, RATINGS, SALT);
    }
    skip(WINDOW);
    network.send(PAYER, CONTRACT, "claim", model, raters.get(0));
    network.send(raters.get(1), CONTRACT, "proposeCorrection", model, 1L, 0L, SALT, contribution);
    network.send(CREATOR, CONTRACT, "approveCorrection", 1L);
    network.send(CREATOR, CONTRACT, "setShare", model, 1_234L);
    skip(WINDOW);
    items(2);
    agentsItem();
  }

  /** The third of the second round. */
  private void agentsItem() {
    Tuple limits = AbiValues.tuple(Limits.MAX_WEI, Limits.MAX_WEI, 1L, 1_000_000L);
    BigInteger[] any = {};
    network.send(OWNER, "Agents", "register", WALLET, SALT, "", limits, true, any);
    network.send(WALLET, "Agents", "accept", 1L);
    network.settle(WALLET, model, 1L, "abcdefgh");
    network.send(WALLET, CONTRACT, "addItem", model, WALLET, 1L);
  }

  /** One by the creator, the others by the payer. */
  private void items(int count) {
    for (int i = 0; i < count; i++) {
      long request = network.host.blockNumber() + i;
      network.settle(model, request, "abcdefgh");
      network.send(i == 0 ? CREATOR : PAYER, CONTRACT, "addItem", model, PAYER, request);
    }
  }

  private void round(SolidityLayout layout, long round) {
    Tuple is = network.read(CONTRACT, "round", model, round);
    String[] members = {
      "start",
      "window",
      "items",
      "payerItems",
      "maxItems",
      "raters",
      "revealed",
      "maxRaters",
      "minOthers",
      "maxRaterShare",
      "budget",
      "left"
    };
    for (int i = 0; i < members.length; i++) {
      assertThat(layout.value("rounds", model, round, members[i]))
          .as(members[i])
          .isEqualTo(is.<BigInteger>get(i + 1));
    }
    for (long item = 0; item <= round; item++) {
      boolean byAgent = item == 2;
      Address payer = byAgent ? WALLET : PAYER;
      Tuple rated = network.read(CONTRACT, "item", model, round, item);
      String[] numbers = {"request", "ones", "twos", "threes", "fours", "fives"};
      for (int i = 0; i < numbers.length; i++) {
        assertThat(layout.value("items", model, round, item, numbers[i]))
            .as(numbers[i])
            .isEqualTo(rated.<BigInteger>get(i + 1));
      }
      assertThat(layout.value("items", model, round, item, "payer"))
          .isEqualTo(payer.toBigInteger());
      assertThat(layout.value("items", model, round, item, "byAgent")).isEqualTo(byAgent ? 1 : 0);
      assertThat(layout.value("items", model, round, item, "owner"))
          .isEqualTo(byAgent ? OWNER.toBigInteger() : BigInteger.ZERO);
      assertThat(layout.value("items", model, round, item, "corrected"))
          .isEqualTo(round == 1 && item == 0 ? 1 : 0);
      long request = rated.<BigInteger>get(1).longValueExact();
      assertThat(layout.value("places", payer, model, request, "round")).isEqualTo(round);
      assertThat(layout.value("places", payer, model, request, "item")).isEqualTo(item);
    }
  }

  private void rater(SolidityLayout layout, Address rater, int index) {
    compare(
        layout,
        network.read(CONTRACT, "rater", rater),
        new Object[] {"raters", rater},
        "bond",
        "since",
        "open",
        "revealed",
        "forfeited");
    Tuple ballot = network.read(CONTRACT, "ballot", model, 1L, rater);
    assertThat(layout.value("ballots", model, 1L, rater, "state"))
        .isEqualTo(index == 0 ? 3 : index == 4 ? 1 : 2)
        .isEqualTo(ballot.<Integer>get(0).intValue());
    BigInteger commitment = new BigInteger(1, ballot.<byte[]>get(1)).shiftRight(8);
    assertThat(layout.value("ballots", model, 1L, rater, "content"))
        .isEqualTo(index == 4 ? commitment : BigInteger.valueOf(0x52));
  }

  private static void compare(SolidityLayout layout, Tuple is, Object[] at, String... members) {
    for (int i = 0; i < members.length; i++) {
      Object[] path = new Object[at.length + 1];
      System.arraycopy(at, 0, path, 0, at.length);
      path[at.length] = members[i];
      assertThat(layout.value(path)).as(members[i]).isEqualTo(is.<BigInteger>get(i));
    }
  }

  private void skip(long blocks) {
    network.host.setBlockNumber(network.host.blockNumber() + blocks);
  }
}
