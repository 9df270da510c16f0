package org.openledger.precompile.datanet;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import org.openledger.precompile.abi.AbiEvent;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.coin.Handover;
import org.openledger.precompile.dispatch.Call;
import org.openledger.precompile.dispatch.Dispatcher;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.ledger.Ledger;

/**
 * Coins that the Datanets hold for others: bonds, and prices of open requests. INV-DAT-10: the
 * balance is never below their sum. What is paid out becomes a credit in the one {@link Ledger}.
 */
final class Escrow {

  private static final AbiEvent CREDITED = Guards.ABI.event("Credited");
  private static final AbiEvent SURPLUS_SWEPT = Guards.ABI.event("SurplusSwept");

  private Escrow() {}

  static void bind(Dispatcher.Binding binding) {
    binding
        .mutate("sweepSurplus", Escrow::sweepSurplus)
        .view("liabilities", call -> AbiValues.tuple(liabilities(call)))
        .view("surplus", call -> AbiValues.tuple(surplus(call)));
  }

  /** Holds a part of the value that came with the call. */
  static void hold(Call call, BigInteger amount) {
    add(call, amount);
  }

  /** Makes what was held an account's credit. */
  static void release(Call call, Address to, BigInteger amount) {
    add(call, amount.negate());
    credit(call, to, amount);
  }

  /** Makes coins that are not held for anybody an account's credit. */
  static void credit(Call call, Address to, BigInteger amount) {
    if (amount.signum() > 0) {
      Handover.credit(call, to, amount, Escrow::atMost);
      call.emit(CREDITED, to, amount);
    }
  }

  private static void atMost(BigInteger owed, BigInteger limit) {
    Guards.bounded("liabilities", owed, BigInteger.ZERO, limit);
  }

  private static void add(Call call, BigInteger change) {
    if (change.signum() != 0) {
      new DatanetStorage(call.storage()).setLiabilities(liabilities(call).add(change));
    }
  }

  private static BigInteger liabilities(Call call) {
    return new DatanetStorage(call.storage()).liabilities();
  }

  private static BigInteger surplus(Call call) {
    return call.balance().subtract(liabilities(call));
  }

  private static Tuple sweepSurplus(Call call) {
    return Handover.sweep(call, surplus(call), SURPLUS_SWEPT, Escrow::atMost);
  }
}
