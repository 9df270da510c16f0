package org.openledger.devnet.rpc;

import java.util.List;
import java.util.Set;
import org.apache.tuweni.bytes.Bytes32;
import org.jspecify.annotations.Nullable;
import org.openledger.devnet.block.Chain;
import org.openledger.devnet.block.SealedBlock;

/**
 * What {@code eth_getLogs} and {@code eth_newFilter} are asked: a filter, and one block or a range.
 *
 * @param filter which logs
 * @param blockHash the one block; null for a range
 * @param from the first block of the range
 * @param to the last block of the range
 */
record LogQuery(
    LogFilter filter, @Nullable Bytes32 blockHash, BlockSelector from, BlockSelector to) {

  /** What Besu takes; four of them mean something to {@code trace_filter} alone. */
  private static final Set<String> MEMBERS =
      Set.of(
          "address",
          "topics",
          "blockHash",
          "blockhash",
          "fromBlock",
          "toBlock",
          "fromAddress",
          "toAddress",
          "after",
          "count");

  static LogQuery parse(JsonValue json) throws RpcError {
    json.requireOnly(MEMBERS);
    LogFilter filter = LogFilter.parse(json);
    JsonValue hash = json.field(json.has("blockhash") ? "blockhash" : "blockHash");
    JsonValue from = json.field("fromBlock");
    JsonValue to = json.field("toBlock");
    if (!hash.isNull() && !(from.isNull() && to.isNull())) {
      throw json.failure().because("blockHash excludes fromBlock and toBlock");
    }
    return new LogQuery(filter, hash.isNull() ? null : hash.asHash(), bound(from), bound(to));
  }

  private static BlockSelector bound(JsonValue value) throws RpcError {
    return value.isNull() ? new BlockSelector.Head(false) : BlockSelector.parseNumber(value);
  }

  /** The number of the range's last block, {@code head} where it has no end. */
  long last(long head) {
    return number(to, head);
  }

  /**
   * The logs of the chain as it is.
   *
   * @throws RpcError where a block is not there, or the range or the answer exceeds a limit
   */
  List<Object> logs(Chain chain) throws RpcError {
    LogSearch search = new LogSearch(filter, false);
    if (blockHash != null) {
      add(search, chain.block(blockHash).orElseThrow(RpcFailure.BLOCK_NOT_FOUND::error));
      return search.found();
    }
    long head = chain.head().number();
    long first = number(from, head);
    long last = last(head);
    requireOrder(first, last, head);
    if (last - first > LogMethods.MAX_BLOCKS) {
      throw RpcFailure.EXCEEDS_RPC_MAX_BLOCK_RANGE.because(
          (last - first) + " of " + LogMethods.MAX_BLOCKS);
    }
    for (long number = first; number <= last; number++) {
      // The chain may go back meanwhile.
      add(search, chain.block(number).orElseThrow(RpcFailure.BLOCK_NOT_FOUND::error));
    }
    return search.found();
  }

  /** Refuses a range that runs backwards, or past the head. */
  void requireOrder(long head) throws RpcError {
    if (blockHash == null) {
      requireOrder(number(from, head), last(head), head);
    }
  }

  private static void requireOrder(long first, long last, long head) throws RpcError {
    if (first > last) {
      throw RpcFailure.INVALID_PARAMS.because(
          "fromBlock (" + first + ") is greater than toBlock (" + last + ")");
    }
    if (last > head) {
      throw RpcFailure.INVALID_PARAMS.because(
          "toBlock (" + last + ") is greater than latest block (" + head + ")");
    }
  }

  private static void add(LogSearch search, SealedBlock block) throws RpcError {
    if (!search.add(block)) {
      throw RpcFailure.TOO_MANY_LOGS.because(
          "more than "
              + LogMethods.MAX_LOGS
              + ", or "
              + LogMethods.MAX_LOG_BYTES
              + " bytes of data; ask for fewer blocks");
    }
  }

  private static long number(BlockSelector selector, long head) {
    return selector instanceof BlockSelector.ByNumber byNumber ? byNumber.number() : head;
  }
}
