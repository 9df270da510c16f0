package org.openledger.devnet.block;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.rlp.RLP;
import org.apache.tuweni.rlp.RLPWriter;
import org.jspecify.annotations.Nullable;
import org.openledger.devnet.state.Log;
import org.openledger.devnet.transaction.TransactionType;

/**
 * What a transaction did.
 *
 * @param transactionHash the transaction
 * @param type its type
 * @param success false where it was reverted or halted
 * @param gasUsed gas of this transaction
 * @param cumulativeGasUsed gas of the block up to and with this transaction
 * @param effectiveGasPrice wei for a unit of gas, base fee included
 * @param logs empty where it failed
 * @param logsBloom 256 bytes
 * @param revertData what a reverted contract returned; null where it was not reverted
 */
public record Receipt(
    Bytes32 transactionHash,
    TransactionType type,
    boolean success,
    long gasUsed,
    long cumulativeGasUsed,
    BigInteger effectiveGasPrice,
    List<Log> logs,
    Bytes logsBloom,
    @Nullable Bytes revertData) {

  public Receipt {
    logs = List.copyOf(logs);
  }

  /** What a reverted contract returned. */
  public Optional<Bytes> revertReason() {
    return Optional.ofNullable(revertData);
  }

  /** The receipt as the receipts trie holds it (EIP-658, EIP-2718). */
  public Bytes encode() {
    Bytes rlp =
        RLP.encodeList(
            list -> {
              list.writeLong(success ? 1 : 0);
              list.writeLong(cumulativeGasUsed);
              list.writeValue(logsBloom);
              list.writeList(logs, Receipt::writeLog);
            });
    return type == TransactionType.LEGACY ? rlp : Bytes.concatenate(Bytes.of(type.number()), rlp);
  }

  private static void writeLog(RLPWriter list, Log log) {
    list.writeList(
        item -> {
          item.writeValue(log.emitter().bytes());
          item.writeList(log.topics(), RLPWriter::writeValue);
          item.writeValue(log.data());
        });
  }
}
