package org.openledger.node.evidence;

import java.util.List;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.node.chain.NodeLog;
import org.openledger.precompile.host.Address;

/**
 * A log of a transaction, proved by the receipt that the block commits to.
 *
 * @param transactionIndex place of the transaction in the block
 * @param logIndex place of the log in the transaction's receipt
 * @param nodes RLP of the nodes of the receipts trie, from its root to the receipt
 */
public record ReceiptProof(int transactionIndex, int logIndex, List<Bytes> nodes) {

  private static final int LOGS = 3;
  private static final int LIST = 0xc0;

  public ReceiptProof {
    nodes = nodes.stream().map(Bytes::copy).toList();
  }

  /** Key of a transaction in the tries of a block. */
  static Bytes key(int transactionIndex) {
    return Rlp.string(Bytes.minimalBytes(transactionIndex));
  }

  /** The log. */
  NodeLog log(Bytes32 receiptsRoot) throws EvidenceException {
    Optional<Bytes> receipt =
        new TrieProof(Fault.RECEIPT).value(receiptsRoot, key(transactionIndex), nodes);
    EvidenceException.require(
        receipt.isPresent() && !receipt.get().isEmpty(), Fault.RECEIPT, "no such transaction");
    List<Rlp.Item> logs = logs(receipt.get());
    EvidenceException.require(
        logIndex >= 0 && logIndex < logs.size(), Fault.RECEIPT, "no log " + logIndex);
    List<Rlp.Item> fields = logs.get(logIndex).items(Fault.RECEIPT);
    EvidenceException.require(fields.size() == LOGS, Fault.RECEIPT, "a log is no log");
    Bytes emitter = fields.getFirst().string(Fault.RECEIPT);
    EvidenceException.require(
        emitter.size() == Address.SIZE, Fault.RECEIPT, "a log's emitter has not 20 bytes");
    List<Rlp.Item> topics = fields.get(1).items(Fault.RECEIPT);
    Bytes32[] words = new Bytes32[topics.size()];
    for (int i = 0; i < words.length; i++) {
      Bytes topic = topics.get(i).string(Fault.RECEIPT);
      EvidenceException.require(
          topic.size() == Bytes32.SIZE, Fault.RECEIPT, "a topic has not 32 bytes");
      words[i] = Bytes32.wrap(topic);
    }
    return new NodeLog(new Address(emitter), List.of(words), fields.get(2).string(Fault.RECEIPT));
  }

  /** Logs of a receipt, which begins with its type unless it is of the first kind (EIP-2718). */
  static List<Rlp.Item> logs(Bytes receipt) throws EvidenceException {
    Bytes list = (receipt.get(0) & 0xff) < LIST ? receipt.slice(1) : receipt;
    List<Rlp.Item> fields = Rlp.list(list, Fault.RECEIPT);
    EvidenceException.require(fields.size() > LOGS, Fault.RECEIPT, "a receipt is no receipt");
    return fields.get(LOGS).items(Fault.RECEIPT);
  }
}
