package org.openledger.bench.contract;

import static org.openledger.bench.contract.BenchNetwork.ALICE;
import static org.openledger.bench.contract.BenchNetwork.BOB;
import static org.openledger.bench.contract.BenchNetwork.CAROL;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.function.IntFunction;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.abi.Keccak256;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.system.Parameter;

/** Calls of Governance, Services and Agents whose arguments have a size. */
final class EconomySizes extends SizedCalls {

  private static final String GOVERNANCE = "Governance";
  private static final String SERVICES = "Services";
  private static final String AGENTS = "Agents";
  private static final BigInteger THRESHOLD = BigInteger.TEN.pow(20);
  private static final long DELAY = 2;
  private static final long PERIOD = 10;
  private static final long TIMELOCK = 2;
  private static final int[] FEW = {4, 16, 32, 64};
  private static final int[] SHORT = {1, 2, 3, 4, 5, 6, 7, 8};
  private static final Tuple LIMITS = AbiValues.tuple(THRESHOLD, THRESHOLD, 1_000L, 1L << 30);

  private int proposals;

  EconomySizes(BenchNetwork network, Sink sink) {
    super(network, sink);
  }

  /** Short votes, and room for what is measured. */
  static void configure(SortedMap<Parameter, BigInteger> parameters) {
    parameters.put(Parameter.PROPOSAL_THRESHOLD, THRESHOLD);
    parameters.put(Parameter.VOTING_DELAY, BigInteger.valueOf(DELAY));
    parameters.put(Parameter.VOTING_PERIOD, BigInteger.valueOf(PERIOD));
    parameters.put(Parameter.TIMELOCK, BigInteger.valueOf(TIMELOCK));
    parameters.put(Parameter.MAX_ACTIONS, BigInteger.valueOf(64));
    parameters.put(Parameter.MAX_AGENT_MODELS, BigInteger.valueOf(64));
    parameters.put(Parameter.MAX_JOB_DATANETS, BigInteger.valueOf(64));
  }

  void add() {
    governance();
    agents();
    services();
  }

  /** Payments of nothing, so many; with the description, or its hash. */
  private static Object[] actions(int count, Object description) {
    com.esaulpaugh.headlong.abi.Address[] targets = new com.esaulpaugh.headlong.abi.Address[count];
    Arrays.fill(targets, AbiValues.address(NativeAddress.GOVERNANCE.address()));
    BigInteger[] values = new BigInteger[count];
    Arrays.fill(values, BigInteger.ZERO);
    byte[][] calldatas = new byte[count][];
    Arrays.fill(calldatas, BenchNetwork.encode(GOVERNANCE, "spend", BOB, 0L).toArray());
    return new Object[] {targets, values, calldatas, description};
  }

  private void governance() {
    network.pay(ALICE, THRESHOLD, "Staking", "deposit");
    network.send(ALICE, "Staking", "delegate", ALICE);
    skip(1);
    actions("propose", n -> call(ALICE, GOVERNANCE, "propose", actions(n, "why")));
    for (String view : List.of("hashProposal", "getProposalId")) {
      actions(view, n -> call(CAROL, GOVERNANCE, view, actions(n, WORD)));
    }
    actions("cancel", n -> call(ALICE, GOVERNANCE, "cancel", proposed(n)));
    actions("queue", n -> call(CAROL, GOVERNANCE, "queue", voted(n)));
    actions(
        "execute",
        n -> {
          Object[] proposal = voted(n);
          network.send(CAROL, GOVERNANCE, "queue", proposal);
          skip(TIMELOCK);
          return call(CAROL, GOVERNANCE, "execute", proposal);
        });
    on(
        "Governance.propose.description",
        n -> call(ALICE, GOVERNANCE, "propose", actions(1, text(n))),
        BYTES);
    on(
        "Governance.castVoteWithReason.reason",
        n -> {
          BigInteger id = network.read(GOVERNANCE, "hashProposal", proposed(1));
          skip(DELAY + 1);
          return call(ALICE, GOVERNANCE, "castVoteWithReason", id, 1, text(n));
        },
        BYTES);
  }

  private void actions(String function, IntFunction<ContractCall> call) {
    for (String argument : List.of("targets", "values", "calldatas")) {
      on(GOVERNANCE + "." + function + "." + argument, call, FEW);
    }
  }

  /** A new proposal, by its description's hash. */
  private Object[] proposed(int count) {
    String why = "proposal " + ++proposals;
    network.send(ALICE, GOVERNANCE, "propose", actions(count, why));
    return actions(count, Keccak256.hash(why));
  }

  private Object[] voted(int count) {
    Object[] proposal = proposed(count);
    skip(DELAY + 1);
    BigInteger id = network.read(GOVERNANCE, "hashProposal", proposal);
    network.send(ALICE, GOVERNANCE, "castVote", id, 1);
    skip(PERIOD);
    return proposal;
  }

  private void agents() {
    long datanet = network.datanet(List.of(ALICE), List.of(SHORT));
    BigInteger[] models = new BigInteger[64];
    for (int i = 0; i < models.length; i++) {
      models[i] = BigInteger.valueOf(network.deploy(BenchNetwork.terms(1_000, 4, 1), datanet));
    }
    Address wallet = BenchNetwork.account(90);
    Address own = BenchNetwork.account(92);
    network.send(BOB, AGENTS, "register", own, WORD, "", LIMITS, true, new BigInteger[0]);
    network.send(own, AGENTS, "accept", 1L);
    IntFunction<BigInteger[]> first = n -> Arrays.copyOf(models, n);
    on(
        "Agents.register.uri",
        n -> call(BOB, AGENTS, "register", wallet, WORD, text(n), LIMITS, true, new BigInteger[0]),
        BYTES);
    on(
        "Agents.register.models",
        n -> call(BOB, AGENTS, "register", wallet, WORD, "", LIMITS, false, first.apply(n)),
        FEW);
    on(
        "Agents.changeModels.models",
        n -> call(BOB, AGENTS, "changeModels", 1L, false, first.apply(n)),
        FEW);
    on(
        "Agents.changeMetadata.uri",
        n -> call(BOB, AGENTS, "changeMetadata", 1L, WORD, text(n)),
        BYTES);
  }

  private void services() {
    BigInteger bond = Parameter.MIN_PROVIDER_BOND.standard();
    long[] datanets = new long[64];
    for (int i = 0; i < datanets.length; i++) {
      datanets[i] = network.datanet(List.of(ALICE), List.of(SHORT));
    }
    network.pay(BOB, bond, SERVICES, "register", WORD, "");
    on(
        "Services.register.uri",
        n -> BenchNetwork.of(CAROL, bond, SERVICES, "register", WORD, text(n)),
        BYTES);
    on("Services.describe.uri", n -> call(BOB, SERVICES, "describe", WORD, text(n)), BYTES);
    on(
        "Services.openJob.terms.data",
        n -> {
          Tuple[] data = new Tuple[n];
          Arrays.setAll(data, i -> AbiValues.tuple(datanets[i], 1L));
          Tuple terms =
              AbiValues.tuple(Address.ZERO, 0L, WORD, 5_000L, 600L, 70L, 100L, 100L, 100L, data);
          return BenchNetwork.of(ALICE, BigInteger.valueOf(5_070), SERVICES, "openJob", terms);
        },
        FEW);
    usage();
  }

  private void usage() {
    Address key = BenchNetwork.account(91);
    long until = network.host().blockNumber() + 1_000_000;
    Tuple terms = AbiValues.tuple(key, WORD, WORD, 1_001L, 100L, 2_000L, 4_000L, 7L, 2L, until);
    network.send(BOB, SERVICES, "openOffer", terms);
    network.pay(
        ALICE, BigInteger.TEN.pow(9), SERVICES, "subscribe", 1L, 9_000L, WORD, Address.ZERO);
    Tuple permit = AbiValues.tuple(1L, 1_000_000_000L, 1L << 40, 0L);
    long block = network.host().blockNumber();
    on(
        "Services.settleUsage.items",
        n ->
            call(
                CAROL,
                SERVICES,
                "settleUsage",
                permit,
                usages(n, block),
                BenchNetwork.signature(key),
                new byte[0]),
        FEW);
    on(
        "Services.usageBatchDigest.items",
        n -> call(CAROL, SERVICES, "usageBatchDigest", permit, usages(n, block)),
        FEW);
  }

  private static Tuple[] usages(int count, long block) {
    Tuple[] items = new Tuple[count];
    Arrays.setAll(items, i -> AbiValues.tuple((long) i, block, 10L, 10L, WORD));
    return items;
  }
}
