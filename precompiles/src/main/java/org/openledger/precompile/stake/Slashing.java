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
import org.openledger.precompile.system.Role;
import org.openledger.precompile.system.SystemStorage;

/**
 * Slashes, by a governor, to the treasury. INV-STAKE-09: one takes the same part of what is staked
 * and of what cools, at most maxSlash of either, and another of the same kind comes stakeCooldown
 * blocks later at the earliest: so no order of unstaking, withdrawing and slashing spares anybody
 * more than the rounding, and whoever begins to leave meets at most one more of each kind.
 */
final class Slashing {

  private Slashing() {}

  static void bind(Dispatcher.Binding binding) {
    binding
        .mutate("slashModel", Slashing::slashModel)
        .mutate("slashAccount", Slashing::slashAccount);
  }

  private static Tuple slashModel(Call call) {
    onlyGovernor(call);
    long model = Stakes.pool(call, 0);
    Call.require(model != Pools.GENERAL, StakeAbi.UNKNOWN_MODEL, model);
    long share = share(call, 1);
    Pools pools = new Pools(call.storage());
    Side active = pools.active(model);
    Side cooling = pools.cooling(model);
    requireSome(model, active.wei().add(cooling.wei()));
    requireLater(call, pools.slashedBlock(model));
    BigInteger staked = active.part(share);
    BigInteger cooled = cooling.part(share);
    pools.setActive(model, active.minus(staked, BigInteger.ZERO));
    pools.setCooling(model, cooling.minus(cooled, BigInteger.ZERO));
    pools.setSlashedBlock(model, call.blockNumber());
    BigInteger amount = take(call, staked.add(cooled));
    call.emit(StakeAbi.MODEL_SLASHED, model, share, staked, cooled, call.word(2));
    return AbiValues.tuple(amount);
  }

  private static Tuple slashAccount(Call call) {
    onlyGovernor(call);
    Address account = call.address(0);
    long model = Stakes.pool(call, 1);
    long share = share(call, 2);
    Pools pools = new Pools(call.storage());
    Position position = pools.position(model, account);
    requireSome(model, position.shares().add(position.coolingShares()));
    requireLater(call, position.slashedBlock());
    Rewards.shareOut(call, model);
    Rewards.pay(call, model, account);
    Position rest = position.slashed(share, call.blockNumber());
    pools.setPosition(model, account, rest);
    BigInteger staked = takenOf(pools.active(model), position.shares(), rest.shares());
    pools.setActive(
        model, pools.active(model).minus(staked, position.shares().subtract(rest.shares())));
    BigInteger cooled =
        takenOf(pools.cooling(model), position.coolingShares(), rest.coolingShares());
    pools.setCooling(
        model,
        pools
            .cooling(model)
            .minus(cooled, position.coolingShares().subtract(rest.coolingShares())));
    if (model == Pools.GENERAL) {
      Votes.move(call, account, Address.ZERO, staked);
    }
    BigInteger amount = take(call, staked.add(cooled));
    call.emit(StakeAbi.ACCOUNT_SLASHED, account, model, share, staked, cooled, call.word(3));
    return AbiValues.tuple(amount);
  }

  /** What goes with the shares that an account loses, in wei. */
  private static BigInteger takenOf(Side side, BigInteger before, BigInteger after) {
    return side.worth(before.subtract(after));
  }

  /** Ends gOPEN; its OPEN becomes the treasury's credit. */
  private static BigInteger take(Call call, BigInteger amount) {
    Token.burn(call, amount);
    Vault.toTreasury(call, amount);
    return amount;
  }

  private static void onlyGovernor(Call call) {
    boolean governor = new SystemStorage(call.storage()).hasRole(Role.GOVERNOR.id(), call.sender());
    Call.require(governor, StakeAbi.UNAUTHORIZED, call.sender(), Role.GOVERNOR.id());
  }

  private static long share(Call call, int argument) {
    BigInteger share = call.number(argument);
    BigInteger limit = new SystemStorage(call.storage()).parameter(Parameter.MAX_SLASH);
    boolean within = share.signum() > 0 && share.compareTo(limit) <= 0;
    Call.require(within, StakeAbi.SLASH_OUT_OF_BOUNDS, share, limit);
    return share.longValueExact();
  }

  private static void requireSome(long model, BigInteger wei) {
    Call.require(wei.signum() > 0, StakeAbi.NOTHING_TO_SLASH, model);
  }

  private static void requireLater(Call call, long last) {
    long earliest = last + Cooling.cooldown(call);
    Call.require(
        last == 0 || call.blockNumber() >= earliest, StakeAbi.SLASHED_LATELY, last, earliest);
  }
}
