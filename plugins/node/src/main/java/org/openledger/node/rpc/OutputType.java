package org.openledger.node.rpc;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a value is written into an answer.
 *
 * @param <T> what the method gives
 */
public interface OutputType<T> {

  /** JSON schema (draft 7) of what is written. */
  Map<String, Object> schema(Components components);

  /** The value as JSON: Boolean, Integer, String, List, Map, or null. */
  @Nullable Object write(T value);
}
