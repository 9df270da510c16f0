package org.openledger.precompile.fee;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.dispatch.Call;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.ledger.Holding;
import org.openledger.precompile.ledger.Ledger;
import org.openledger.precompile.system.Parameter;
import org.openledger.precompile.system.SystemStorage;

/**
 * Prepaid coins. A payer takes them out with notice, so that a gateway which holds his permit sees
 * it coming and settles what it has served.
 */
final class Deposits {

  private Deposits() {}

  /** {@code deposit} and {@code depositFor}. */
  static void deposit(Call call, Address account) {
    requirePayee(account);
    BigInteger amount = Coins.received(call);
    requireRoom(call, account, amount);
    Ledger ledger = new Ledger(call.storage());
    ledger.setDeposit(account, ledger.deposit(account).plus(amount));
    call.emit(FeeAbi.DEPOSITED, account, call.sender(), amount);
  }

  static Tuple startWithdrawal(Call call) {
    Ledger ledger = new Ledger(call.storage());
    Holding deposit = ledger.deposit(call.sender());
    Holding announced = announced(call, deposit, call.number(0));
    ledger.setDeposit(call.sender(), announced);
    call.emit(
        FeeAbi.WITHDRAWAL_STARTED, call.sender(), announced.unlocking(), announced.unlockBlock());
    return AbiValues.tuple(announced.unlockBlock());
  }

  static Tuple finishWithdrawal(Call call) {
    Ledger ledger = new Ledger(call.storage());
    Holding deposit = ledger.deposit(call.sender());
    BigInteger amount = finishable(call, deposit);
    ledger.setDeposit(call.sender(), deposit.finished());
    Coins.owe(call, amount.negate());
    call.pay(call.sender(), amount);
    call.emit(FeeAbi.DEPOSIT_WITHDRAWN, call.sender(), amount);
    return AbiValues.tuple(amount);
  }

  /** Takes what an inference costs out of an account's deposit. */
  static void spend(Call call, Address account, BigInteger amount) {
    if (amount.signum() > 0) {
      BigInteger deposit = new Ledger(call.storage()).spend(account, amount);
      Call.require(amount.compareTo(deposit) <= 0, FeeAbi.INSUFFICIENT_DEPOSIT, deposit, amount);
    }
  }

  /** What a payer reserves may come back: deposit and reservations together fit the deposit. */
  static void requireRoom(Call call, Address account, BigInteger amount) {
    Ledger ledger = new Ledger(call.storage());
    Coins.holdable(ledger.deposit(account).amount().add(ledger.reserved(account)).add(amount));
  }

  /** A holding of which a withdrawal is announced. */
  static Holding announced(Call call, Holding holding, BigInteger amount) {
    Call.require(
        amount.compareTo(holding.amount()) <= 0,
        FeeAbi.INSUFFICIENT_DEPOSIT,
        holding.amount(),
        amount);
    long delay = new SystemStorage(call.storage()).parameterLong(Parameter.WITHDRAWAL_DELAY);
    return holding.unlocking(amount, call.blockNumber() + delay);
  }

  /** What an announced withdrawal pays now. */
  static BigInteger finishable(Call call, Holding holding) {
    Call.require(holding.unlocking().signum() > 0, FeeAbi.NOTHING_TO_WITHDRAW, call.sender());
    Call.require(
        call.blockNumber() >= holding.unlockBlock(),
        FeeAbi.TOO_EARLY,
        holding.unlockBlock(),
        call.blockNumber());
    return holding.unlocking();
  }

  /** Whom coins may be paid to: not to nobody, and not to who cannot withdraw. */
  static void requirePayee(Address account) {
    Call.require(!account.isZero(), FeeAbi.ZERO_ADDRESS);
    Call.require(!NativeAddress.contains(account), FeeAbi.NOT_PAYABLE, account);
  }
}
