package org.openledger.node.query;

import static org.openledger.node.rpc.BlockSelector.BLOCK;
import static org.openledger.precompile.host.NativeAddress.DATANETS;
import static org.openledger.precompile.host.NativeAddress.FEEDBACK;
import static org.openledger.precompile.host.NativeAddress.INFERENCE_FEES;
import static org.openledger.precompile.host.NativeAddress.INFLUENCE_ATTESTATIONS;
import static org.openledger.precompile.host.NativeAddress.MODELS;
import static org.openledger.precompile.host.NativeAddress.SERVICES;
import static org.openledger.precompile.host.NativeAddress.STAKING;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.openledger.node.rpc.Arguments;
import org.openledger.node.rpc.BlockId;
import org.openledger.node.rpc.BlockState;
import org.openledger.node.rpc.JsonTypes;
import org.openledger.node.rpc.ObjectType;
import org.openledger.node.rpc.Parameter;
import org.openledger.node.rpc.Queries;
import org.openledger.node.rpc.RpcException;
import org.openledger.node.rpc.RpcFailure;
import org.openledger.node.rpc.RpcMethod;
import org.openledger.node.rpc.Struct;
import org.openledger.precompile.datanet.BondState;
import org.openledger.precompile.datanet.RequestStatus;
import org.openledger.precompile.epoch.EpochState;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.pool.Pools;

/** Whether every wei that the contracts hold has an owner, in any block. */
public final class ConservationMethods {

  /** A part of what a contract owes. */
  private record Term(String name, BigInteger amount) {}

  /**
   * One contract's accounts.
   *
   * @param terms empty where they were not recounted
   */
  private record Books(
      NativeAddress contract, BigInteger balance, BigInteger liabilities, List<Term> terms) {

    BigInteger surplus() {
      return balance.subtract(liabilities).max(BigInteger.ZERO);
    }

    boolean conserved() {
      BigInteger sum = terms.stream().map(Term::amount).reduce(BigInteger.ZERO, BigInteger::add);
      return balance.compareTo(liabilities) >= 0 && (terms.isEmpty() || sum.equals(liabilities));
    }
  }

  private record Conservation(BlockId block, boolean recounted, List<Books> contracts) {

    boolean conserved() {
      return contracts.stream().allMatch(Books::conserved);
    }
  }

  private static final Parameter<Boolean> RECOUNT =
      Parameter.optional(
          "recount",
          JsonTypes.FLAG,
          false,
          "Whether to add up what is owed to every account, model, contribution and request anew;"
              + " takes time with their number, and ends with LIMIT_EXCEEDED where that is too"
              + " long");

  private static final ObjectType<Term> TERM =
      ObjectType.<Term>of("Term", "A part of what a contract owes")
          .with("name", JsonTypes.STRING, "what it is", Term::name)
          .with("amount", JsonTypes.WEI, "how much, added up anew", Term::amount);

  private static final ObjectType<Books> BOOKS =
      ObjectType.<Books>of("Books", "What a contract holds and owes")
          .with("contract", JsonTypes.STRING, "its name", books -> books.contract().contract())
          .with("address", JsonTypes.ADDRESS, "where it lives", books -> books.contract().address())
          .with("balance", JsonTypes.WEI, "what it holds", Books::balance)
          .with("liabilities", JsonTypes.WEI, "what it owes", Books::liabilities)
          .with("surplus", JsonTypes.WEI, "what it holds beyond that", Books::surplus)
          .with(
              "terms",
              JsonTypes.listOf(TERM),
              "all parts of what it owes; empty where they were not recounted",
              Books::terms)
          .with(
              "conserved",
              JsonTypes.FLAG,
              "whether it holds what it owes, and the terms add up to that",
              Books::conserved);

  private static final ObjectType<Conservation> CONSERVATION =
      ObjectType.<Conservation>of("Conservation", "What all contracts hold and owe")
          .with("block", BlockId.TYPE, "the block", Conservation::block)
          .with("conserved", JsonTypes.FLAG, "whether all are", Conservation::conserved)
          .with("recounted", JsonTypes.FLAG, "whether terms were added up", Conservation::recounted)
          .with("contracts", JsonTypes.listOf(BOOKS), "each contract", Conservation::contracts);

  private final Queries queries;
  private final NamedAccounts named;

  private ConservationMethods(Queries queries, NamedAccounts named) {
    this.queries = queries;
    this.named = named;
  }

  /**
   * The methods.
   *
   * @param named whom a recount looks at
   */
  public static List<RpcMethod> of(Queries queries, NamedAccounts named) {
    ConservationMethods methods = new ConservationMethods(queries, named);
    return List.of(
        RpcMethod.named(
                "openledger_conservation",
                "What every contract holds against what it owes, and of which terms that is made.")
            .takes(RECOUNT, BLOCK)
            .fails(RpcFailure.INDEX_NOT_READY)
            .answers("conservation", CONSERVATION, methods::conservation));
  }

  private Conservation conservation(Arguments arguments) throws RpcException {
    BlockState state = queries.state(arguments);
    boolean recount = arguments.get(RECOUNT);
    List<Books> contracts = new ArrayList<>();
    for (NativeAddress contract : NativeAddress.values()) {
      BigInteger balance = state.state().balance(contract.address()).toUnsignedBigInteger();
      contracts.add(
          new Books(
              contract,
              balance,
              liabilities(state, contract),
              recount ? terms(state, contract) : List.of()));
    }
    return new Conservation(BlockId.of(state.block()), recount, contracts);
  }

  private static BigInteger liabilities(BlockState state, NativeAddress contract)
      throws RpcException {
    return switch (contract) {
      case DATANETS, INFERENCE_FEES, STAKING, SERVICES, INFLUENCE_ATTESTATIONS ->
          state.amount(contract, "liabilities");
      case SYSTEM, MODELS, TOKEN_ATTRIBUTION, GOVERNANCE, FEEDBACK, AGENTS -> BigInteger.ZERO;
    };
  }

  private List<Term> terms(BlockState state, NativeAddress contract) throws RpcException {
    return switch (contract) {
      case DATANETS -> datanets(state);
      case INFERENCE_FEES -> fees(state);
      case STAKING -> stakes(state);
      case SERVICES -> services(state);
      case SYSTEM, MODELS, TOKEN_ATTRIBUTION, GOVERNANCE, FEEDBACK, AGENTS -> List.of();
      case INFLUENCE_ATTESTATIONS -> attestations(state);
    };
  }

  private static List<Term> datanets(BlockState state) throws RpcException {
    BigInteger bonds = BigInteger.ZERO;
    long contributions = state.number(DATANETS, "contributionCount");
    for (long id = 1; id <= contributions; id++) {
      Struct it = state.struct(DATANETS, "contribution", id);
      if (it.constant("bondState", BondState.class) == BondState.HELD) {
        bonds = bonds.add(it.word("bond"));
      }
    }
    BigInteger open = BigInteger.ZERO;
    long requests = state.number(DATANETS, "requestCount");
    for (long id = 1; id <= requests; id++) {
      Struct it = state.struct(DATANETS, "request", id);
      if (it.constant("status", RequestStatus.class) == RequestStatus.OPEN) {
        open = open.add(it.word("price"));
      }
    }
    return List.of(new Term("bonds", bonds), new Term("openRequests", open));
  }

  /** Free gOPEN is what is neither staked nor cooling: Staking's own balance. */
  private static List<Term> stakes(BlockState state) throws RpcException {
    BigInteger staked = BigInteger.ZERO;
    BigInteger cooling = BigInteger.ZERO;
    for (long model = Pools.GENERAL; model <= state.number(MODELS, "modelCount"); model++) {
      Struct pool = state.struct(STAKING, "pool", model);
      staked = staked.add(pool.word("staked"));
      cooling = cooling.add(pool.word("cooling"));
    }
    BigInteger free =
        state
            .amount(STAKING, "totalSupply")
            .subtract(state.amount(STAKING, "balanceOf", STAKING.address()));
    return List.of(
        new Term("freeTokens", free), new Term("staked", staked), new Term("cooling", cooling));
  }

  private static List<Term> services(BlockState state) throws RpcException {
    BigInteger bonds = BigInteger.ZERO;
    for (long number = 1; number <= state.number(SERVICES, "providerCount"); number++) {
      Address account = state.call(SERVICES, "providerAt", number).address(0);
      bonds = bonds.add(state.struct(SERVICES, "provider", account).word("bond"));
    }
    BigInteger jobs = BigInteger.ZERO;
    for (long job = 1; job <= state.number(SERVICES, "jobCount"); job++) {
      jobs = jobs.add(state.struct(SERVICES, "job", job).word("escrow"));
    }
    BigInteger hosting = BigInteger.ZERO;
    for (long id = 1; id <= state.number(SERVICES, "subscriptionCount"); id++) {
      Struct it = state.struct(SERVICES, "subscription", id);
      BigInteger rent = it.word("rent").subtract(it.word("paidRent"));
      hosting = hosting.add(rent).add(it.word("escrow"));
    }
    return List.of(
        new Term("providerBonds", bonds),
        new Term("jobEscrows", jobs),
        new Term("subscriptionEscrows", hosting));
  }

  private static List<Term> attestations(BlockState state) throws RpcException {
    BigInteger bonds = BigInteger.ZERO;
    for (long seat = 1; seat <= InfluenceMethods.SEATS; seat++) {
      Address attester = state.call(INFLUENCE_ATTESTATIONS, "attesterAt", seat).address(0);
      if (!attester.isZero()) {
        bonds =
            bonds.add(state.struct(INFLUENCE_ATTESTATIONS, "attesterOf", attester).word("bond"));
      }
    }
    BigInteger challenges = BigInteger.ZERO;
    for (long model = 1; model <= state.number(MODELS, "modelCount"); model++) {
      long last = state.number(INFLUENCE_ATTESTATIONS, "epochCount", model);
      for (long epoch = 1; epoch <= last; epoch++) {
        state.requireTime();
        Struct it = state.struct(INFLUENCE_ATTESTATIONS, "epochOf", model, epoch);
        if (it.constant("state", EpochState.class) == EpochState.CHALLENGED) {
          challenges = challenges.add(it.word("challengeBond"));
        }
      }
    }
    return List.of(new Term("attesterBonds", bonds), new Term("challengeBonds", challenges));
  }

  private List<Term> fees(BlockState state) throws RpcException {
    BigInteger earnings = BigInteger.ZERO;
    BigInteger deposits = BigInteger.ZERO;
    BigInteger reserved = BigInteger.ZERO;
    BigInteger pledges = BigInteger.ZERO;
    BigInteger raters = BigInteger.ZERO;
    long models = state.number(MODELS, "modelCount");
    for (Address address : accounts(state)) {
      Struct statement = state.struct(INFERENCE_FEES, "statement", address);
      earnings = earnings.add(statement.word("earnings"));
      deposits = deposits.add(statement.word("deposit"));
      reserved = reserved.add(statement.word("reserved"));
      raters = raters.add(state.struct(FEEDBACK, "rater", address).word("bond"));
      for (long model = 1; model <= models; model++) {
        pledges = pledges.add(state.call(INFERENCE_FEES, "pledge", address, model).word("amount"));
      }
    }
    BigInteger creators = BigInteger.ZERO;
    BigInteger sinks = BigInteger.ZERO;
    BigInteger bonds = BigInteger.ZERO;
    BigInteger feedback = BigInteger.ZERO;
    BigInteger influence = BigInteger.ZERO;
    BigInteger stakers = state.struct(STAKING, "pool", Pools.GENERAL).word("rewards");
    BigInteger accruedStakers = state.amount(INFERENCE_FEES, "accruedStakers");
    for (long model = 1; model <= models; model++) {
      stakers = stakers.add(state.struct(STAKING, "pool", model).word("rewards"));
      influence = influence.add(state.amount(INFLUENCE_ATTESTATIONS, "heldOf", model));
      Struct accrued = state.call(INFERENCE_FEES, "accrued", model);
      creators = creators.add(accrued.word("creator"));
      sinks = sinks.add(accrued.word("sink"));
      accruedStakers = accruedStakers.add(accrued.word("stakers"));
      bonds = bonds.add(state.call(INFERENCE_FEES, "servingBond", model).word("bond"));
      feedback = feedback.add(feedback(state, model));
    }
    return List.of(
        new Term("earnings", earnings),
        new Term("deposits", deposits),
        new Term("pledges", pledges),
        new Term("reservations", reserved),
        new Term("accruedCreators", creators),
        new Term("accruedSinks", sinks),
        new Term("accruedPlatform", state.amount(INFERENCE_FEES, "accruedPlatform")),
        new Term("accruedStakers", accruedStakers),
        new Term("stakersRewards", stakers),
        new Term("servingBonds", bonds),
        new Term("feedbackPools", feedback),
        new Term("raterBonds", raters),
        new Term("influencePools", influence));
  }

  /** What a model has for feedback: its pool, and what its last round has not paid. */
  private static BigInteger feedback(BlockState state, long model) throws RpcException {
    Struct pool = state.struct(FEEDBACK, "pool", model);
    BigInteger left = state.struct(FEEDBACK, "round", model, pool.number("rounds")).word("left");
    return pool.word("amount").add(left);
  }

  /**
   * All accounts that the fees contract can owe something: those with a number, and those that an
   * event names, since who only pays has no number. Whom later events name is owed nothing yet.
   */
  private SortedSet<Address> accounts(BlockState state) throws RpcException {
    SortedSet<Address> accounts = new TreeSet<>(named.upTo(state.block()));
    long count = state.number(INFERENCE_FEES, "accountCount");
    for (long number = 1; number <= count; number++) {
      accounts.add(state.call(INFERENCE_FEES, "account", number).address(0));
    }
    return accounts;
  }
}
