package org.openledger.precompile.agent;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.openledger.precompile.ContractFixture;
import org.openledger.precompile.TestNetwork;
import org.openledger.precompile.abi.AbiError;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.dispatch.Outcome;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.system.Parameter;

/**
 * A network with two deployed models of which n tokens cost 100·n + 200 wei, owners and wallets.
 * Everybody signs by naming himself: r is the signer.
 */
final class AgentFixture extends ContractFixture {

  static final String CONTRACT = "Agents";
  static final String FEES = "InferenceFees";
  static final Address OWNER = TestNetwork.account(20);
  static final Address OTHER = TestNetwork.account(21);
  static final Address WALLET = TestNetwork.account(22);
  static final Address WALLET_2 = TestNetwork.account(23);
  static final Address CAROL = TestNetwork.account(24);
  static final Bytes32 METADATA = Bytes32.repeat((byte) 4);
  static final String URI = "ipfs://agent";
  static final long START = 1_000;
  static final long RESERVE_WINDOW = 30;

  private static final String TEXT = "abcdefghijklmnopqrstuvwxyz";

  final long model;
  final long model2;
  private long request = 1_000_000;

  private static SortedMap<Parameter, BigInteger> parameters() {
    SortedMap<Parameter, BigInteger> parameters = new TreeMap<>();
    parameters.put(Parameter.PLATFORM_FEE, wei(200));
    parameters.put(Parameter.RESERVE_WINDOW, wei(RESERVE_WINDOW));
    parameters.put(Parameter.WITHDRAWAL_DELAY, wei(5));
    return parameters;
  }

  AgentFixture() {
    super(CONTRACT, parameters());
    network.host.setRecovery(
        (digest, v, r, s) -> Optional.of(Address.fromWord(UInt256.fromBytes(r))));
    network.host.setBlockNumber(START);
    long datanet = network.createDatanet();
    long version = network.seal(datanet, network.accepted(CAROL, datanet, TEXT));
    network.attest(datanet, version);
    model = network.deploy(network.terms(wei(100_000), 4, 1), datanet, version);
    model2 = network.deploy(network.terms(wei(100_000), 4, 1), datanet, version);
  }

  /** Wei that an answer of so many tokens costs. */
  static BigInteger cost(int tokens) {
    return wei(100L * tokens + 200);
  }

  static Tuple limits(long perInference, long perPeriod, long periodBlocks, long expiry) {
    return AbiValues.tuple(perInference, perPeriod, periodBlocks, expiry);
  }

  static Tuple limits(long perInference, long perPeriod) {
    return limits(perInference, perPeriod, 100, 1_000_000);
  }

  static BigInteger[] list(long... models) {
    return Arrays.stream(models).mapToObj(BigInteger::valueOf).toArray(BigInteger[]::new);
  }

  /** Registers an agent that may use any model. */
  long register(Address owner, Address wallet, Tuple limits) {
    return number(
        send(owner, "register", wallet, METADATA, URI, limits, true, list()).<BigInteger>get(0));
  }

  /** Registers an agent whose wallet consents, with a budget. */
  long agent(Address owner, Address wallet, Tuple limits, long budget) {
    long agent = register(owner, wallet, limits);
    send(wallet, "accept", agent);
    if (budget > 0) {
      network.pay(owner, wei(budget), CONTRACT, "fund", agent);
    }
    return agent;
  }

  /** A call of InferenceFees, however it ends. */
  Outcome fees(Address sender, BigInteger value, String function, Object... arguments) {
    return network.call(
        sender, FEES, value, TestNetwork.GAS, TestNetwork.encode(FEES, function, arguments));
  }

  /** The name of the error that a call ended with; empty if it succeeded. */
  static String error(String contract, Outcome outcome) {
    return switch (outcome) {
      case Outcome.Success success -> "";
      case Outcome.Revert revert ->
          TestNetwork.abi(contract).errors().stream()
              .filter(error -> error.selector().equals(revert.data().slice(0, 4)))
              .map(AbiError::name)
              .findFirst()
              .orElseThrow();
      default -> throw new AssertionError(outcome.toString());
    };
  }

  Outcome settle(Address payer, long model, long request, int tokens, boolean value) {
    return fees(
        payer,
        value ? cost(tokens) : BigInteger.ZERO,
        "settle",
        model,
        request,
        output(tokens),
        receipt(model));
  }

  Outcome reserve(Address payer, long model, long request, int tokens, boolean value) {
    return fees(
        payer,
        value ? cost(tokens) : BigInteger.ZERO,
        "reserve",
        model,
        request,
        0L,
        (long) tokens);
  }

  Outcome settleReserved(Address payer, long model, long request, int tokens) {
    return fees(
        CAROL,
        BigInteger.ZERO,
        "settleReserved",
        payer,
        model,
        request,
        output(tokens),
        receipt(model));
  }

  Outcome batch(
      Address payer, long model, long nonce, boolean atomic, List<Long> requests, int... tokens) {
    Tuple permit = AbiValues.tuple(payer, model, TestNetwork.OPEN, 1L << 40, nonce);
    Tuple[] items = new Tuple[tokens.length];
    for (int i = 0; i < items.length; i++) {
      items[i] = AbiValues.tuple(requests.get(i), 0L, output(tokens[i]), Bytes32.ZERO);
    }
    return fees(
        CAROL,
        BigInteger.ZERO,
        "settleBatch",
        permit,
        signed(payer),
        network.version(model),
        atomic,
        items,
        signed(network.servingKey.address()));
  }

  /** A request's number that was never used. */
  long fresh() {
    return ++request;
  }

  Tuple receipt(long model) {
    return AbiValues.tuple(
        network.version(model), 0L, Bytes32.ZERO, signed(network.servingKey.address()));
  }

  static Bytes signed(Address signer) {
    return Bytes.concatenate(signer.toWord().toBytes(), UInt256.ONE.toBytes(), Bytes.of(27));
  }

  static Bytes output(int tokens) {
    return TestNetwork.output(TEXT.substring(0, tokens));
  }

  /** begin, end, spent, remaining. */
  Tuple period(long agent) {
    return network.read(CONTRACT, "period", agent);
  }

  BigInteger spent(long agent) {
    return period(agent).get(2);
  }

  /** owner, pendingOwner, wallet, metadata, status, limits, anyModel, spent. */
  Tuple view(long agent) {
    return network.read(CONTRACT, "agent", agent);
  }

  int status(long agent) {
    return view(agent).get(4);
  }

  /** number, earnings, deposit, unlocking, unlockBlock, reserved. */
  Tuple statement(Address account) {
    return network.read(FEES, "statement", account);
  }

  BigInteger deposit(Address account) {
    return statement(account).get(2);
  }

  static long number(BigInteger value) {
    return value.longValueExact();
  }
}
