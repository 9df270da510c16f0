package org.openledger.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * What a unit of gas may cost, in wei.
 *
 * @param most the highest price that is offered
 * @param tip of it, what the block's producer may get; null on a chain without a base fee, where
 *     transactions are of the legacy kind
 */
record GasPrice(BigInteger most, @Nullable BigInteger tip) {

  /** A price at which the chain takes transactions now and for some blocks to come. */
  static GasPrice now(JsonRpc rpc) {
    BigInteger suggested = Hex.number(rpc.call("eth_gasPrice"));
    JsonNode baseFee = rpc.call("eth_getBlockByNumber", "latest", false).path("baseFeePerGas");
    if (!baseFee.isTextual()) {
      return new GasPrice(suggested, null);
    }
    BigInteger base = Hex.number(baseFee);
    BigInteger tip = suggested.subtract(base).max(tip(rpc)).max(BigInteger.ZERO);
    return new GasPrice(base.shiftLeft(1).add(tip), tip);
  }

  private static BigInteger tip(JsonRpc rpc) {
    try {
      return Hex.number(rpc.call("eth_maxPriorityFeePerGas"));
    } catch (RpcErrorException e) {
      return BigInteger.ZERO;
    }
  }
}
