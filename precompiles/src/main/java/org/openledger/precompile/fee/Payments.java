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
    Service service = Service.deployed(call, call.number(0));
    Tuple given = call.struct(3);
    BigInteger inputTokens = given.get(0);
    int[] output = service.unpack(call.bytes(2));
    Fee fee = service.price(inputTokens, BigInteger.valueOf(output.length));
    boolean prepaid = call.value().signum() == 0;
    Call.require(
        prepaid || call.value().equals(fee.gross()), FeeAbi.WRONG_VALUE, call.value(), fee.gross());
    take(call, call.sender(), call.number(1));
    if (prepaid) {
      Deposits.spend(call, call.sender(), fee.gross());
    }
    Receipt receipt =
        service.receipt(
            call.sender(),
            call.number(1),
            inputTokens,
            call.bytes(2),
            output.length,
            Bytes32.wrap(given.<byte[]>get(1)));
    requireSigned(call, service, receipt, given.get(2));
    Settlements settlements = new Settlements(call, attributor, service);
    settlements.settle(receipt, output, fee);
    settlements.close(call.value());
    return AbiValues.tuple(fee.tuple());
  }

  Tuple settleReserved(Call call) {
    Address payer = call.address(0);
    BigInteger request = call.number(2);
    FeeStorage fees = new FeeStorage(call.storage());
    Reservation held = Reservations.require(call, payer, request);
    Call.require(
        BigInteger.valueOf(held.model()).equals(call.number(1)),
        FeeAbi.WRONG_MODEL,
        call.number(1),
        held.model());
    Call.require(
        call.blockNumber() <= held.deadline(),
        FeeAbi.DEADLINE_PASSED,
        held.deadline(),
        call.blockNumber());
    Service service = Service.deployed(call, call.number(1));
    Tuple given = call.struct(4);
    BigInteger inputTokens = given.get(0);
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
            payer,
            request,
            inputTokens,
            call.bytes(3),
            output.length,
            Bytes32.wrap(given.<byte[]>get(1)));
    requireSigned(call, service, receipt, given.get(2));
    // The request stays taken: from now on it is settled.
    fees.clearReservation(payer, request);
    Reservations.release(call, payer, held.amount(), held.amount().subtract(fee.gross()));
    Settlements settlements = new Settlements(call, attributor, service);
    settlements.settle(receipt, output, fee);
    settlements.close(BigInteger.ZERO);
    return AbiValues.tuple(fee.tuple());
  }

  /** INV-FEE-02: marks a request as taken, which it must not be. */
  static void take(Call call, Address payer, BigInteger request) {
    if (!new FeeStorage(call.storage()).take(payer, request)) {
      throw taken(call, payer, request);
    }
  }

  static void requireFree(Call call, Address payer, BigInteger request) {
    if (new FeeStorage(call.storage()).isTaken(payer, request)) {
      throw taken(call, payer, request);
    }
  }

  private static RevertException taken(Call call, Address payer, BigInteger request) {
    boolean reserved = new FeeStorage(call.storage()).reservation(payer, request).exists();
    return new RevertException(
        reserved ? FeeAbi.ALREADY_RESERVED : FeeAbi.ALREADY_SETTLED, payer, request);
  }

  private static void requireSigned(Call call, Service service, Receipt receipt, byte[] signature) {
    call.gas().charge(GasSchedule.TYPED_DATA);
    service.requireServed(receipt.digest(service.chainId()), signature);
  }
}
