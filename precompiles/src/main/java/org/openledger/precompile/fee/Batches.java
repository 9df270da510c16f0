package org.openledger.precompile.fee;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import java.util.List;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.attribution.Attributor;
import org.openledger.precompile.dispatch.Call;
import org.openledger.precompile.dispatch.RevertException;
import org.openledger.precompile.gas.GasSchedule;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.storage.Bitmap;
import org.openledger.precompile.system.Parameter;
import org.openledger.precompile.system.SystemStorage;

/**
 * {@code settleBatch} and {@code settleBatchPacked}: many inferences of one payer under one permit
 * and one signature.
 */
final class Batches {

  private final Attributor attributor;

  Batches(Attributor attributor) {
    this.attributor = attributor;
  }

  Tuple settle(Call call) {
    return settle(call, BatchItem.of(call, call.structs(4)));
  }

  Tuple settlePacked(Call call) {
    return settle(call, BatchItem.unpack(call, call.bytes(4)));
  }

  private Tuple settle(Call call, List<BatchItem> items) {
    Permit permit = Permit.of(call.struct(0));
    requireLive(call, permit);
    Service service = Service.deployed(call, permit.model(), call.number(2));
    new FeeStorage(call.storage()).setPermitUsed(permit.number());
    call.gas().charge(GasSchedule.TYPED_DATA);
    Signatures.require(call, permit.digest(service.chainId()), call.bytes(1), permit.payer());
    Receipt[] receipts = receipts(service, permit.payer(), call.number(2), items);
    service.requireServed(
        digest(call, service, permit, call.number(2), call.flag(3), receipts), call.bytes(5));

    Purse purse = new Purse(call, service.model(), permit);
    Bitmap taken =
        new FeeStorage(call.storage()).taken(permit.payer(), BigInteger.valueOf(service.model()));
    Settlements settlements = new Settlements(call, attributor, service);
    long settled = 0;
    for (int i = 0; i < receipts.length; i++) {
      Nonce request = Nonce.of(permit.payer(), service.model(), receipts[i].request());
      int[] output;
      Fee fee;
      try {
        output = service.unpack(items.get(i).output().toArrayUnsafe());
        fee = service.price(receipts[i].inputTokens(), BigInteger.valueOf(output.length));
        pay(call, purse, taken, request, fee.gross());
      } catch (RevertException e) {
        Call.require(!call.flag(3), FeeAbi.BATCH_ITEM_FAILED, (long) i, e.data());
        call.emit(
            FeeAbi.ITEM_SKIPPED,
            service.model(),
            permit.payer(),
            request.number(),
            (long) i,
            e.data());
        continue;
      }
      settlements.settle(receipts[i], output, fee);
      settled++;
    }
    BigInteger fromPledge = purse.close();
    settlements.close(BigInteger.ZERO);
    call.emit(
        FeeAbi.BATCH_SETTLED,
        service.model(),
        permit.payer(),
        permit.nonce(),
        settled,
        items.size() - settled,
        purse.spent(),
        fromPledge);
    return AbiValues.tuple(settled, purse.spent());
  }

  /** INV-FEE-06: a permit is used once, in time. */
  private static void requireLive(Call call, Permit permit) {
    BigInteger block = BigInteger.valueOf(call.blockNumber());
    Call.require(
        block.compareTo(permit.expiry()) <= 0, FeeAbi.PERMIT_EXPIRED, permit.expiry(), block);
    FeeStorage fees = new FeeStorage(call.storage());
    requireUnused(fees, permit.number());
    long end = fees.permitEnd(permit.number());
    Call.require(
        end == 0 || call.blockNumber() < end,
        FeeAbi.PERMIT_ENDED,
        permit.payer(),
        permit.nonce(),
        end);
  }

  private static void requireUnused(FeeStorage fees, Nonce permit) {
    Call.require(!fees.isPermitUsed(permit), FeeAbi.PERMIT_USED, permit.payer(), permit.number());
  }

  /**
   * Takes a request and counts its fee; changes nothing if that cannot be. A reservation yields: it
   * could otherwise be made in front of the batch, to keep it from its pay.
   */
  private static void pay(Call call, Purse purse, Bitmap taken, Nonce request, BigInteger fee) {
    boolean isTaken = taken.get(request.number());
    Reservation held =
        isTaken ? new FeeStorage(call.storage()).reservation(request) : Reservation.NONE;
    Call.require(
        !isTaken || held.exists(), FeeAbi.ALREADY_SETTLED, request.payer(), request.number());
    boolean returns = AgentSpending.returnsToPayer(call, request.payer(), held.by());
    BigInteger more = returns ? held.amount() : BigInteger.ZERO;
    purse.require(fee, more, AgentSpending.uncounted(call, held.by(), more));
    if (held.exists()) {
      Reservations.giveBack(call, request, held);
      purse.add(more);
    }
    taken.set(request.number());
    purse.spend(fee);
  }

  /** {@code batchDigest}. */
  static Tuple digest(Call call) {
    Permit permit = Permit.of(call.struct(0));
    Service service = Service.of(call, permit.model());
    BigInteger version = call.number(1);
    List<BatchItem> items = BatchItem.of(call, call.structs(3));
    Receipt[] receipts = receipts(service, permit.payer(), version, items);
    return AbiValues.tuple(digest(call, service, permit, version, call.flag(2), receipts));
  }

  /** {@code revokePermit}. */
  static Tuple revoke(Call call) {
    FeeStorage fees = new FeeStorage(call.storage());
    Nonce permit = new Nonce(call.sender(), call.number(0), call.number(1));
    requireUnused(fees, permit);
    long end = fees.permitEnd(permit);
    if (end == 0) {
      // At once would be in front of a batch that was served and is on its way.
      long delay = new SystemStorage(call.storage()).parameterLong(Parameter.WITHDRAWAL_DELAY);
      end = call.blockNumber() + delay;
      fees.setPermitEnd(permit, end);
      call.emit(FeeAbi.PERMIT_REVOKED, permit.model(), permit.payer(), permit.number(), end);
    }
    return AbiValues.tuple(end);
  }

  private static Receipt[] receipts(
      Service service, Address payer, BigInteger version, List<BatchItem> items) {
    Receipt[] receipts = new Receipt[items.size()];
    for (int i = 0; i < receipts.length; i++) {
      BatchItem item = items.get(i);
      receipts[i] =
          service.receiptOfAny(
              version,
              payer,
              item.request(),
              item.inputTokens(),
              item.output().toArrayUnsafe(),
              item.outputCommitment());
    }
    return receipts;
  }

  private static Bytes32 digest(
      Call call,
      Service service,
      Permit permit,
      BigInteger version,
      boolean atomic,
      Receipt[] receipts) {
    call.gas().charge(2L + receipts.length, GasSchedule.TYPED_DATA);
    Bytes32[] hashes = new Bytes32[receipts.length];
    for (int i = 0; i < hashes.length; i++) {
      hashes[i] = receipts[i].itemHash();
    }
    return Receipt.batchDigest(service.chainId(), permit, version, atomic, hashes);
  }
}
