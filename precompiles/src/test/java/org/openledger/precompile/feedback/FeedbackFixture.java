package org.openledger.precompile.feedback;

import static org.openledger.precompile.TestNetwork.CREATOR;
import static org.openledger.precompile.TestNetwork.PAYER;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.precompile.ContractFixture;
import org.openledger.precompile.TestNetwork;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.spending.Limits;
import org.openledger.precompile.system.Parameter;

/** A network with a deployed model that earns its creator 448 wei by each answer of 8 tokens. */
final class FeedbackFixture extends ContractFixture {

  static final String CONTRACT = "Feedback";
  static final Address SELF = NativeAddress.FEEDBACK.address();
  static final List<Address> RATERS =
      IntStream.range(20, 40).mapToObj(TestNetwork::account).toList();
  static final Address ALICE = RATERS.get(0);
  static final Address BOB = RATERS.get(1);
  static final Address CAROL = RATERS.get(2);
  static final Address DAVE = RATERS.get(3);
  static final Address STRANGER = TestNetwork.account(60);
  static final Bytes32 SALT = Bytes32.repeat((byte) 0x5a);
  static final long START = 1_000;
  static final long WINDOW = 10;
  static final long NOTICE = 50;
  static final long BOND = 1_000;
  static final long PENALTY = 100;
  static final long BOUNTY = 500;

  final long model;
  final long contribution;
  private long request;

  private static SortedMap<Parameter, BigInteger> completed(
      SortedMap<Parameter, BigInteger> parameters) {
    SortedMap<Parameter, BigInteger> all = new TreeMap<>(parameters);
    all.putIfAbsent(Parameter.FEEDBACK_WINDOW, wei(WINDOW));
    all.putIfAbsent(Parameter.CHANGE_NOTICE, wei(NOTICE));
    all.putIfAbsent(Parameter.RATER_BOND, wei(BOND));
    all.putIfAbsent(Parameter.UNREVEALED_PENALTY, wei(PENALTY));
    all.putIfAbsent(Parameter.CORRECTION_BOUNTY, wei(BOUNTY));
    all.putIfAbsent(Parameter.MAX_FEEDBACK_ITEMS, wei(4));
    all.putIfAbsent(Parameter.FEEDBACK_ROUND_SHARE, wei(5_000));
    all.putIfAbsent(Parameter.MAX_RATER_SHARE, wei(2_500));
    return all;
  }

  FeedbackFixture() {
    this(new TreeMap<>());
  }

  FeedbackFixture(SortedMap<Parameter, BigInteger> parameters) {
    super(CONTRACT, completed(parameters));
    network.host.setBlockNumber(START - 1);
    long datanet = network.createDatanet();
    contribution = network.accepted(CAROL, datanet, "abcdefgh");
    long version = network.seal(datanet, contribution);
    network.attest(datanet, version);
    model = network.deploy(network.terms(wei(80_000), 4, 1), datanet, version);
  }

  /** With bonds of so many raters, who may rate from now on. */
  FeedbackFixture bonded(int raters) {
    RATERS.subList(0, raters).forEach(rater -> bond(rater, BOND));
    skip(1);
    return this;
  }

  void bond(Address rater, long amount) {
    network.pay(rater, wei(amount), CONTRACT, "depositBond");
  }

  void fund(long amount) {
    network.pay(STRANGER, wei(amount), CONTRACT, "fund", model);
  }

  /** Settles an inference of the payer's; its request. */
  long settle() {
    return settle(PAYER);
  }

  /** Settles an inference; its request. */
  long settle(Address payer) {
    network.settle(payer, model, ++request, "abcdefgh");
    return request;
  }

  /** Settles inferences of some payers and puts them up. */
  void itemsOf(Address... payers) {
    for (Address payer : payers) {
      send(CREATOR, "addItem", model, payer, settle(payer));
    }
  }

  /** Makes an account the wallet of an agent that may spend what it likes; the agent's id. */
  long agent(Address owner, Address wallet) {
    long agent = register(owner, wallet);
    network.send(wallet, "Agents", "accept", agent);
    return agent;
  }

  /** Registers an agent, to which the wallet has not consented. */
  long register(Address owner, Address wallet) {
    Tuple limits = tuple(Limits.MAX_WEI, Limits.MAX_WEI, 1L, 1_000_000L);
    BigInteger[] any = {};
    return network
        .send(owner, "Agents", "register", wallet, SALT, "", limits, true, any)
        .<BigInteger>get(0)
        .longValueExact();
  }

  /** Settles so many inferences and puts them up. */
  void items(int count) {
    for (int i = 0; i < count; i++) {
      send(CREATOR, "addItem", model, PAYER, settle());
    }
  }

  /** Opens a round of some items and skips to its raters' commitments. */
  void open(int items) {
    items(items);
    skip(WINDOW);
  }

  void commit(Address rater, int... ratings) {
    send(rater, "commit", model, commitment(rater, ratings));
  }

  Bytes32 commitment(Address rater, int... ratings) {
    byte[] hash =
        network.read(CONTRACT, "commitmentOf", model, rounds(), rater, bytes(ratings), SALT);
    return Bytes32.wrap(hash);
  }

  void reveal(Address rater, int... ratings) {
    send(rater, "reveal", model, bytes(ratings), SALT);
  }

  /** Runs the commit and reveal windows: a rater for each array, the first of {@link #RATERS}. */
  void rate(int[]... ratings) {
    for (int i = 0; i < ratings.length; i++) {
      commit(RATERS.get(i), ratings[i]);
    }
    skip(WINDOW);
    for (int i = 0; i < ratings.length; i++) {
      reveal(RATERS.get(i), ratings[i]);
    }
    skip(WINDOW);
  }

  BigInteger claim(Address rater) {
    return send(STRANGER, "claim", model, rater).get(0);
  }

  static Bytes bytes(int... ratings) {
    byte[] bytes = new byte[ratings.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) ratings[i];
    }
    return Bytes.wrap(bytes);
  }

  static int[] all(int rating, int items) {
    int[] ratings = new int[items];
    Arrays.fill(ratings, rating);
    return ratings;
  }

  /** amount, share, nextShare, fromBlock, rounds. */
  Tuple pool() {
    return network.read(CONTRACT, "pool", model);
  }

  BigInteger amount() {
    return pool().get(0);
  }

  long rounds() {
    return pool().<BigInteger>get(4).longValueExact();
  }

  /** phase, startBlock, window, items, …, budget (11), left, perRater. */
  Tuple round(long number) {
    return network.read(CONTRACT, "round", model, number);
  }

  /** bond, sinceBlock, open, revealed, forfeited. */
  Tuple rater(Address account) {
    return network.read(CONTRACT, "rater", account);
  }

  /** payer, request, ones … fives, count, sum, doubledMedian, corrected, owner. */
  Tuple item(long round, long number) {
    return network.read(CONTRACT, "item", model, round, number);
  }

  /** Whose agent paid for an item; zero: nobody's. */
  static Address owner(Tuple item) {
    com.esaulpaugh.headlong.abi.Address owner = item.get(11);
    return AbiValues.address(owner);
  }

  /** state, commitment, ratings, points. */
  Tuple ballot(long round, Address rater) {
    return network.read(CONTRACT, "ballot", model, round, rater);
  }
}
