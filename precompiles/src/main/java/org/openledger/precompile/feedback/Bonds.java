package org.openledger.precompile.feedback;

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
 * Coins that come in, and raters' bonds. INV-FEED-01: whatever comes in moves to InferenceFees and
 * is owed there: to pools, rounds and raters; what this contract holds is surplus.
 */
final class Bonds {

  private Bonds() {}

  static void bind(Dispatcher.Binding binding) {
    binding
        .mutateVoid("depositBond", Bonds::deposit)
        .mutate("withdrawBond", Bonds::withdraw)
        .view("rater", Bonds::rater)
        .view("surplus", call -> AbiValues.tuple(call.balance()))
        .mutate("sweepSurplus", Bonds::sweepSurplus);
  }

  /** Moves the call's value, which must not be zero, to where it is owed from now on. */
  static BigInteger received(Call call) {
    Call.require(call.value().signum() > 0, FeedbackAbi.ZERO_AMOUNT);
    owe(call, call.value());
    return call.value();
  }

  private static void owe(Call call, BigInteger amount) {
    Ledger ledger = new Ledger(call.storage());
    atMost(ledger.totals().liabilities().add(amount), Totals.MAX_LIABILITIES);
    call.move(NativeAddress.INFERENCE_FEES, amount);
    ledger.addLiabilities(amount);
  }

  private static void atMost(BigInteger amount, BigInteger limit) {
    Call.require(amount.compareTo(limit) <= 0, FeedbackAbi.TOO_MANY_COINS, amount, limit);
  }

  private static void deposit(Call call) {
    BigInteger amount = received(call);
    Rater rater = Guards.storage(call).rater(call.sender()).deposited(amount, call.blockNumber());
    atMost(rater.bond(), Rater.MAX_BOND);
    Guards.storage(call).setRater(call.sender(), rater);
    // Whom something is owed has a number, so that all that is owed can be counted.
    new Ledger(call.storage()).register(call.sender());
    call.emit(FeedbackAbi.RATER_BONDED, call.sender(), amount, rater.bond());
  }

  private static Tuple withdraw(Call call) {
    Rater rater = Guards.storage(call).rater(call.sender());
    Call.require(rater.open() == 0, FeedbackAbi.OPEN_COMMITMENTS, call.sender(), rater.open());
    Call.require(rater.bond().signum() > 0, FeedbackAbi.NO_BOND, call.sender());
    Guards.storage(call).setRater(call.sender(), rater.withdrawn());
    Guards.credit(call, call.sender(), rater.bond());
    call.emit(FeedbackAbi.RATER_BOND_WITHDRAWN, call.sender(), rater.bond());
    return AbiValues.tuple(rater.bond());
  }

  private static Tuple rater(Call call) {
    Rater rater = Guards.storage(call).rater(call.address(0));
    return AbiValues.tuple(
        AbiValues.tuple(
            rater.bond(), rater.since(), rater.open(), rater.revealed(), rater.forfeited()));
  }

  private static Tuple sweepSurplus(Call call) {
    BigInteger amount = call.balance();
    if (amount.signum() > 0) {
      Address treasury = new SystemStorage(call.storage()).parameterAddress(Parameter.TREASURY);
      owe(call, amount);
      Guards.credit(call, treasury, amount);
      call.emit(FeedbackAbi.SURPLUS_SWEPT, treasury, amount);
    }
    return AbiValues.tuple(amount);
  }
}
