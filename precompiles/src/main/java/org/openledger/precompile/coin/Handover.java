package org.openledger.precompile.coin;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import org.openledger.precompile.abi.AbiEvent;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.dispatch.Call;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.ledger.Ledger;
import org.openledger.precompile.ledger.Totals;
import org.openledger.precompile.system.Parameter;
import org.openledger.precompile.system.SystemStorage;

/**
 * Coins that a contract hands over to InferenceFees, which owes them from then on: people withdraw
 * in one place.
 */
public final class Handover {

  /** A contract's own error where there would be too many coins. */
  @FunctionalInterface
  public interface Limit {

    /** Ends the call where an amount is above its limit. */
    void require(BigInteger amount, BigInteger limit);
  }

  private Handover() {}

  /**
   * Hands coins over; whoever calls says to whom they are owed.
   *
   * @param limit a chain may have more wei than the ledger can owe: that is refused, it must not
   *     fail
   */
  public static void toFees(Call call, BigInteger amount, Limit limit) {
    Ledger ledger = new Ledger(call.storage());
    limit.require(ledger.totals().liabilities().add(amount), Totals.MAX_LIABILITIES);
    call.move(NativeAddress.INFERENCE_FEES, amount);
    ledger.addLiabilities(amount);
  }

  /** Hands coins over as an account's credit. */
  public static void credit(Call call, Address to, BigInteger amount, Limit limit) {
    toFees(call, amount, limit);
    Ledger ledger = new Ledger(call.storage());
    ledger.credit(ledger.register(to), amount);
  }

  /**
   * Hands over coins that a contract owes to nobody, as the treasury's credit.
   *
   * @param surplus wei, may be 0
   * @param swept event of the contract: the treasury, the amount
   * @return the amount, as {@code sweepSurplus} gives it back
   */
  public static Tuple sweep(Call call, BigInteger surplus, AbiEvent swept, Limit limit) {
    if (surplus.signum() > 0) {
      Address treasury = treasury(call);
      credit(call, treasury, surplus, limit);
      call.emit(swept, treasury, surplus);
    }
    return AbiValues.tuple(surplus);
  }

  /** Who earns what belongs to nobody else. */
  public static Address treasury(Call call) {
    return new SystemStorage(call.storage()).parameterAddress(Parameter.TREASURY);
  }
}
