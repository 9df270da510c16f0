package org.openledger.precompile.fee;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import java.util.Arrays;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.precompile.dispatch.Call;
import org.openledger.precompile.gas.GasSchedule;

/**
 * The batch that an answer stood in, as evidence names it.
 *
 * @param permit under which it was settled
 * @param atomic whether it was to be settled as a whole or not at all
 * @param items struct hashes of all its items; none: the answer had a receipt of its own
 * @param index of the answer
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record Batch(Permit permit, boolean atomic, Bytes32[] items, BigInteger index) {

  static Batch of(Tuple tuple) {
    byte[][] hashes = tuple.get(2);
    Bytes32[] items = new Bytes32[hashes.length];
    Arrays.setAll(items, i -> Bytes32.wrap(hashes[i]));
    return new Batch(Permit.of(tuple.get(0)), tuple.get(1), items, tuple.get(3));
  }

  /** What was signed for an answer: its receipt, or the batch with it in its place. */
  Bytes32 digest(Call call, Receipt receipt, long chainId) {
    call.gas().charge(GasSchedule.TYPED_DATA);
    if (items.length == 0) {
      return receipt.digest(chainId);
    }
    call.gas().charge(GasSchedule.TYPED_DATA);
    call.gas().charge(items.length, GasSchedule.HASH_WORD);
    boolean there =
        permit.isFor(receipt.payer(), receipt.model())
            && index.compareTo(BigInteger.valueOf(items.length)) < 0
            && items[index.intValue()].equals(receipt.itemHash());
    Call.require(there, FeeAbi.WRONG_BATCH_ITEM, index);
    return Receipt.batchDigest(chainId, permit, receipt.version(), atomic, items);
  }
}
