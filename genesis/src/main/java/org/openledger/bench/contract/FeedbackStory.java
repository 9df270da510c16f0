package org.openledger.bench.contract;

import static org.openledger.bench.contract.BenchNetwork.ALICE;
import static org.openledger.bench.contract.BenchNetwork.BOB;
import static org.openledger.bench.contract.BenchNetwork.CAROL;
import static org.openledger.bench.contract.BenchNetwork.CREATOR;
import static org.openledger.bench.contract.BenchNetwork.PAYER;
import static org.openledger.bench.contract.BenchNetwork.account;
import static org.openledger.bench.contract.BenchNetwork.receipt;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.system.Parameter;

/** Every function of {@code Feedback}. */
final class FeedbackStory extends Story {

  private static final int[] TEXT = new SplittableRandom(1).ints(40, 0, 256).toArray();
  private static final Bytes OUTPUT = BenchNetwork.answer(Arrays.copyOfRange(TEXT, 4, 36));
  private static final BigInteger COINS = BigInteger.TEN.pow(21);
  private static final long WINDOW = Parameter.FEEDBACK_WINDOW.standard().longValueExact();
  private static final Bytes32 SALT = Bytes32.repeat((byte) 1);
  private static final Bytes RATINGS = Bytes.of(1, 5, 3);
  private static final Address OWNER = account(30);
  private static final Address WALLET = account(31);
  private static final List<Address> RATERS =
      List.of(ALICE, BOB, CAROL, BenchNetwork.account(23), BenchNetwork.account(24));

  private long model;
  private long request;

  FeedbackStory(CallVisitor visitor) {
    super(new BenchNetwork(new TreeMap<>()), visitor);
  }

  @Override
  void tell() {
    model =
        network.deploy(
            BenchNetwork.terms(1_000_000_007L, 4, 1),
            network.datanet(List.of(ALICE), List.of(TEXT)));
    pools();
    bonds();
    round();
    corrections();
    views();
    ends();
  }

  private void pools() {
    pay(CAROL, COINS, FEEDBACK, "fund", model);
    settle();
    send(CREATOR, FEEDBACK, "setShare", model, 2_000L);
    send(CREATOR, FEEDBACK, "setShare", model, 1_000L);
    skip(Parameter.CHANGE_NOTICE.standard().longValueExact());
    settle();
    send(CAROL, FEEDBACK, "applyShare", model);
  }

  private void bonds() {
    for (Address rater : RATERS) {
      network.pay(rater, COINS, FEEDBACK, "depositBond");
    }
    pay(ALICE, BigInteger.TEN, FEEDBACK, "depositBond");
    skip(1);
  }

  private void round() {
    send(CREATOR, FEEDBACK, "addItem", model, PAYER, settle());
    send(PAYER, FEEDBACK, "addItem", model, PAYER, settle());
    agent();
    send(CREATOR, FEEDBACK, "addItem", model, WALLET, settle(WALLET));
    skip(WINDOW);
    for (Address rater : RATERS) {
      byte[] hash = send(CAROL, FEEDBACK, "commitmentOf", model, 1L, rater, RATINGS, SALT).get(0);
      send(rater, FEEDBACK, "commit", model, Bytes32.wrap(hash));
    }
    skip(WINDOW);
    for (Address rater : RATERS.subList(0, 4)) {
      send(rater, FEEDBACK, "reveal", model, RATINGS, SALT);
    }
    skip(WINDOW);
    send(CAROL, FEEDBACK, "claim", model, BOB);
    send(CAROL, FEEDBACK, "forfeit", model, 1L, RATERS.getLast());
  }

  private void agent() {
    Tuple limits = AbiValues.tuple(COINS, COINS, 1_000L, 1L << 30);
    BigInteger[] any = {};
    network.send(OWNER, AGENTS, "register", WALLET, SALT, "ipfs://bench", limits, true, any);
    network.send(WALLET, AGENTS, "accept", 1L);
  }

  private void corrections() {
    send(ALICE, FEEDBACK, "proposeCorrection", model, 1L, 0L, SALT, 1L);
    send(BOB, FEEDBACK, "proposeCorrection", model, 1L, 0L, SALT, 0L);
    send(BOB, FEEDBACK, "proposeCorrection", model, 1L, 1L, SALT, 0L);
    send(CREATOR, FEEDBACK, "approveCorrection", 1L);
  }

  private void views() {
    send(CAROL, FEEDBACK, "pool", model);
    send(CAROL, FEEDBACK, "rater", ALICE);
    send(CAROL, FEEDBACK, "round", model, 1L);
    send(CAROL, FEEDBACK, "item", model, 1L, 0L);
    send(CAROL, FEEDBACK, "items", model, 1L);
    send(CAROL, FEEDBACK, "placeOf", PAYER, model, 1L);
    send(CAROL, FEEDBACK, "ballot", model, 1L, ALICE);
    send(CAROL, FEEDBACK, "correction", 1L);
    send(CAROL, FEEDBACK, "correctionCount");
    send(CAROL, FEEDBACK, "surplus");
  }

  private void ends() {
    skip(WINDOW);
    send(PAYER, FEEDBACK, "addItem", model, PAYER, settle());
    send(ALICE, FEEDBACK, "withdrawBond");
    network.host().setBalance(NativeAddress.FEEDBACK.address(), UInt256.valueOf(7));
    send(CAROL, FEEDBACK, "sweepSurplus");
  }

  private long settle() {
    return settle(PAYER);
  }

  private long settle(Address payer) {
    BigInteger gross = network.send(ALICE, FEES, "quote", model, 0L, 32L).<Tuple>get(0).get(0);
    network.pay(payer, gross, FEES, "settle", model, ++request, OUTPUT, receipt(Bytes32.ZERO));
    return request;
  }
}
