package org.openledger.precompile.governance;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.dispatch.Call;
import org.openledger.precompile.dispatch.Dispatcher;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.ledger.Ledger;
import org.openledger.precompile.ledger.Totals;
import org.openledger.precompile.system.Parameter;
import org.openledger.precompile.system.SystemStorage;

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
    BigInteger amount = call.balance();
    if (amount.signum() > 0) {
      Ledger ledger = new Ledger(call.storage());
      BigInteger owed = ledger.totals().liabilities().add(amount);
      Call.require(
          owed.compareTo(Totals.MAX_LIABILITIES) <= 0,
          GovernanceAbi.TOO_MANY_COINS,
          owed,
          Totals.MAX_LIABILITIES);
      Address treasury = new SystemStorage(call.storage()).parameterAddress(Parameter.TREASURY);
      call.move(NativeAddress.INFERENCE_FEES, amount);
      ledger.credit(ledger.register(treasury), amount);
      ledger.addLiabilities(amount);
      call.emit(GovernanceAbi.SURPLUS_SWEPT, treasury, amount);
    }
    return AbiValues.tuple(amount);
  }
}
