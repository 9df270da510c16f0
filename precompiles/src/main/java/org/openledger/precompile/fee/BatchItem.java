package org.openledger.precompile.fee;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.dispatch.Call;
import org.openledger.precompile.system.Parameter;
import org.openledger.precompile.system.SystemStorage;

/**
 * One inference of a batch, as calldata has it: as a struct of the ABI, or packed, big-endian:
 *
 * <pre>
 *   uint64 request, uint32 inputTokens, bytes32 outputCommitment, uint32 n, n bytes of output
 * </pre>
 *
 * @param request the payer's number of the inference; packed it is below 2^64
 * @param inputTokens tokens of the prompt; packed below 2^32
 * @param output the answer, packed
 * @param outputCommitment salted commitment to the whole answer
 */
public record BatchItem(
    BigInteger request, BigInteger inputTokens, Bytes output, Bytes32 outputCommitment) {

  private static final int HEAD = 8 + 4 + 32 + 4;

  /** The items, or EmptyBatch, BatchTooLong. */
  static List<BatchItem> of(Call call, Tuple[] structs) {
    requireBounded(call, structs.length);
    List<BatchItem> items = new ArrayList<>(structs.length);
    for (Tuple item : structs) {
      items.add(
          new BatchItem(
              item.get(0),
              item.get(1),
              Bytes.wrap(item.<byte[]>get(2)),
              Bytes32.wrap(item.<byte[]>get(3))));
    }
    return items;
  }

  /** The items, or EmptyBatch, BatchTooLong, MalformedItems. */
  static List<BatchItem> unpack(Call call, byte[] packed) {
    List<BatchItem> items = new ArrayList<>();
    for (ByteBuffer from = ByteBuffer.wrap(packed); from.hasRemaining(); ) {
      Call.require(from.remaining() >= HEAD, FeeAbi.MALFORMED_ITEMS, (long) items.size());
      BigInteger request = new BigInteger(1, next(from, Long.BYTES));
      BigInteger inputTokens = new BigInteger(1, next(from, Integer.BYTES));
      Bytes32 commitment = Bytes32.wrap(next(from, Bytes32.SIZE));
      long size = Integer.toUnsignedLong(from.getInt());
      Call.require(size <= from.remaining(), FeeAbi.MALFORMED_ITEMS, (long) items.size());
      Bytes output = Bytes.wrap(next(from, (int) size));
      items.add(new BatchItem(request, inputTokens, output, commitment));
    }
    requireBounded(call, items.size());
    return items;
  }

  private static byte[] next(ByteBuffer from, int size) {
    byte[] bytes = new byte[size];
    from.get(bytes);
    return bytes;
  }

  /** As {@code settleBatch} takes it. */
  public Tuple tuple() {
    return AbiValues.tuple(request, inputTokens, output, outputCommitment);
  }

  /**
   * Items as {@code settleBatchPacked} takes them.
   *
   * @throws IllegalArgumentException where a number has no room
   */
  public static Bytes pack(List<BatchItem> items) {
    List<Bytes> packed = new ArrayList<>();
    for (BatchItem item : items) {
      packed.add(number(item.request(), Long.BYTES));
      packed.add(number(item.inputTokens(), Integer.BYTES));
      packed.add(item.outputCommitment());
      packed.add(Bytes.ofUnsignedInt(item.output().size()));
      packed.add(item.output());
    }
    return Bytes.concatenate(packed);
  }

  private static Bytes number(BigInteger value, int bytes) {
    if (value.signum() < 0 || value.bitLength() > 8 * bytes) {
      throw new IllegalArgumentException(value + " has no room in " + bytes + " bytes");
    }
    return Bytes.wrap(UInt256.valueOf(value).toArray()).slice(32 - bytes);
  }

  private static void requireBounded(Call call, long count) {
    Call.require(count > 0, FeeAbi.EMPTY_BATCH);
    long limit = new SystemStorage(call.storage()).parameterLong(Parameter.MAX_BATCH);
    Call.require(count <= limit, FeeAbi.BATCH_TOO_LONG, count, limit);
  }
}
