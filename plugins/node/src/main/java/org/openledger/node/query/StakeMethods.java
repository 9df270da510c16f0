package org.openledger.node.query;

import static org.openledger.node.rpc.BlockSelector.BLOCK;
import static org.openledger.node.rpc.PageRequest.PAGE;
import static org.openledger.precompile.host.NativeAddress.MODELS;
import static org.openledger.precompile.host.NativeAddress.STAKING;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.openledger.node.rpc.Arguments;
import org.openledger.node.rpc.BlockId;
import org.openledger.node.rpc.BlockState;
import org.openledger.node.rpc.JsonTypes;
import org.openledger.node.rpc.Listed;
import org.openledger.node.rpc.ObjectType;
import org.openledger.node.rpc.Page;
import org.openledger.node.rpc.Parameter;
import org.openledger.node.rpc.Queries;
import org.openledger.node.rpc.RpcException;
import org.openledger.node.rpc.RpcFailure;
import org.openledger.node.rpc.RpcMethod;
import org.openledger.node.rpc.Struct;
import org.openledger.precompile.host.Address;

/** gOPEN, stake and what it earns, from the state of a block. */
public final class StakeMethods {

  /** The pool of general stake. */
  private static final long GENERAL = 0;

  private record Stake(long model, Struct of) {}

  private record Staker(
      BlockId block,
      Address account,
      BigInteger free,
      BigInteger votes,
      Optional<Address> delegate,
      Struct general) {}

  private record Pool(BlockId block, long model, Struct of) {}

  private static final Parameter<Address> ACCOUNT =
      Parameter.required("account", JsonTypes.ADDRESS, "An account");

  private static final Parameter<Long> POOL =
      Parameter.required("model", JsonTypes.QUANTITY, "Id of a model; 0 for general stake");

  private static final ObjectType<Struct> STAKE =
      ObjectType.<Struct>of("Stake", "What an account has in one pool")
          .with("staked", JsonTypes.WEI, "what earns", it -> it.word("staked"))
          .with("cooling", JsonTypes.WEI, "what is on its way back", it -> it.word("cooling"))
          .with(
              "unlockBlock",
              JsonTypes.optional(JsonTypes.QUANTITY),
              "first block in which that can be withdrawn",
              it -> Absent.number(it, "unlockBlock"))
          .with(
              "reward",
              JsonTypes.WEI,
              "earned and not claimed, what the pool has not shared out yet included",
              it -> it.word("reward"))
          .with(
              "slashedBlock",
              JsonTypes.optional(JsonTypes.QUANTITY),
              "last block in which it was slashed",
              it -> Absent.number(it, "slashedBlock"));

  private static final ObjectType<Stake> ON_MODEL =
      ObjectType.<Stake>of("ModelStake", "What an account has on a model")
          .with("model", JsonTypes.ID, "the model", Stake::model)
          .including(STAKE, Stake::of);

  private static final ObjectType<Staker> STAKER =
      ObjectType.<Staker>of("Staker", "An account's gOPEN")
          .with("block", BlockId.TYPE, "the block", Staker::block)
          .with("account", JsonTypes.ADDRESS, "the account", Staker::account)
          .with("free", JsonTypes.WEI, "what it may transfer", Staker::free)
          .with(
              "votes", JsonTypes.WEI, "what votes by it, delegated to it by others", Staker::votes)
          .with(
              "delegate",
              JsonTypes.optional(JsonTypes.ADDRESS),
              "who votes with what it has, itself perhaps; null: nobody",
              Staker::delegate)
          .with("general", STAKE, "what it has staked generally", Staker::general);

  private static final ObjectType<Pool> POOL_TYPE =
      ObjectType.<Pool>of("StakePool", "What all have staked on a model, or generally")
          .with("block", BlockId.TYPE, "the block", Pool::block)
          .with("model", JsonTypes.QUANTITY, "the model; 0 for general stake", Pool::model)
          .with("staked", JsonTypes.WEI, "what earns", it -> it.of().word("staked"))
          .with("cooling", JsonTypes.WEI, "what is on its way back", it -> it.of().word("cooling"))
          .with(
              "rewards",
              JsonTypes.WEI,
              "shared out to stakers, and not claimed",
              it -> it.of().word("rewards"))
          .with(
              "accrued",
              JsonTypes.WEI,
              "earned by inferences, and not shared out",
              it -> it.of().word("accrued"))
          .with(
              "poolShare",
              JsonTypes.QUANTITY,
              "hundredths of the model's stakers' shares that it gets",
              it -> it.of().number("poolShare"))
          .with(
              "slashedBlock",
              JsonTypes.optional(JsonTypes.QUANTITY),
              "last block in which all of it was slashed",
              it -> Absent.number(it.of(), "slashedBlock"));

  private final Queries queries;

  private StakeMethods(Queries queries) {
    this.queries = queries;
  }

  /** The methods. */
  public static List<RpcMethod> of(Queries queries) {
    StakeMethods methods = new StakeMethods(queries);
    return List.of(
        RpcMethod.named(
                "openledger_getStaker",
                "An account's gOPEN: free, staked generally and cooling, its votes and rewards.")
            .takes(ACCOUNT, BLOCK)
            .answers("staker", STAKER, methods::getStaker),
        RpcMethod.named(
                "openledger_listStakes", "What an account has staked on models, by their id.")
            .takes(ACCOUNT, BLOCK, PAGE)
            .answers("stakes", Listed.type("ModelStakes", ON_MODEL), methods::listStakes),
        RpcMethod.named(
                "openledger_getStakePool",
                "What is staked on a model, or generally, and what it has earned.")
            .takes(POOL, BLOCK)
            .fails(RpcFailure.NOT_FOUND)
            .answers("pool", POOL_TYPE, methods::getPool));
  }

  private Staker getStaker(Arguments arguments) throws RpcException {
    BlockState state = queries.state(arguments);
    Address account = arguments.get(ACCOUNT);
    Address delegate = state.call(STAKING, "delegates", account).address(0);
    return new Staker(
        BlockId.of(state.block()),
        account,
        (BigInteger) state.call(STAKING, "balanceOf", account).at(0),
        (BigInteger) state.call(STAKING, "getVotes", account).at(0),
        Optional.of(delegate).filter(it -> !it.isZero()),
        state.struct(STAKING, "stakeOf", account, GENERAL));
  }

  private Listed<Stake> listStakes(Arguments arguments) throws RpcException {
    Page page = Page.open(arguments, queries);
    BlockState state = page.state();
    Address account = arguments.get(ACCOUNT);
    return page.numbered(
        state.number(MODELS, "modelCount"),
        model -> {
          Struct stake = state.struct(STAKING, "stakeOf", account, model);
          return Optional.of(new Stake(model, stake)).filter(it -> isThere(it.of()));
        });
  }

  /** Who has left, and has claimed, has nothing there. */
  private static boolean isThere(Struct stake) {
    return stake.word("staked").signum() != 0
        || stake.word("cooling").signum() != 0
        || stake.word("reward").signum() != 0;
  }

  private Pool getPool(Arguments arguments) throws RpcException {
    BlockState state = queries.state(arguments);
    long model = arguments.get(POOL);
    return new Pool(BlockId.of(state.block()), model, state.struct(STAKING, "pool", model));
  }
}
