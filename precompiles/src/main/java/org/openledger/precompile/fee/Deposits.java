package org.openledger.precompile.fee;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.dispatch.Call;
import org.openledger.precompile.dispatch.RevertException;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.ledger.Holding;
import org.openledger.precompile.ledger.Ledger;
import org.openledger.precompile.spending.AgentStorage;
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
    notForAgents(call);
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

  /**
   * Takes what an inference costs out of an account's deposit.
   *
   * @return whether it is an agent's wallet's
   */
  static boolean spend(Call call, Address account, BigInteger amount) {
    if (amount.signum() == 0) {
      return false;
    }
    Holding deposit = new Ledger(call.storage()).spend(account, amount);
    Call.require(
        amount.compareTo(deposit.amount()) <= 0,
        FeeAbi.INSUFFICIENT_DEPOSIT,
        deposit.amount(),
        amount);
    return deposit.isLocked();
  }

  /**
   * What a payer reserves may come back: deposit and reservations together fit the deposit.
   *
   * @return whether it is an agent's wallet's
   */
  static boolean requireRoom(Call call, Address account, BigInteger amount) {
    Ledger ledger = new Ledger(call.storage());
    Holding deposit = ledger.deposit(account);
    Coins.holdable(deposit.amount().add(ledger.reserved(account)).add(amount));
    return deposit.isLocked();
  }

  /** INV-AGENT-03: what an agent's wallet has in the ledger is its owner's. */
  static void notForAgents(Call call) {
    if (new Ledger(call.storage()).deposit(call.sender()).isLocked()) {
      long agent = new AgentStorage(call.storage()).agentOf(call.sender());
      throw new RevertException(FeeAbi.NOT_FOR_AGENTS, agent);
    }
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
