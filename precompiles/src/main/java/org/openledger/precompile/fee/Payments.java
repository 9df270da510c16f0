package org.openledger.precompile.fee;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.attribution.Attributor;
import org.openledger.precompile.dispatch.Call;
import org.openledger.precompile.dispatch.RevertException;
import org.openledger.precompile.gas.GasSchedule;
import org.openledger.precompile.host.Address;

/** {@code settle} and {@code settleReserved}: one inference, under a receipt of its own. */
final class Payments {

  private final Attributor attributor;

  Payments(Attributor attributor) {
    this.attributor = attributor;
  }

  Tuple settle(Call call) {
    Tuple given = call.struct(3);
    Service service = Service.deployed(call, call.number(0), given.get(0));
    BigInteger inputTokens = given.get(1);
    int[] output = service.unpack(call.bytes(2));
    Fee fee = service.price(inputTokens, BigInteger.valueOf(output.length));
    boolean prepaid = call.value().signum() == 0;
    Call.require(
        prepaid || call.value().equals(fee.gross()), FeeAbi.WRONG_VALUE, call.value(), fee.gross());
    take(call, Nonce.of(call.sender(), service.model(), call.number(1)));
    if (!prepaid || Deposits.spend(call, call.sender(), fee.gross())) {
      AgentSpending.count(call, call.sender(), service.model(), fee.gross());
    }
    Receipt receipt =
        service.receipt(
            given.get(0),
            call.sender(),
            call.number(1),
            inputTokens,
            call.bytes(2),
            output.length,
            Bytes32.wrap(given.<byte[]>get(2)));
    requireSigned(call, service, receipt, given.get(3));
    Settlements settlements = new Settlements(call, attributor, service);
    settlements.settle(receipt, output, fee);
    settlements.close(call.value());
    return AbiValues.tuple(fee.tuple());
  }

  Tuple settleReserved(Call call) {
    Address payer = call.address(0);
    Nonce request = new Nonce(payer, call.number(1), call.number(2));
    Reservation held = Reservations.require(call, request);
    Call.require(
        call.blockNumber() <= held.deadline(),
        FeeAbi.DEADLINE_PASSED,
        held.deadline(),
        call.blockNumber());
    Tuple given = call.struct(4);
    Service service = Service.deployed(call, call.number(1), given.get(0));
    BigInteger inputTokens = given.get(1);
    Service.atMost(inputTokens, held.inputTokens());
    int[] output = service.unpack(call.bytes(3), held.maxOutputTokens());
    Fee fee = service.price(inputTokens, BigInteger.valueOf(output.length));
    // Prices may have risen since: the payer pays no more than he agreed to.
    Call.require(
        fee.gross().compareTo(held.amount()) <= 0,
        FeeAbi.LIMIT_EXCEEDED,
        fee.gross(),
        held.amount());
    Receipt receipt =
        service.receipt(
            given.get(0),
            payer,
            request.number(),
            inputTokens,
            call.bytes(3),
            output.length,
            Bytes32.wrap(given.<byte[]>get(2)));
    requireSigned(call, service, receipt, given.get(3));
    // The request stays taken: from now on it is settled.
    new FeeStorage(call.storage()).clearReservation(request);
    Reservations.release(call, request, held, held.amount().subtract(fee.gross()));
    Settlements settlements = new Settlements(call, attributor, service);
    settlements.settle(receipt, output, fee);
    settlements.close(BigInteger.ZERO);
    return AbiValues.tuple(fee.tuple());
  }

  /** INV-FEE-02: marks a request as taken, which it must not be. */
  static void take(Call call, Nonce request) {
    FeeStorage fees = new FeeStorage(call.storage());
    if (!fees.take(request)) {
      boolean reserved = fees.reservation(request).exists();
      throw new RevertException(
          reserved ? FeeAbi.ALREADY_RESERVED : FeeAbi.ALREADY_SETTLED,
          request.payer(),
          request.number());
    }
  }

  private static void requireSigned(Call call, Service service, Receipt receipt, byte[] signature) {
    call.gas().charge(GasSchedule.TYPED_DATA);
    service.requireServed(receipt.digest(service.chainId()), signature);
  }
}
