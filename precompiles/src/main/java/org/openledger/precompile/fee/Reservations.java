package org.openledger.precompile.fee;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.dispatch.Call;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.ledger.Holding;
import org.openledger.precompile.ledger.Ledger;
import org.openledger.precompile.model.ModelStorage;
import org.openledger.precompile.model.Settlement;
import org.openledger.precompile.system.Parameter;
import org.openledger.precompile.system.SystemStorage;

/** {@code reserve}, {@code decline}, {@code refund}: coins held until an answer is there. */
final class Reservations {

  private Reservations() {}

  static Tuple reserve(Call call) {
    Service service = Service.deployed(call, call.number(0));
    Address payer = call.sender();
    BigInteger request = call.number(1);
    BigInteger inputTokens = call.number(2);
    BigInteger maxOutputTokens = call.number(3);
    BigInteger amount = service.price(inputTokens, maxOutputTokens).gross();
    boolean prepaid = call.value().signum() == 0;
    Call.require(prepaid || call.value().equals(amount), FeeAbi.WRONG_VALUE, call.value(), amount);
    Payments.take(call, payer, request);
    if (prepaid) {
      Deposits.spend(call, payer, amount);
    } else {
      Deposits.requireRoom(call, payer, amount);
      Coins.owe(call, amount);
    }
    long window = new SystemStorage(call.storage()).parameterLong(Parameter.RESERVE_WINDOW);
    long deadline = call.blockNumber() + window;
    new FeeStorage(call.storage())
        .setReservation(
            payer,
            request,
            new Reservation(
                service.model(), inputTokens, maxOutputTokens.longValueExact(), amount, deadline));
    new Ledger(call.storage()).addReserved(payer, amount);
    call.emit(
        FeeAbi.INFERENCE_RESERVED,
        service.model(),
        payer,
        request,
        inputTokens,
        maxOutputTokens,
        amount,
        deadline);
    return AbiValues.tuple(deadline);
  }

  static Tuple decline(Call call) {
    Address payer = call.address(0);
    BigInteger request = call.number(1);
    Reservation held = require(call, payer, request);
    ModelStorage models = new ModelStorage(call.storage());
    Settlement terms = models.settlement(held.model(), call.blockNumber());
    Call.require(
        models.isServingKey(held.model(), terms, call.sender())
            || call.sender().equals(models.creator(held.model())),
        FeeAbi.NOT_CREATOR,
        held.model(),
        call.sender());
    return giveBack(call, payer, request, held);
  }

  static Tuple refund(Call call) {
    BigInteger request = call.number(0);
    Reservation held = require(call, call.sender(), request);
    Call.require(
        call.blockNumber() > held.deadline(),
        FeeAbi.TOO_EARLY,
        held.deadline() + 1,
        call.blockNumber());
    return giveBack(call, call.sender(), request, held);
  }

  /** A reservation that must be there. */
  static Reservation require(Call call, Address payer, BigInteger request) {
    Reservation held = new FeeStorage(call.storage()).reservation(payer, request);
    Call.require(held.exists(), FeeAbi.NOT_RESERVED, payer, request);
    return held;
  }

  /** Ends what is held for a reservation; the rest goes to the payer's deposit. */
  static void release(Call call, Address payer, BigInteger held, BigInteger rest) {
    Ledger ledger = new Ledger(call.storage());
    ledger.addReserved(payer, held.negate());
    if (rest.signum() > 0) {
      Holding deposit = ledger.deposit(payer);
      ledger.setDeposit(payer, deposit.plus(rest));
    }
  }

  private static Tuple giveBack(Call call, Address payer, BigInteger request, Reservation held) {
    FeeStorage fees = new FeeStorage(call.storage());
    fees.clearReservation(payer, request);
    fees.free(payer, request);
    release(call, payer, held.amount(), held.amount());
    call.emit(
        FeeAbi.INFERENCE_REFUNDED, held.model(), payer, request, held.amount(), call.sender());
    return AbiValues.tuple(held.amount());
  }

  /** {@code reservation}. */
  static Tuple view(Call call) {
    Reservation held = new FeeStorage(call.storage()).reservation(call.address(0), call.number(1));
    return AbiValues.tuple(
        AbiValues.tuple(
            held.model(),
            held.inputTokens(),
            held.maxOutputTokens(),
            held.amount(),
            held.deadline()));
  }
}
