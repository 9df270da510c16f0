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
import org.openledger.precompile.ledger.Ledger;
import org.openledger.precompile.system.Parameter;
import org.openledger.precompile.system.SystemStorage;

/** {@code settleBatch}: many inferences of one payer under one permit and one signature. */
final class Batches {

  private final Attributor attributor;

  Batches(Attributor attributor) {
    this.attributor = attributor;
  }

  Tuple settle(Call call) {
    Permit permit = Permit.of(call.struct(0));
    Tuple[] items = bounded(call, call.structs(2));
    Address payer = permit.payer();
    BigInteger block = BigInteger.valueOf(call.blockNumber());
    Call.require(
        block.compareTo(permit.expiry()) <= 0, FeeAbi.PERMIT_EXPIRED, permit.expiry(), block);
    FeeStorage fees = new FeeStorage(call.storage());
    Call.require(
        !fees.isPermitUsed(payer, permit.nonce()), FeeAbi.PERMIT_USED, payer, permit.nonce());
    fees.setPermitUsed(payer, permit.nonce());
    Service service = Service.deployed(call, permit.model());
    call.gas().charge(GasSchedule.TYPED_DATA);
    Signatures.require(call, permit.digest(service.chainId()), call.bytes(1), payer);
    Receipt[] receipts = receipts(service, payer, items);
    service.requireServed(digest(call, service, payer, receipts), call.bytes(3));

    BigInteger deposit = new Ledger(call.storage()).deposit(payer).amount();
    BigInteger spent = BigInteger.ZERO;
    long settled = 0;
    Settlements settlements = new Settlements(call, attributor, service);
    for (int i = 0; i < items.length; i++) {
      int[] output;
      Fee fee;
      try {
        output = service.unpack(items[i].<byte[]>get(2));
        fee = service.price(receipts[i].inputTokens(), BigInteger.valueOf(output.length));
        requirePayable(call, receipts[i], fee, permit.limit().subtract(spent), deposit, spent);
      } catch (RevertException e) {
        Call.require(!call.flag(4), FeeAbi.BATCH_ITEM_FAILED, (long) i, e.data());
        call.emit(
            FeeAbi.ITEM_SKIPPED, service.model(), payer, receipts[i].request(), (long) i, e.data());
        continue;
      }
      Payments.take(call, payer, receipts[i].request());
      settlements.settle(receipts[i], output, fee);
      spent = spent.add(fee.gross());
      settled++;
    }
    Deposits.spend(call, payer, spent);
    settlements.close(BigInteger.ZERO);
    call.emit(
        FeeAbi.BATCH_SETTLED,
        service.model(),
        payer,
        permit.nonce(),
        settled,
        items.length - settled,
        spent);
    return AbiValues.tuple(settled, spent);
  }

  /** What can be wrong with one item; changes nothing. */
  private static void requirePayable(
      Call call, Receipt receipt, Fee fee, BigInteger left, BigInteger deposit, BigInteger spent) {
    Payments.requireFree(call, receipt.payer(), receipt.request());
    Call.require(fee.gross().compareTo(left) <= 0, FeeAbi.LIMIT_EXCEEDED, fee.gross(), left);
    BigInteger rest = deposit.subtract(spent);
    Call.require(fee.gross().compareTo(rest) <= 0, FeeAbi.INSUFFICIENT_DEPOSIT, rest, fee.gross());
  }

  /** {@code batchDigest}. */
  static Tuple digest(Call call) {
    Service service = Service.of(call, call.number(0));
    Receipt[] receipts = receipts(service, call.address(1), bounded(call, call.structs(2)));
    return AbiValues.tuple(digest(call, service, call.address(1), receipts));
  }

  /** {@code revokePermit}. */
  static void revoke(Call call) {
    FeeStorage fees = new FeeStorage(call.storage());
    BigInteger nonce = call.number(0);
    Call.require(
        !fees.isPermitUsed(call.sender(), nonce), FeeAbi.PERMIT_USED, call.sender(), nonce);
    fees.setPermitUsed(call.sender(), nonce);
    call.emit(FeeAbi.PERMIT_REVOKED, call.sender(), nonce);
  }

  private static Tuple[] bounded(Call call, Tuple[] items) {
    Call.require(items.length > 0, FeeAbi.EMPTY_BATCH);
    long limit = new SystemStorage(call.storage()).parameterLong(Parameter.MAX_BATCH);
    Call.require(items.length <= limit, FeeAbi.BATCH_TOO_LONG, (long) items.length, limit);
    return items;
  }

  private static Receipt[] receipts(Service service, Address payer, Tuple[] items) {
    Receipt[] receipts = new Receipt[items.length];
    for (int i = 0; i < items.length; i++) {
      receipts[i] =
          service.receiptOfAny(
              payer,
              items[i].get(0),
              items[i].get(1),
              items[i].get(2),
              Bytes32.wrap(items[i].<byte[]>get(3)));
    }
    return receipts;
  }

  private static Bytes32 digest(Call call, Service service, Address payer, Receipt[] receipts) {
    call.gas().charge(1L + receipts.length, GasSchedule.TYPED_DATA);
    Bytes32[] hashes = new Bytes32[receipts.length];
    for (int i = 0; i < hashes.length; i++) {
      hashes[i] = receipts[i].itemHash();
    }
    return Receipt.batchDigest(service.chainId(), service.model(), payer, hashes);
  }
}
