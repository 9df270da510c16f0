package org.openledger.devnet.block;

import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.rlp.RLP;
import org.openledger.devnet.state.Log;
import org.openledger.devnet.transaction.SignedTransaction;
import org.openledger.devnet.transaction.TransactionType;

/**
 * A block of the chain.
 *
 * @param header its header
 * @param hash the header's hash
 * @param transactions in the order of their execution; none in block 0
 * @param receipts one for each transaction
 * @param size bytes of the block's RLP
 */
public record SealedBlock(
    BlockHeader header,
    Bytes32 hash,
    List<SignedTransaction> transactions,
    List<Receipt> receipts,
    int size) {

  public SealedBlock {
    transactions = List.copyOf(transactions);
    receipts = List.copyOf(receipts);
  }

  /** Closes a block. */
  public static SealedBlock of(
      BlockHeader header, List<SignedTransaction> transactions, List<Receipt> receipts) {
    Bytes encoded = header.encode();
    Bytes body =
        RLP.encodeList(
            block -> {
              block.writeRLP(encoded);
              block.writeList(
                  transactions,
                  (list, transaction) -> {
                    if (transaction.type() == TransactionType.LEGACY) {
                      list.writeRLP(transaction.raw());
                    } else {
                      list.writeValue(transaction.raw());
                    }
                  });
              block.writeList(ommers -> {});
              block.writeList(withdrawals -> {});
            });
    return new SealedBlock(header, header.hash(), transactions, receipts, body.size());
  }

  /** The block's number. */
  public long number() {
    return header.number();
  }

  /** Seconds since 1970. */
  public long timestamp() {
    return header.timestamp();
  }

  /** All logs, in order; a log's index in its block is its index here. */
  public List<Log> logs() {
    return receipts.stream().flatMap(receipt -> receipt.logs().stream()).toList();
  }
}
