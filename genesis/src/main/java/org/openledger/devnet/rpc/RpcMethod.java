package org.openledger.devnet.rpc;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A JSON-RPC method. Many threads call it at once. */
@FunctionalInterface
public interface RpcMethod {

  /**
   * Answers one request.
   *
   * @param params positional parameters as JSON: null, Boolean, Number, String, List, Map
   * @return the result, of the same types; records and {@code Bytes} are not
   * @throws RpcError for every failure that the caller should see
   */
  @Nullable Object call(List<@Nullable Object> params) throws RpcError;
}
