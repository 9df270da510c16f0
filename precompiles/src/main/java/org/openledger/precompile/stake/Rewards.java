package org.openledger.precompile.stake;

import java.math.BigInteger;
import org.openledger.precompile.dispatch.Call;
import org.openledger.precompile.fee.FeeStorage;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.ledger.Ledger;
import org.openledger.precompile.ledger.Totals;
import org.openledger.precompile.model.ModelStorage;
import org.openledger.precompile.pool.Pools;
import org.openledger.precompile.system.Parameter;
import org.openledger.precompile.system.SystemStorage;

/**
 * What stake earns. INV-STAKE-03: before any share of a pool comes or goes, all that has accrued
 * for it is shared out to those who had shares; so stake earns only of what accrued while it stood.
 * The coins stay in InferenceFees, where they are owed: to the pool, then to the staker.
 */
final class Rewards {

  private Rewards() {}

  /** Wei that have accrued for a pool since they were shared out last. */
  static BigInteger accrued(Call call, long pool) {
    return pool == Pools.GENERAL
        ? new Ledger(call.storage()).totals().stakers()
        : new FeeStorage(call.storage()).stakersAccrual(pool);
  }

  /** Shares out what has accrued for a pool; while nobody has a share of it: to the treasury. */
  static void shareOut(Call call, long pool) {
    BigInteger accrued = accrued(call, pool);
    if (accrued.signum() == 0) {
      return;
    }
    Ledger ledger = new Ledger(call.storage());
    if (pool == Pools.GENERAL) {
      Totals totals = ledger.totals();
      ledger.setTotals(totals.stakersCollected());
    } else {
      new FeeStorage(call.storage()).clearStakersAccrual(pool);
    }
    Address to = StakeStorage.ACCOUNT;
    if (!new Pools(call.storage()).share(pool, accrued)) {
      long treasury = new SystemStorage(call.storage()).configuration().treasury();
      ledger.credit(treasury, accrued);
      to = ledger.account(treasury);
    }
    call.emit(StakeAbi.REWARDS_SHARED, pool, to, accrued);
  }

  /** Credits what an account has earned of all that was shared out; wei. */
  static BigInteger pay(Call call, long pool, Address account) {
    BigInteger reward = new Pools(call.storage()).settle(pool, account);
    if (reward.signum() > 0) {
      Ledger ledger = new Ledger(call.storage());
      ledger.credit(ledger.register(account), reward);
      call.emit(StakeAbi.REWARD_PAID, account, pool, reward);
    }
    return reward;
  }

  /** Tells settlements of a model which part of the stakers' shares is its own stake's. */
  static void setShare(Call call, long pool) {
    if (pool != Pools.GENERAL) {
      boolean empty = new Pools(call.storage()).active(pool).isEmpty();
      SystemStorage system = new SystemStorage(call.storage());
      long share = empty ? 0 : system.parameterLong(Parameter.MODEL_STAKERS_SHARE);
      new ModelStorage(call.storage()).setStakersShare(pool, share);
    }
  }
}
