package org.openledger.devnet.rpc;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The positional parameters of a request.
 *
 * @param values as JSON
 */
record Params(List<@Nullable Object> values) {

  /** The parameter at {@code index}; null where it is missing. */
  JsonValue at(int index, RpcFailure failure) {
    Object value = index < values.size() ? values.get(index) : null;
    return new JsonValue(value, "index " + index, failure);
  }

  /** The block parameter at {@code index}; the latest block where it is missing. */
  BlockSelector block(int index) throws RpcError {
    return BlockSelector.parse(at(index, RpcFailure.INVALID_BLOCK_PARAMS));
  }
}
