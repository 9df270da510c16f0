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
    return Map.of("eth_getLogs", params -> logs(new Params(params)));
  }

  private Object logs(Params params) throws RpcError {
    LogQuery query = LogQuery.parse(params.at(0, RpcFailure.INVALID_FILTER_PARAMS));
    // As on Besu, where a filter takes these tags for the head, and this method does not.
    if (query.from() instanceof BlockSelector.OfProofOfStake
        || query.to() instanceof BlockSelector.OfProofOfStake) {
      throw RpcFailure.INVALID_BLOCK_NUMBER_PARAMS.because("QBFT has no safe or finalized block");
    }
    return query.logs(chain);
  }
}
