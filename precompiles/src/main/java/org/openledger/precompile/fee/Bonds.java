package org.openledger.precompile.fee;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.dispatch.Call;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.ledger.Holding;
import org.openledger.precompile.model.ModelStorage;

/** Serving bonds: what answers for the receipts of a model's serving key. */
final class Bonds {

  private Bonds() {}

  static void deposit(Call call) {
    long model = Service.known(call, call.number(0));
    FeeStorage fees = new FeeStorage(call.storage());
    BigInteger amount = Coins.received(call);
    Holding bond = fees.bond(model);
    Coins.holdable(bond.amount().add(amount));
    fees.setBond(model, bond.plus(amount));
    call.emit(FeeAbi.SERVING_BOND_DEPOSITED, model, call.sender(), amount);
  }

  static Tuple startWithdrawal(Call call) {
    long model = ofCreator(call);
    FeeStorage fees = new FeeStorage(call.storage());
    Holding bond = Deposits.announced(call, fees.bond(model), call.number(1));
    fees.setBond(model, bond);
    call.emit(FeeAbi.SERVING_BOND_WITHDRAWAL_STARTED, model, bond.unlocking(), bond.unlockBlock());
    return AbiValues.tuple(bond.unlockBlock());
  }

  static Tuple finishWithdrawal(Call call) {
    long model = ofCreator(call);
    FeeStorage fees = new FeeStorage(call.storage());
    Holding bond = fees.bond(model);
    BigInteger amount = Deposits.finishable(call, bond);
    fees.setBond(model, bond.finished());
    Coins.owe(call, amount.negate());
    call.pay(call.sender(), amount);
    call.emit(FeeAbi.SERVING_BOND_WITHDRAWN, model, call.sender(), amount);
    return AbiValues.tuple(amount);
  }

  /** {@code servingBond}. */
  static Tuple view(Call call) {
    Holding bond = new FeeStorage(call.storage()).bond(Service.known(call, call.number(0)));
    return AbiValues.tuple(bond.amount(), bond.unlocking(), bond.unlockBlock());
  }

  private static long ofCreator(Call call) {
    long model = Service.known(call, call.number(0));
    Address creator = new ModelStorage(call.storage()).creator(model);
    Call.require(call.sender().equals(creator), FeeAbi.NOT_CREATOR, model, call.sender());
    return model;
  }
}
