package org.openledger.node.rpc;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A value that may be left out; the schema is that of the value. */
record OptionalInput<T>(InputType<T> type) implements InputType<Optional<T>> {

  @Override
  public Map<String, Object> requestSchema(Components components) {
    return type.requestSchema(components);
  }

  @Override
  public Optional<T> read(@Nullable Object json, String where) throws RpcException {
    return Optional.of(type.read(json, where));
  }
}
