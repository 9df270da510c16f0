package org.openledger.precompile.stake;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.dispatch.Call;
import org.openledger.precompile.dispatch.Dispatcher;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.pool.Pools;
import org.openledger.precompile.pool.Position;
import org.openledger.precompile.pool.Side;
import org.openledger.precompile.system.Parameter;
import org.openledger.precompile.system.SystemStorage;

/**
 * The way back to OPEN. INV-STAKE-08: no gOPEN becomes OPEN before stakeCooldown blocks in which it
 * neither earns nor votes, and is slashed as the stake that it was.
 */
final class Cooling {

  private Cooling() {}

  static void bind(Dispatcher.Binding binding) {
    binding
        .mutate("unstake", Cooling::unstake)
        .mutate("redeem", Cooling::redeem)
        .mutate("withdraw", Cooling::withdraw);
  }

  private static Tuple unstake(Call call) {
    long model = Stakes.pool(call, 0);
    BigInteger amount = Stakes.amount(call, 1);
    Rewards.shareOut(call, model);
    Rewards.pay(call, model, call.sender());
    Pools pools = new Pools(call.storage());
    Side active = pools.active(model);
    Position position = pools.position(model, call.sender());
    BigInteger staked = active.worth(position.shares());
    Call.require(
        amount.compareTo(staked) <= 0,
        StakeAbi.INSUFFICIENT_STAKE,
        call.sender(),
        model,
        staked,
        amount);
    BigInteger sold = active.sold(position.shares(), amount);
    pools.setActive(model, active.minus(amount, sold));
    Position rest = position.withShares(position.shares().subtract(sold));
    long unlock = cool(call, model, rest, amount);
    if (model == Pools.GENERAL) {
      Votes.move(call, call.sender(), Address.ZERO, amount);
    }
    Rewards.setShare(call, model);
    return AbiValues.tuple(unlock);
  }

  private static Tuple redeem(Call call) {
    BigInteger amount = Stakes.amount(call, 0);
    Token.move(call, call.sender(), StakeStorage.ACCOUNT, amount);
    Votes.move(call, call.sender(), Address.ZERO, amount);
    Position position = new Pools(call.storage()).position(Pools.GENERAL, call.sender());
    return AbiValues.tuple(cool(call, Pools.GENERAL, position, amount));
  }

  /** Lets more of the caller's cool; the first block in which it can be withdrawn. */
  private static long cool(Call call, long model, Position position, BigInteger amount) {
    Pools pools = new Pools(call.storage());
    Side cooling = pools.cooling(model);
    BigInteger shares = cooling.bought(amount);
    Stakes.requireRoom(cooling.shares().add(shares));
    pools.setCooling(model, cooling.plus(amount, shares));
    long unlock = call.blockNumber() + cooldown(call);
    pools.setPosition(model, call.sender(), position.cooling(shares, unlock));
    call.emit(StakeAbi.COOLDOWN_STARTED, call.sender(), model, amount, unlock);
    return unlock;
  }

  static long cooldown(Call call) {
    return new SystemStorage(call.storage()).parameterLong(Parameter.STAKE_COOLDOWN);
  }

  private static Tuple withdraw(Call call) {
    long model = Stakes.pool(call, 0);
    Pools pools = new Pools(call.storage());
    Position position = pools.position(model, call.sender());
    BigInteger shares = position.coolingShares();
    Call.require(shares.signum() > 0, StakeAbi.NOTHING_COOLING, call.sender(), model);
    Call.require(
        call.blockNumber() >= position.unlockBlock(),
        StakeAbi.TOO_EARLY,
        position.unlockBlock(),
        call.blockNumber());
    Side cooling = pools.cooling(model);
    BigInteger amount = cooling.worth(shares);
    pools.setCooling(model, cooling.minus(amount, shares));
    pools.setPosition(model, call.sender(), position.withdrawn());
    Token.burn(call, amount);
    call.pay(call.sender(), amount);
    call.emit(StakeAbi.WITHDRAWN, call.sender(), model, amount);
    return AbiValues.tuple(amount);
  }
}
