package org.openledger.precompile.influence;

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
 * The coins of bonds. INV-INF-02: balance(InfluenceAttestations) ≥ liabilities = Σ bonds of
 * attesters and of open challenges; the difference is the surplus.
 */
final class Vault {

  private Vault() {}

  static void bind(Dispatcher.Binding binding) {
    binding
        .mutate("sweepSurplus", Vault::sweepSurplus)
        .view("liabilities", call -> AbiValues.tuple(liabilities(call)))
        .view("surplus", call -> AbiValues.tuple(surplus(call)));
  }

  private static BigInteger liabilities(Call call) {
    return new AttesterStorage(call.storage()).liabilities();
  }

  private static BigInteger surplus(Call call) {
    return call.balance().subtract(liabilities(call));
  }

  /** Counts wei that came with the call as owed; where it is negative, as paid out. */
  static void owe(Call call, BigInteger change) {
    AttesterStorage attesters = new AttesterStorage(call.storage());
    BigInteger sum = attesters.liabilities().add(change);
    atMost(sum, AttesterStorage.MAX_LIABILITIES);
    attesters.setLiabilities(sum);
  }

  /** Moves bonded wei to an account's credit in InferenceFees. */
  static void credit(Call call, Subject subject, Address to, BigInteger amount) {
    if (amount.signum() > 0) {
      owe(call, amount.negate());
      move(call, to, amount);
      call.emit(InfluenceAbi.CREDITED, subject.model(), subject.number(), to, amount);
    }
  }

  static Address treasury(Call call) {
    return new SystemStorage(call.storage()).parameterAddress(Parameter.TREASURY);
  }

  private static void move(Call call, Address to, BigInteger amount) {
    Ledger ledger = new Ledger(call.storage());
    atMost(ledger.totals().liabilities().add(amount), Totals.MAX_LIABILITIES);
    call.move(NativeAddress.INFERENCE_FEES, amount);
    ledger.credit(ledger.register(to), amount);
    ledger.addLiabilities(amount);
  }

  private static Tuple sweepSurplus(Call call) {
    BigInteger amount = surplus(call);
    if (amount.signum() > 0) {
      Address treasury = treasury(call);
      move(call, treasury, amount);
      call.emit(InfluenceAbi.SURPLUS_SWEPT, treasury, amount);
    }
    return AbiValues.tuple(amount);
  }

  static void atMost(BigInteger amount, BigInteger limit) {
    Call.require(amount.compareTo(limit) <= 0, InfluenceAbi.TOO_MANY_COINS, amount, limit);
  }
}
