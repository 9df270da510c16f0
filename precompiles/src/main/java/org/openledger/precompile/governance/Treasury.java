package org.openledger.precompile.governance;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.coin.Handover;
import org.openledger.precompile.dispatch.Call;
import org.openledger.precompile.dispatch.Dispatcher;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.ledger.Ledger;

/**
 * The treasury is a credit in InferenceFees and stays owed there: spending moves it to another
 * credit. INV-GOV-06: only an executed proposal spends, and never more than there is; this contract
 * owes no coins and takes none.
 */
final class Treasury {

  private Treasury() {}

  static void bind(Dispatcher.Binding binding) {
    binding
        .view("treasury", call -> AbiValues.tuple(balance(call)))
        .view("surplus", call -> AbiValues.tuple(call.balance()))
        .mutateVoid("spend", Treasury::spend)
        .mutate("sweepSurplus", Treasury::sweepSurplus);
  }

  private static BigInteger balance(Call call) {
    Ledger ledger = new Ledger(call.storage());
    return ledger.balance(ledger.number(GovernanceStorage.ACCOUNT));
  }

  private static void spend(Call call) {
    boolean executed = call.sender().equals(GovernanceStorage.ACCOUNT);
    Call.require(executed, GovernanceAbi.ONLY_EXECUTOR, call.sender());
    Address to = call.address(0);
    BigInteger amount = call.number(1);
    Call.require(!to.isZero(), GovernanceAbi.ZERO_ADDRESS);
    Call.require(!NativeAddress.contains(to), GovernanceAbi.NOT_PAYABLE, to);
    BigInteger has = balance(call);
    Call.require(amount.compareTo(has) <= 0, GovernanceAbi.INSUFFICIENT_TREASURY, has, amount);
    if (amount.signum() > 0) {
      Ledger ledger = new Ledger(call.storage());
      ledger.debit(ledger.number(GovernanceStorage.ACCOUNT), amount);
      ledger.credit(ledger.register(to), amount);
    }
    call.emit(GovernanceAbi.TREASURY_SPENT, to, amount);
  }

  private static Tuple sweepSurplus(Call call) {
    return Handover.sweep(call, call.balance(), GovernanceAbi.SURPLUS_SWEPT, Treasury::atMost);
  }

  private static void atMost(BigInteger amount, BigInteger limit) {
    Call.require(amount.compareTo(limit) <= 0, GovernanceAbi.TOO_MANY_COINS, amount, limit);
  }
}
