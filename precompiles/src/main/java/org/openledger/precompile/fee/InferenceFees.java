package org.openledger.precompile.fee;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.attribution.Attributor;
import org.openledger.precompile.dispatch.Call;
import org.openledger.precompile.dispatch.Dispatcher;
import org.openledger.precompile.dispatch.NativeContract;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.ledger.Holding;
import org.openledger.precompile.ledger.Ledger;
import org.openledger.precompile.system.Parameter;
import org.openledger.precompile.system.SystemStorage;

/**
 * {@code IInferenceFees}: what each function does, by subject: {@link Payments}, {@link Batches},
 * {@link Reservations}, {@link Deposits}, {@link Pledges}, {@link Accruals}, {@link Bonds}, {@link
 * Disputes}, {@link Contradictions}; here withdrawals and views.
 */
public final class InferenceFees {

  private static final BigInteger MAX_NUMBER = BigInteger.valueOf(Ledger.MAX_ACCOUNTS - 1);

  private InferenceFees() {}

  /** The contract, ready to be called. */
  public static NativeContract create(Attributor attributor) {
    Payments payments = new Payments(attributor);
    Batches batches = new Batches(attributor);
    Disputes disputes = new Disputes(attributor);
    return Dispatcher.bind(FeeAbi.ABI, FeeStorage.ACCOUNT)
        .view("quote", InferenceFees::quote)
        .mutate("settle", payments::settle)
        .mutate("settleBatch", batches::settle)
        .mutate("settleBatchPacked", batches::settlePacked)
        .mutate("revokePermit", Batches::revoke)
        .mutateVoid("depositPledge", Pledges::deposit)
        .mutate("startPledgeWithdrawal", Pledges::startWithdrawal)
        .mutate("finishPledgeWithdrawal", Pledges::finishWithdrawal)
        .mutate("reserve", Reservations::reserve)
        .mutate("settleReserved", payments::settleReserved)
        .mutate("decline", Reservations::decline)
        .mutate("refund", Reservations::refund)
        .mutate("refundFor", Reservations::refundFor)
        .mutateVoid("deposit", call -> Deposits.deposit(call, call.sender()))
        .mutateVoid("depositFor", call -> Deposits.deposit(call, call.address(0)))
        .mutate("startWithdrawal", Deposits::startWithdrawal)
        .mutate("finishWithdrawal", Deposits::finishWithdrawal)
        .mutate("collect", Accruals::collect)
        .mutate("withdraw", call -> withdraw(call, call.sender()))
        .mutate("withdrawTo", call -> withdraw(call, call.address(0)))
        .mutate("sweepSurplus", InferenceFees::sweepSurplus)
        .mutateVoid("depositServingBond", Bonds::deposit)
        .mutate("startBondWithdrawal", Bonds::startWithdrawal)
        .mutate("finishBondWithdrawal", Bonds::finishWithdrawal)
        .mutate("proveUnderReporting", disputes::prove)
        .mutate("proveContradiction", Contradictions::prove)
        .view("creditOf", call -> AbiValues.tuple(credit(call, call.address(0))))
        .view("statement", InferenceFees::statement)
        .view("account", InferenceFees::account)
        .view("accountNumber", call -> AbiValues.tuple(ledger(call).number(call.address(0))))
        .view("accountCount", call -> AbiValues.tuple(ledger(call).accountCount()))
        .view("accrued", InferenceFees::accrued)
        .view("accruedPlatform", call -> AbiValues.tuple(ledger(call).totals().platform()))
        .view("accruedStakers", call -> AbiValues.tuple(ledger(call).totals().stakers()))
        .view("servingBond", Bonds::view)
        .view("pledge", Pledges::view)
        .view("reservation", Reservations::view)
        .view("liabilities", call -> AbiValues.tuple(ledger(call).totals().liabilities()))
        .view("surplus", call -> AbiValues.tuple(surplus(call)))
        .view("isSettled", call -> AbiValues.tuple(fees(call).isSettled(nonce(call))))
        .view("isPermitUsed", call -> AbiValues.tuple(fees(call).isPermitUsed(nonce(call))))
        .view("permitEnd", call -> AbiValues.tuple(fees(call).permitEnd(nonce(call))))
        .view("isProved", call -> AbiValues.tuple(fees(call).isProved(nonce(call))))
        .view("receiptDigest", InferenceFees::receiptDigest)
        .view("batchDigest", Batches::digest)
        .view("permitDigest", InferenceFees::permitDigest)
        .contract();
  }

  private static FeeStorage fees(Call call) {
    return new FeeStorage(call.storage());
  }

  private static Nonce nonce(Call call) {
    return new Nonce(call.address(0), call.number(1), call.number(2));
  }

  private static Ledger ledger(Call call) {
    return new Ledger(call.storage());
  }

  private static BigInteger credit(Call call, Address account) {
    return ledger(call).balance(ledger(call).number(account));
  }

  private static Tuple quote(Call call) {
    Service service = Service.of(call, call.number(0));
    return AbiValues.tuple(service.price(call.number(1), call.number(2)).tuple());
  }

  private static Tuple withdraw(Call call, Address to) {
    Deposits.notForAgents(call);
    Deposits.requirePayee(to);
    BigInteger amount = credit(call, call.sender());
    Call.require(amount.signum() > 0, FeeAbi.NOTHING_TO_WITHDRAW, call.sender());
    ledger(call).clear(ledger(call).number(call.sender()));
    Coins.owe(call, amount.negate());
    call.pay(to, amount);
    call.emit(FeeAbi.WITHDRAWN, call.sender(), to, amount);
    return AbiValues.tuple(amount);
  }

  private static Tuple sweepSurplus(Call call) {
    BigInteger amount = surplus(call);
    if (amount.signum() > 0) {
      Address treasury = new SystemStorage(call.storage()).parameterAddress(Parameter.TREASURY);
      Coins.owe(call, amount);
      ledger(call).credit(ledger(call).register(treasury), amount);
      call.emit(FeeAbi.SURPLUS_SWEPT, treasury, amount);
    }
    return AbiValues.tuple(amount);
  }

  /** INV-FEE-01: the balance is never below the liabilities. */
  private static BigInteger surplus(Call call) {
    return call.balance().subtract(ledger(call).totals().liabilities());
  }

  private static Tuple statement(Call call) {
    Address account = call.address(0);
    Ledger ledger = ledger(call);
    Holding deposit = ledger.deposit(account);
    return AbiValues.tuple(
        AbiValues.tuple(
            ledger.number(account),
            credit(call, account),
            deposit.amount(),
            deposit.unlocking(),
            deposit.unlockBlock(),
            ledger.reserved(account)));
  }

  private static Tuple account(Call call) {
    BigInteger number = call.number(0);
    boolean possible = number.signum() > 0 && number.compareTo(MAX_NUMBER) <= 0;
    return AbiValues.tuple(possible ? ledger(call).account(number.longValueExact()) : Address.ZERO);
  }

  private static Tuple accrued(Call call) {
    Accrual accrual = fees(call).accrual(Service.known(call, call.number(0)));
    return AbiValues.tuple(accrual.creator(), accrual.sink(), accrual.stakers());
  }

  private static Tuple receiptDigest(Call call) {
    Service service = Service.of(call, call.number(0));
    Receipt receipt =
        service.receipt(
            call.number(1),
            call.address(2),
            call.number(3),
            call.number(4),
            call.bytes(5),
            service.unpack(call.bytes(5)).length,
            call.word(6));
    return AbiValues.tuple(receipt.digest(service.chainId()));
  }

  private static Tuple permitDigest(Call call) {
    long chainId = new SystemStorage(call.storage()).configuration().chainId();
    return AbiValues.tuple(Permit.of(call.struct(0)).digest(chainId));
  }
}
