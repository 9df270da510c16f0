package org.openledger.devnet.rpc;

import java.util.Map;
import java.util.TreeMap;
import org.openledger.devnet.execution.BlockProducer;
import org.openledger.devnet.transaction.SignedTransaction;

/**
 * {@code txpool_}: the transactions that wait for a block. None is ever queued: one whose nonce is
 * too high is refused.
 *
 * @param producer has them
 */
public record PoolMethods(BlockProducer producer) {

  /** The methods by name. */
  public Map<String, RpcMethod> methods() {
    return Map.of("txpool_status", params -> status(), "txpool_content", params -> content());
  }

  private Object status() {
    return Map.of("pending", Quantity.of(producer.waiting().size()), "queued", "0x0");
  }

  /** By sender and nonce in decimal. */
  private Object content() {
    Map<String, Map<String, Object>> pending = new TreeMap<>();
    for (SignedTransaction transaction : producer.waiting()) {
      pending
          .computeIfAbsent(transaction.sender().toString(), sender -> new TreeMap<>())
          .put(Long.toUnsignedString(transaction.nonce()), BlockJson.pending(transaction));
    }
    return Map.of("pending", pending, "queued", Map.of());
  }
}
