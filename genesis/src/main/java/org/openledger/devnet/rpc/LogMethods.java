package org.openledger.devnet.rpc;

import java.util.Map;
import org.openledger.devnet.block.Chain;

/**
 * {@code eth_getLogs}.
 *
 * @param chain the chain
 */
public record LogMethods(Chain chain) {

  /** The most logs of one answer. */
  public static final int MAX_LOGS = 10_000;

  /** The most bytes of data of the logs of one answer: 8 MiB. */
  public static final long MAX_LOG_BYTES = 8L << 20;

  /** The most blocks from the first to the last of a query; what Besu allows by default. */
  public static final long MAX_BLOCKS = 5_000;

  /** The methods by name. */
  public Map<String, RpcMethod> methods() {
    return Map.of(
        "eth_getLogs",
        params ->
            LogQuery.parse(new Params(params).at(0, RpcFailure.INVALID_FILTER_PARAMS)).logs(chain));
  }
}
