package org.openledger.precompile.feedback;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.coin.Handover;
import org.openledger.precompile.dispatch.Call;
import org.openledger.precompile.dispatch.Dispatcher;
import org.openledger.precompile.ledger.Ledger;

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
    Handover.toFees(call, call.value(), Bonds::atMost);
    return call.value();
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
    return Handover.sweep(call, call.balance(), FeedbackAbi.SURPLUS_SWEPT, Bonds::atMost);
  }
}
