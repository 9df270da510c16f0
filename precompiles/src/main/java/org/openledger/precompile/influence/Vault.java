package org.openledger.precompile.influence;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.coin.Handover;
import org.openledger.precompile.dispatch.Call;
import org.openledger.precompile.dispatch.Dispatcher;
import org.openledger.precompile.host.Address;

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
      Handover.credit(call, to, amount, Vault::atMost);
      call.emit(InfluenceAbi.CREDITED, subject.model(), subject.number(), to, amount);
    }
  }

  private static Tuple sweepSurplus(Call call) {
    return Handover.sweep(call, surplus(call), InfluenceAbi.SURPLUS_SWEPT, Vault::atMost);
  }

  static void atMost(BigInteger amount, BigInteger limit) {
    Call.require(amount.compareTo(limit) <= 0, InfluenceAbi.TOO_MANY_COINS, amount, limit);
  }
}
