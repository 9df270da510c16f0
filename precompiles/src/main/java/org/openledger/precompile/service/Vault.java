package org.openledger.precompile.service;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.coin.Handover;
import org.openledger.precompile.dispatch.Call;
import org.openledger.precompile.dispatch.Dispatcher;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.ledger.Ledger;
import org.openledger.precompile.system.SystemStorage;

/**
 * Coins that the services hold for others: bonds and escrows. INV-SERV-01: the balance is never
 * below their sum. What is paid out becomes credit in the one {@link Ledger}.
 */
final class Vault {

  private static final BigInteger PER = BigInteger.valueOf(10_000);

  private Vault() {}

  static void bind(Dispatcher.Binding binding) {
    binding
        .mutate("sweepSurplus", Vault::sweepSurplus)
        .view("liabilities", call -> AbiValues.tuple(liabilities(call)))
        .view("surplus", call -> AbiValues.tuple(surplus(call)));
  }

  /** Holds all the value that came with the call. */
  static BigInteger hold(Call call) {
    new ProviderStorage(call.storage()).setLiabilities(liabilities(call).add(call.value()));
    return call.value();
  }

  /** Holds some wei no more. */
  static void release(Call call, BigInteger amount) {
    if (amount.signum() > 0) {
      new ProviderStorage(call.storage()).setLiabilities(liabilities(call).subtract(amount));
    }
  }

  /** Makes what was held an account's credit. */
  static void pay(Call call, Address to, BigInteger amount) {
    pay(call, to, amount, BigInteger.ZERO);
  }

  /**
   * Makes what was held an account's credit, less the platform's fee.
   *
   * @param fee wei of the amount
   */
  static void pay(Call call, Address to, BigInteger amount, BigInteger fee) {
    if (amount.signum() == 0) {
      return;
    }
    release(call, amount);
    Handover.toFees(call, amount, Vault::atMost);
    Ledger ledger = new Ledger(call.storage());
    credit(call, ledger.register(to), to, amount.subtract(fee));
    if (fee.signum() > 0) {
      long platform = new SystemStorage(call.storage()).configuration().platformAccount();
      credit(call, platform, ledger.account(platform), fee);
    }
  }

  private static void credit(Call call, long number, Address account, BigInteger amount) {
    if (amount.signum() > 0) {
      new Ledger(call.storage()).credit(number, amount);
      call.emit(ServiceAbi.CREDITED, account, amount);
    }
  }

  /** A part of an amount, rounded down. */
  static BigInteger part(BigInteger amount, long per10000) {
    return amount.multiply(BigInteger.valueOf(per10000)).divide(PER);
  }

  /** A part of an amount, rounded up: so no fee is spared by paying in many small steps. */
  static BigInteger partUp(BigInteger amount, long per10000) {
    return amount
        .multiply(BigInteger.valueOf(per10000))
        .add(PER)
        .subtract(BigInteger.ONE)
        .divide(PER);
  }

  private static void atMost(BigInteger amount, BigInteger limit) {
    Call.require(amount.compareTo(limit) <= 0, ServiceAbi.TOO_MANY_COINS, amount, limit);
  }

  private static BigInteger liabilities(Call call) {
    return new ProviderStorage(call.storage()).liabilities();
  }

  private static BigInteger surplus(Call call) {
    return call.balance().subtract(liabilities(call));
  }

  private static Tuple sweepSurplus(Call call) {
    BigInteger amount = surplus(call);
    if (amount.signum() > 0) {
      Ledger ledger = new Ledger(call.storage());
      long treasury = new SystemStorage(call.storage()).configuration().treasury();
      Handover.toFees(call, amount, Vault::atMost);
      ledger.credit(treasury, amount);
      call.emit(ServiceAbi.SURPLUS_SWEPT, ledger.account(treasury), amount);
    }
    return AbiValues.tuple(amount);
  }
}
