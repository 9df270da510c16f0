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
    JsonValue value = at(index, RpcFailure.INVALID_BLOCK_PARAMS);
    return value.isNull() ? new BlockSelector.Head(false) : BlockSelector.parse(value);
  }

  /** The only parameter. */
  JsonValue only(RpcFailure failure) throws RpcError {
    if (values.size() != 1 || values.getFirst() == null) {
      throw RpcFailure.INVALID_PARAM_COUNT.because("expected 1, got " + values.size());
    }
    return at(0, failure);
  }
}
