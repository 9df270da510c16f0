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
            params ->
                block(
                    byNumber(new Params(params), RpcFailure.INVALID_BLOCK_NUMBER_PARAMS),
                    new Params(params))),
        Map.entry(
            "eth_getBlockByHash",
            params ->
                block(
                    byHash(new Params(params), RpcFailure.INVALID_BLOCK_HASH_PARAMS),
                    new Params(params))),
        Map.entry(
            "eth_getBlockTransactionCountByNumber",
            params -> count(byNumber(new Params(params), RpcFailure.INVALID_BLOCK_PARAMS))),
        Map.entry(
            "eth_getBlockTransactionCountByHash",
            params -> count(byHash(new Params(params), RpcFailure.INVALID_BLOCK_HASH_PARAMS))),
        Map.entry(
            "eth_getUncleCountByBlockNumber",
            params -> uncles(byNumber(new Params(params), RpcFailure.INVALID_BLOCK_PARAMS))),
        Map.entry(
            "eth_getUncleCountByBlockHash",
            params -> uncles(byHash(new Params(params), RpcFailure.INVALID_BLOCK_HASH_PARAMS))),
        Map.entry("eth_getBlockReceipts", params -> receipts(new Params(params))),
        Map.entry("eth_getTransactionByHash", params -> transaction(new Params(params))),
        Map.entry("eth_getTransactionReceipt", params -> receipt(new Params(params))),
        Map.entry(
            "eth_getTransactionByBlockNumberAndIndex",
            params ->
                indexed(
                    byNumber(new Params(params), RpcFailure.INVALID_BLOCK_PARAMS),
                    new Params(params).at(1, RpcFailure.INVALID_TRANSACTION_INDEX_PARAMS))),
        Map.entry(
            "eth_getTransactionByBlockHashAndIndex",
            params ->
                indexed(
                    byHash(new Params(params), RpcFailure.INVALID_TRANSACTION_HASH_PARAMS),
                    new Params(params).at(1, RpcFailure.INVALID_TRANSACTION_ID_PARAMS))));
  }

  private Optional<SealedBlock> byNumber(Params params, RpcFailure failure) throws RpcError {
    return BlockSelector.parseNumber(params.at(0, failure)).find(chain).map(Chain.Entry::block);
  }

  private Optional<SealedBlock> byHash(Params params, RpcFailure failure) throws RpcError {
    return chain.block(params.at(0, failure).asHash());
  }

  private static @Nullable Object uncles(Optional<SealedBlock> found) {
    return found.map(block -> "0x0").orElse(null);
  }

  private static @Nullable Object block(Optional<SealedBlock> found, Params params)
      throws RpcError {
    JsonValue value = params.at(1, RpcFailure.INVALID_RETURN_COMPLETE_TRANSACTION_PARAMS);
    boolean complete = value.asBoolean();
    return found.map(block -> BlockJson.block(block, complete)).orElse(null);
  }

  private static @Nullable Object count(Optional<SealedBlock> found) {
    return found.map(block -> Quantity.of(block.transactions().size())).orElse(null);
  }

  private @Nullable Object receipts(Params params) throws RpcError {
    JsonValue value = params.at(0, RpcFailure.INVALID_BLOCK_PARAMS);
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
    Bytes32 hash = params.only(RpcFailure.INVALID_TRANSACTION_HASH_PARAMS).asHash();
    // Before the chain: what is sealed between the two questions is then found by the second.
    Optional<SignedTransaction> waiting = producer.waiting(hash);
    return chain
        .transaction(hash)
        .map(BlockJson::transaction)
        .or(() -> waiting.map(BlockJson::pending))
        .orElse(null);
  }

  private @Nullable Object receipt(Params params) throws RpcError {
    Bytes32 hash = params.at(0, RpcFailure.INVALID_TRANSACTION_HASH_PARAMS).asHash();
    return chain.transaction(hash).map(BlockJson::receipt).orElse(null);
  }

  private static @Nullable Object indexed(Optional<SealedBlock> found, JsonValue place)
      throws RpcError {
    int index = place.asIndex();
    return found
        .filter(block -> index < block.transactions().size())
        .map(block -> BlockJson.transaction(new TransactionLocation(block, index)))
        .orElse(null);
  }
}
