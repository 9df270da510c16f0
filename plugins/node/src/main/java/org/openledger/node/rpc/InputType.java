package org.openledger.node.rpc;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a value is read from a request.
 *
 * @param <T> what the method sees
 */
public interface InputType<T> {

  /** JSON schema (draft 7) of what is taken. */
  Map<String, Object> requestSchema(Components components);

  /**
   * Reads a value.
   *
   * @param json as a JSON parser gives it: null, Boolean, Number, String, List, Map
   * @param where its place in the request, for messages
   * @throws RpcException where it is not of this type
   */
  T read(@Nullable Object json, String where) throws RpcException;
}
