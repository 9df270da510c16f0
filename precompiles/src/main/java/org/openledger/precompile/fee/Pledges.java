package org.openledger.precompile.fee;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.dispatch.Call;
import org.openledger.precompile.ledger.Holding;

/**
 * Coins that only batches of one model take. Nothing that a payer does alone moves them sooner than
 * he announced, so that a gateway can serve on credit up to what is pledged (INV-FEE-11).
 */
final class Pledges {

  private Pledges() {}

  static void deposit(Call call) {
    Deposits.notForAgents(call);
    long model = Service.known(call, call.number(0));
    FeeStorage fees = new FeeStorage(call.storage());
    BigInteger amount = Coins.received(call);
    Holding pledge = fees.pledge(call.sender(), model);
    Coins.holdable(pledge.amount().add(amount));
    fees.setPledge(call.sender(), model, pledge.plus(amount));
    call.emit(FeeAbi.PLEDGED, model, call.sender(), amount);
  }

  static Tuple startWithdrawal(Call call) {
    long model = Service.known(call, call.number(0));
    FeeStorage fees = new FeeStorage(call.storage());
    Holding pledge = Deposits.announced(call, fees.pledge(call.sender(), model), call.number(1));
    fees.setPledge(call.sender(), model, pledge);
    call.emit(
        FeeAbi.PLEDGE_WITHDRAWAL_STARTED,
        model,
        call.sender(),
        pledge.unlocking(),
        pledge.unlockBlock());
    return AbiValues.tuple(pledge.unlockBlock());
  }

  static Tuple finishWithdrawal(Call call) {
    long model = Service.known(call, call.number(0));
    FeeStorage fees = new FeeStorage(call.storage());
    Holding pledge = fees.pledge(call.sender(), model);
    BigInteger amount = Deposits.finishable(call, pledge);
    fees.setPledge(call.sender(), model, pledge.finished());
    Coins.owe(call, amount.negate());
    call.pay(call.sender(), amount);
    call.emit(FeeAbi.PLEDGE_WITHDRAWN, model, call.sender(), amount);
    return AbiValues.tuple(amount);
  }

  /** {@code pledge}. */
  static Tuple view(Call call) {
    long model = Service.known(call, call.number(1));
    Holding pledge = new FeeStorage(call.storage()).pledge(call.address(0), model);
    return AbiValues.tuple(pledge.amount(), pledge.unlocking(), pledge.unlockBlock());
  }
}
