package org.openledger.devnet.rpc;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.tuweni.bytes.Bytes32;
import org.jspecify.annotations.Nullable;
import org.openledger.devnet.block.BlockHeader;
import org.openledger.devnet.block.Receipt;
import org.openledger.devnet.block.SealedBlock;
import org.openledger.devnet.block.TransactionLocation;
import org.openledger.devnet.state.Log;
import org.openledger.devnet.transaction.AccessEntry;
import org.openledger.devnet.transaction.SignedTransaction;
import org.openledger.devnet.transaction.TransactionType;
import org.openledger.precompile.host.Address;

/** Blocks, transactions, receipts and logs with the fields and in the order of Besu's answers. */
final class BlockJson {

  private BlockJson() {}

  static Map<String, Object> block(SealedBlock block, boolean complete) {
    BlockHeader header = block.header();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("number", Quantity.of(header.number()));
    json.put("hash", block.hash().toHexString());
    json.put("mixHash", header.mixHash().toHexString());
    json.put("parentHash", header.parentHash().toHexString());
    json.put("nonce", header.nonce().toHexString());
    json.put("sha3Uncles", header.ommersHash().toHexString());
    json.put("logsBloom", header.logsBloom().toHexString());
    json.put("transactionsRoot", header.transactionsRoot().toHexString());
    json.put("stateRoot", header.stateRoot().toHexString());
    json.put("receiptsRoot", header.receiptsRoot().toHexString());
    json.put("miner", header.coinbase().toString());
    json.put("difficulty", Quantity.of(header.difficulty()));
    json.put("extraData", header.extraData().toHexString());
    json.put("baseFeePerGas", Quantity.of(header.baseFeePerGas()));
    json.put("size", Quantity.of(block.size()));
    json.put("gasLimit", Quantity.of(header.gasLimit()));
    json.put("gasUsed", Quantity.of(header.gasUsed()));
    json.put("timestamp", Quantity.of(header.timestamp()));
    json.put("uncles", List.of());
    json.put("transactions", transactions(block, complete));
    json.put("withdrawalsRoot", header.withdrawalsRoot().toHexString());
    json.put("withdrawals", List.of());
    json.put("requestsHash", header.requestsHash().toHexString());
    json.put("blobGasUsed", Quantity.of(header.blobGasUsed()));
    json.put("excessBlobGas", Quantity.of(header.excessBlobGas()));
    json.put("parentBeaconBlockRoot", header.parentBeaconBlockRoot().toHexString());
    return json;
  }

  private static List<Object> transactions(SealedBlock block, boolean complete) {
    List<Object> list = new ArrayList<>();
    for (int i = 0; i < block.transactions().size(); i++) {
      list.add(
          complete
              ? transaction(new TransactionLocation(block, i))
              : block.transactions().get(i).hash().toHexString());
    }
    return list;
  }

  static Map<String, Object> transaction(TransactionLocation location) {
    return transaction(location.transaction(), location);
  }

  /** A transaction that is in no block yet: what it will pay is not known. */
  static Map<String, Object> pending(SignedTransaction transaction) {
    return transaction(transaction, null);
  }

  private static Map<String, Object> transaction(
      SignedTransaction transaction, @Nullable TransactionLocation location) {
    TransactionType type = transaction.type();
    SealedBlock block = location == null ? null : location.block();
    Map<String, Object> json = new LinkedHashMap<>();
    if (type != TransactionType.LEGACY) {
      json.put("accessList", transaction.accessList().stream().map(BlockJson::access).toList());
    }
    json.put("blockHash", block == null ? null : block.hash().toHexString());
    json.put("blockNumber", block == null ? null : Quantity.of(block.number()));
    if (block != null) {
      json.put("blockTimestamp", Quantity.of(block.timestamp()));
    }
    BigInteger chainId = transaction.chainId();
    if (chainId != null) {
      json.put("chainId", Quantity.of(chainId));
    }
    json.put("from", transaction.sender().toString());
    json.put("gas", Quantity.of(transaction.gasLimit()));
    json.put(
        "gasPrice",
        Quantity.of(
            block == null
                ? transaction.maxFeePerGas()
                : transaction.effectiveGasPrice(block.header().baseFeePerGas())));
    if (type == TransactionType.FEE_MARKET) {
      json.put("maxPriorityFeePerGas", Quantity.of(transaction.maxPriorityFeePerGas()));
      json.put("maxFeePerGas", Quantity.of(transaction.maxFeePerGas()));
    }
    json.put("hash", transaction.hash().toHexString());
    json.put("input", transaction.input().toHexString());
    json.put("nonce", Quantity.of(transaction.nonce()));
    json.put("to", transaction.recipient().map(Address::toString).orElse(null));
    json.put("transactionIndex", location == null ? null : Quantity.of(location.index()));
    json.put("type", Quantity.of(type.number()));
    json.put("value", Quantity.of(transaction.value()));
    if (type != TransactionType.LEGACY) {
      json.put("yParity", Quantity.of(transaction.v()));
    }
    json.put("v", Quantity.of(transaction.v()));
    json.put("r", Quantity.of(transaction.r()));
    json.put("s", Quantity.of(transaction.s()));
    return json;
  }

  private static Map<String, Object> access(AccessEntry entry) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("address", entry.address().toString());
    json.put("storageKeys", entry.storageKeys().stream().map(Bytes32::toHexString).toList());
    return json;
  }

  static Map<String, Object> receipt(TransactionLocation location) {
    SignedTransaction transaction = location.transaction();
    Receipt receipt = location.receipt();
    SealedBlock block = location.block();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("blockHash", block.hash().toHexString());
    json.put("blockNumber", Quantity.of(block.number()));
    json.put("contractAddress", null);
    json.put("cumulativeGasUsed", Quantity.of(receipt.cumulativeGasUsed()));
    json.put("from", transaction.sender().toString());
    json.put("gasUsed", Quantity.of(receipt.gasUsed()));
    json.put("effectiveGasPrice", Quantity.of(receipt.effectiveGasPrice()));
    List<Object> logs = new ArrayList<>();
    for (int i = 0; i < receipt.logs().size(); i++) {
      logs.add(log(location, i));
    }
    json.put("logs", logs);
    json.put("logsBloom", receipt.logsBloom().toHexString());
    json.put("status", receipt.success() ? "0x1" : "0x0");
    json.put("to", transaction.recipient().map(Address::toString).orElse(null));
    json.put("transactionHash", transaction.hash().toHexString());
    json.put("transactionIndex", Quantity.of(location.index()));
    // Besu adds this with --revert-reason-enabled; a devnet is for finding reasons.
    receipt.revertReason().ifPresent(data -> json.put("revertReason", data.toHexString()));
    json.put("type", Quantity.of(transaction.type().number()));
    return json;
  }

  /**
   * A log.
   *
   * @param place the log's index among those of its transaction
   */
  static Map<String, Object> log(TransactionLocation location, int place) {
    SealedBlock block = location.block();
    Log log = location.receipt().logs().get(place);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("address", log.emitter().toString());
    json.put("topics", log.topics().stream().map(Bytes32::toHexString).toList());
    json.put("data", log.data().toHexString());
    json.put("blockNumber", Quantity.of(block.number()));
    json.put("transactionHash", location.transaction().hash().toHexString());
    json.put("transactionIndex", Quantity.of(location.index()));
    json.put("blockHash", block.hash().toHexString());
    json.put("blockTimestamp", Quantity.of(block.timestamp()));
    json.put("logIndex", Quantity.of(location.firstLogIndex() + place));
    json.put("removed", false);
    return json;
  }
}
