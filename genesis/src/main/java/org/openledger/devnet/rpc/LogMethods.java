package org.openledger.devnet.rpc;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.openledger.devnet.block.Chain;
import org.openledger.devnet.block.SealedBlock;
import org.openledger.devnet.block.TransactionLocation;
import org.openledger.devnet.state.Log;

/**
 * {@code eth_getLogs}.
 *
 * @param chain the chain
 */
public record LogMethods(Chain chain) {

  /** The most logs of one answer. */
  public static final int MAX_LOGS = 10_000;

  /** The methods by name. */
  public Map<String, RpcMethod> methods() {
    return Map.of("eth_getLogs", params -> logs(new Params(params)));
  }

  private List<Object> logs(Params params) throws RpcError {
    JsonValue json = params.at(0, RpcFailure.INVALID_FILTER_PARAMS);
    LogFilter filter = LogFilter.parse(json);
    JsonValue hash = json.field("blockHash");
    List<Object> found = new ArrayList<>();
    if (!hash.isNull()) {
      if (!json.field("fromBlock").isNull() || !json.field("toBlock").isNull()) {
        throw json.failure().because("blockHash excludes fromBlock and toBlock");
      }
      collect(
          chain.block(hash.asHash()).orElseThrow(RpcFailure.BLOCK_NOT_FOUND::error), filter, found);
      return found;
    }
    long head = chain.head().number();
    long from = number(json.field("fromBlock"), head);
    long to = number(json.field("toBlock"), head);
    if (from > to) {
      throw RpcFailure.INVALID_PARAMS.because(
          "fromBlock (" + from + ") is greater than toBlock (" + to + ")");
    }
    if (to > head) {
      throw RpcFailure.INVALID_PARAMS.because(
          "toBlock (" + to + ") is greater than latest block (" + head + ")");
    }
    for (long number = from; number <= to; number++) {
      collect(chain.block(number).orElseThrow(), filter, found);
    }
    return found;
  }

  private long number(JsonValue value, long head) throws RpcError {
    return switch (BlockSelector.parse(value)) {
      case BlockSelector.Head latest -> head;
      case BlockSelector.ByNumber byNumber -> byNumber.number();
      case BlockSelector.ByHash byHash -> throw value.wrong("a block tag or number");
    };
  }

  private static void collect(SealedBlock block, LogFilter filter, List<Object> found)
      throws RpcError {
    if (!filter.mayMatch(block.header().logsBloom())) {
      return;
    }
    for (int i = 0; i < block.receipts().size(); i++) {
      TransactionLocation location = new TransactionLocation(block, i);
      List<Log> logs = location.receipt().logs();
      for (int place = 0; place < logs.size(); place++) {
        if (filter.matches(logs.get(place))) {
          if (found.size() == MAX_LOGS) {
            throw RpcFailure.TOO_MANY_LOGS.because(
                "more than " + MAX_LOGS + "; ask for fewer blocks");
          }
          found.add(BlockJson.log(location, place));
        }
      }
    }
  }
}
