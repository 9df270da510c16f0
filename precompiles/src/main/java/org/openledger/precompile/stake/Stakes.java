package org.openledger.precompile.stake;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.dispatch.Call;
import org.openledger.precompile.dispatch.Dispatcher;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.model.ModelStorage;
import org.openledger.precompile.model.Stage;
import org.openledger.precompile.pool.Pools;
import org.openledger.precompile.pool.Position;
import org.openledger.precompile.pool.Side;

/** Stake on a model, or generally: how it comes, what it earns, what there is of it. */
final class Stakes {

  private Stakes() {}

  static void bind(Dispatcher.Binding binding) {
    binding
        .mutate("stake", Stakes::stake)
        .mutate("claim", Stakes::claim)
        .view("stakeOf", Stakes::stakeOf)
        .view("pool", Stakes::pool);
  }

  /** The pool of the model that an argument names; 0: the general one. */
  static long pool(Call call, int argument) {
    BigInteger id = call.number(argument);
    boolean known = id.signum() == 0 || new ModelStorage(call.storage()).isModel(id);
    Call.require(known, StakeAbi.UNKNOWN_MODEL, id);
    return id.longValueExact();
  }

  /** An argument that is not zero. */
  static BigInteger amount(Call call, int argument) {
    BigInteger amount = call.number(argument);
    Call.require(amount.signum() > 0, StakeAbi.ZERO_AMOUNT);
    return amount;
  }

  private static Tuple stake(Call call) {
    long model = pool(call, 0);
    BigInteger amount = amount(call, 1);
    boolean open =
        model == Pools.GENERAL || new ModelStorage(call.storage()).stage(model) != Stage.RETIRED;
    Call.require(open, StakeAbi.MODEL_RETIRED, model);
    Rewards.shareOut(call, model);
    Rewards.pay(call, model, call.sender());
    Token.move(call, call.sender(), StakeStorage.ACCOUNT, amount);
    Pools pools = new Pools(call.storage());
    Side active = pools.active(model);
    BigInteger shares = active.bought(amount);
    requireRoom(active.shares().add(shares));
    pools.setActive(model, active.plus(amount, shares));
    Position position = pools.position(model, call.sender());
    pools.setPosition(model, call.sender(), position.withShares(position.shares().add(shares)));
    if (model != Pools.GENERAL) {
      Votes.move(call, call.sender(), Address.ZERO, amount);
    }
    Rewards.setShare(call, model);
    call.emit(StakeAbi.STAKED, call.sender(), model, amount, shares);
    return AbiValues.tuple(shares);
  }

  /** Shares grow against wei with each slash; a pool that has lost nearly all takes no more. */
  static void requireRoom(BigInteger shares) {
    Call.require(
        shares.compareTo(Side.MAX_SHARES) <= 0, StakeAbi.TOO_MANY_COINS, shares, Side.MAX_SHARES);
  }

  private static Tuple claim(Call call) {
    long model = pool(call, 0);
    Rewards.shareOut(call, model);
    BigInteger reward = Rewards.pay(call, model, call.sender());
    Rewards.setShare(call, model);
    return AbiValues.tuple(reward);
  }

  private static Tuple stakeOf(Call call) {
    long model = pool(call, 1);
    Pools pools = new Pools(call.storage());
    Address account = call.address(0);
    Position position = pools.position(model, account);
    return AbiValues.tuple(
        AbiValues.tuple(
            pools.active(model).worth(position.shares()),
            pools.cooling(model).worth(position.coolingShares()),
            position.unlockBlock(),
            pools.reward(model, account, Rewards.accrued(call, model)),
            position.slashedBlock()));
  }

  private static Tuple pool(Call call) {
    long model = pool(call, 0);
    Pools pools = new Pools(call.storage());
    Side active = pools.active(model);
    Side cooling = pools.cooling(model);
    long share = model == Pools.GENERAL ? 0 : new ModelStorage(call.storage()).stakersShare(model);
    return AbiValues.tuple(
        AbiValues.tuple(
            active.wei(),
            active.shares(),
            cooling.wei(),
            cooling.shares(),
            pools.rewardPerShare(model),
            pools.remainder(model),
            pools.rewards(model),
            Rewards.accrued(call, model),
            share,
            pools.slashedBlock(model)));
  }
}
