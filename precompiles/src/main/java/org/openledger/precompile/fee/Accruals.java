package org.openledger.precompile.fee;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.dispatch.Call;
import org.openledger.precompile.fund.FeedbackFunds;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.ledger.Ledger;
import org.openledger.precompile.ledger.Totals;
import org.openledger.precompile.pool.Pools;
import org.openledger.precompile.system.Configuration;
import org.openledger.precompile.system.SystemStorage;

/**
 * What settlements earn for a model's creator and sink, the stakers and the platform. It waits in
 * one word of the model and one of all, instead of a balance each, until somebody collects it.
 * INV-FEE-10: whoever held the office when it was earned gets it, less what he has pledged to his
 * model's feedback pool.
 */
final class Accruals {

  private static final long NETWORK = Pools.GENERAL;

  private Accruals() {}

  /** Adds to a model's accrual; one for others, or too large for its word, is paid out at once. */
  static void add(Call call, long model, Accrual earned) {
    for (Accrual out : new FeeStorage(call.storage()).accrue(model, earned)) {
      payOut(call, model, out);
    }
  }

  /** Adds to the network's accruals; one that is too large for its word is paid out at once. */
  static Totals add(Call call, Totals sum, Configuration accounts) {
    Totals rest = sum;
    if (sum.platform().compareTo(Totals.MAX_ACCRUAL) > 0) {
      credit(call, NETWORK, accounts.platformAccount(), sum.platform());
      rest = rest.platformCollected();
    }
    if (sum.stakers().compareTo(Totals.MAX_ACCRUAL) > 0) {
      shareOut(call, NETWORK, sum.stakers(), accounts);
      rest = rest.stakersCollected();
    }
    return rest;
  }

  /** {@code collect}. */
  static Tuple collect(Call call) {
    long model = Service.known(call, call.number(0));
    FeeStorage fees = new FeeStorage(call.storage());
    Accrual accrual = fees.accrual(model);
    if (accrual.total().signum() > 0) {
      fees.clearAccrual(model);
      payOut(call, model, accrual);
    }
    Ledger ledger = new Ledger(call.storage());
    Totals totals = ledger.totals();
    BigInteger network = totals.platform().add(totals.stakers());
    if (network.signum() > 0) {
      Configuration accounts = new SystemStorage(call.storage()).configuration();
      ledger.setTotals(totals.platformCollected().stakersCollected());
      credit(call, NETWORK, accounts.platformAccount(), totals.platform());
      shareOut(call, NETWORK, totals.stakers(), accounts);
    }
    return AbiValues.tuple(accrual.total().add(network));
  }

  private static void payOut(Call call, long model, Accrual accrual) {
    BigInteger pooled = new FeedbackFunds(call.storage()).take(model, accrual.creator());
    if (pooled.signum() > 0) {
      call.emit(FeeAbi.COLLECTED, model, NativeAddress.FEEDBACK.address(), pooled);
    }
    credit(call, model, accrual.account(), accrual.creator().subtract(pooled));
    if (accrual.stakers().signum() > 0) {
      shareOut(call, model, accrual.stakers(), new SystemStorage(call.storage()).configuration());
    }
    if (accrual.sink().signum() > 0) {
      long[] accounts = Sinks.accounts(call, model, accrual.version());
      BigInteger[] amounts = Sinks.equally(accrual.sink(), accounts);
      for (int i = 0; i < accounts.length; i++) {
        credit(call, model, accounts[i], amounts[i]);
      }
    }
  }

  /** To those who have staked on a model, or generally; while nobody has, to the treasury. */
  private static void shareOut(Call call, long model, BigInteger amount, Configuration accounts) {
    if (amount.signum() == 0) {
      return;
    }
    if (new Pools(call.storage()).share(model, amount)) {
      call.emit(FeeAbi.COLLECTED, model, NativeAddress.STAKING.address(), amount);
    } else {
      credit(call, model, accounts.treasury(), amount);
    }
  }

  private static void credit(Call call, long model, long account, BigInteger amount) {
    if (amount.signum() > 0) {
      Ledger ledger = new Ledger(call.storage());
      ledger.credit(account, amount);
      call.emit(FeeAbi.COLLECTED, model, ledger.account(account), amount);
    }
  }
}
