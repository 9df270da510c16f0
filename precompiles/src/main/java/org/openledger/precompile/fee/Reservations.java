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
    Nonce nonce = Nonce.of(payer, service.model(), request);
    Payments.take(call, nonce);
    boolean agents;
    if (prepaid) {
      agents = Deposits.spend(call, payer, amount);
    } else {
      agents = Deposits.requireRoom(call, payer, amount);
      Coins.owe(call, amount);
    }
    Spender by = agents ? AgentSpending.count(call, payer, service.model(), amount) : Spender.PLAIN;
    long window = new SystemStorage(call.storage()).parameterLong(Parameter.RESERVE_WINDOW);
    long deadline = call.blockNumber() + window;
    new FeeStorage(call.storage())
        .setReservation(
            nonce,
            new Reservation(inputTokens, maxOutputTokens.longValueExact(), amount, deadline, by));
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
    Nonce request = new Nonce(call.address(0), call.number(1), call.number(2));
    Reservation held = require(call, request);
    long model = request.model().longValueExact();
    ModelStorage models = new ModelStorage(call.storage());
    Settlement terms = models.settlement(model, call.blockNumber());
    Call.require(
        models.isServingKey(model, terms, call.sender())
            || call.sender().equals(models.creator(model)),
        FeeAbi.NOT_CREATOR,
        model,
        call.sender());
    giveBack(call, request, held);
    return AbiValues.tuple(held.amount());
  }

  static Tuple refund(Call call) {
    return refund(call, new Nonce(call.sender(), call.number(0), call.number(1)));
  }

  static Tuple refundFor(Call call) {
    return refund(call, new Nonce(call.address(0), call.number(1), call.number(2)));
  }

  private static Tuple refund(Call call, Nonce request) {
    Reservation held = require(call, request);
    Call.require(
        call.blockNumber() > held.deadline(),
        FeeAbi.TOO_EARLY,
        held.deadline() + 1,
        call.blockNumber());
    giveBack(call, request, held);
    return AbiValues.tuple(held.amount());
  }

  /** A reservation that must be there. */
  static Reservation require(Call call, Nonce request) {
    Reservation held = new FeeStorage(call.storage()).reservation(request);
    Call.require(held.exists(), FeeAbi.NOT_RESERVED, request.payer(), request.number());
    return held;
  }

  /** Ends what is held for a reservation; the rest goes to the payer's deposit. */
  static void release(Call call, Nonce request, Reservation held, BigInteger rest) {
    Ledger ledger = new Ledger(call.storage());
    Address payer = request.payer();
    ledger.addReserved(payer, held.amount().negate());
    if (rest.signum() > 0 && held.by().isAgent()) {
      AgentSpending.giveBack(call, payer, request.model().longValueExact(), held.by(), rest);
    } else if (rest.signum() > 0) {
      Holding deposit = ledger.deposit(payer);
      ledger.setDeposit(payer, deposit.plus(rest));
    }
  }

  /** Gives a reservation back to the payer's deposit; its number is free again. */
  static void giveBack(Call call, Nonce request, Reservation held) {
    FeeStorage fees = new FeeStorage(call.storage());
    fees.clearReservation(request);
    fees.free(request);
    release(call, request, held, held.amount());
    call.emit(
        FeeAbi.INFERENCE_REFUNDED,
        request.model(),
        request.payer(),
        request.number(),
        held.amount(),
        call.sender());
  }

  /** {@code reservation}. */
  static Tuple view(Call call) {
    Nonce request = new Nonce(call.address(0), call.number(1), call.number(2));
    Reservation held = new FeeStorage(call.storage()).reservation(request);
    return AbiValues.tuple(
        AbiValues.tuple(
            held.inputTokens(), held.maxOutputTokens(), held.amount(), held.deadline()));
  }
}
