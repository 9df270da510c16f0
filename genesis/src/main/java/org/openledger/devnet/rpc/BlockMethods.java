package org.openledger.devnet.rpc;

import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.tuweni.bytes.Bytes32;
import org.jspecify.annotations.Nullable;
import org.openledger.devnet.block.Chain;
import org.openledger.devnet.block.SealedBlock;
import org.openledger.devnet.block.TransactionLocation;
import org.openledger.devnet.execution.BlockProducer;
import org.openledger.devnet.transaction.SignedTransaction;

/**
 * Blocks, transactions and receipts; null for what does not exist.
 *
 * @param chain the chain
 * @param producer has the transactions that wait for a block
 */
public record BlockMethods(Chain chain, BlockProducer producer) {

  /** The methods by name. */
  public Map<String, RpcMethod> methods() {
    return Map.ofEntries(
        Map.entry("eth_blockNumber", params -> Quantity.of(chain.head().number())),
        Map.entry(
            "eth_getBlockByNumber",
            params -> block(byNumber(new Params(params)), new Params(params))),
        Map.entry(
            "eth_getBlockByHash", params -> block(byHash(new Params(params)), new Params(params))),
        Map.entry(
            "eth_getBlockTransactionCountByNumber", params -> count(byNumber(new Params(params)))),
        Map.entry(
            "eth_getBlockTransactionCountByHash", params -> count(byHash(new Params(params)))),
        Map.entry(
            "eth_getUncleCountByBlockNumber",
            params -> byNumber(new Params(params)).map(block -> "0x0").orElse(null)),
        Map.entry(
            "eth_getUncleCountByBlockHash",
            params -> byHash(new Params(params)).map(block -> "0x0").orElse(null)),
        Map.entry("eth_getBlockReceipts", params -> receipts(new Params(params))),
        Map.entry("eth_getTransactionByHash", params -> transaction(new Params(params))),
        Map.entry("eth_getTransactionReceipt", params -> receipt(new Params(params))),
        Map.entry(
            "eth_getTransactionByBlockNumberAndIndex",
            params -> indexed(byNumber(new Params(params)), new Params(params))),
        Map.entry(
            "eth_getTransactionByBlockHashAndIndex",
            params -> indexed(byHash(new Params(params)), new Params(params))));
  }

  private Optional<SealedBlock> byNumber(Params params) throws RpcError {
    JsonValue value = params.at(0, RpcFailure.INVALID_BLOCK_NUMBER_PARAMS);
    if (!(value.json() instanceof String)) {
      throw value.wrong("a block tag or number");
    }
    return BlockSelector.parse(value).find(chain).map(Chain.Entry::block);
  }

  private Optional<SealedBlock> byHash(Params params) throws RpcError {
    return chain.block(params.at(0, RpcFailure.INVALID_BLOCK_HASH_PARAMS).asHash());
  }

  private static @Nullable Object block(Optional<SealedBlock> found, Params params)
      throws RpcError {
    JsonValue value = params.at(1, RpcFailure.INVALID_RETURN_COMPLETE_TRANSACTION_PARAMS);
    boolean complete = !value.isNull() && value.asBoolean();
    return found.map(block -> BlockJson.block(block, complete)).orElse(null);
  }

  private static @Nullable Object count(Optional<SealedBlock> found) {
    return found.map(block -> Quantity.of(block.transactions().size())).orElse(null);
  }

  private @Nullable Object receipts(Params params) throws RpcError {
    JsonValue value = params.at(0, RpcFailure.INVALID_BLOCK_PARAMS);
    if (value.isNull()) {
      throw value.wrong("a block tag, number or hash");
    }
    return BlockSelector.parse(value)
        .find(chain)
        .map(
            entry ->
                IntStream.range(0, entry.block().transactions().size())
                    .mapToObj(i -> new TransactionLocation(entry.block(), i))
                    .map(BlockJson::receipt)
                    .toList())
        .orElse(null);
  }

  private @Nullable Object transaction(Params params) throws RpcError {
    Bytes32 hash = hash(params);
    // Before the chain: what is sealed between the two questions is then found by the second.
    Optional<SignedTransaction> waiting = producer.waiting(hash);
    return chain
        .transaction(hash)
        .map(BlockJson::transaction)
        .or(() -> waiting.map(BlockJson::pending))
        .orElse(null);
  }

  private @Nullable Object receipt(Params params) throws RpcError {
    return chain.transaction(hash(params)).map(BlockJson::receipt).orElse(null);
  }

  private static Bytes32 hash(Params params) throws RpcError {
    return params.at(0, RpcFailure.INVALID_TRANSACTION_HASH_PARAMS).asHash();
  }

  private static @Nullable Object indexed(Optional<SealedBlock> found, Params params)
      throws RpcError {
    long index = params.at(1, RpcFailure.INVALID_TRANSACTION_INDEX_PARAMS).asLong();
    return found
        .filter(block -> index < block.transactions().size())
        .map(block -> BlockJson.transaction(new TransactionLocation(block, (int) index)))
        .orElse(null);
  }
}
