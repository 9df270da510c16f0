package org.openledger.node.rpc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.jspecify.annotations.Nullable;

/** JSON as text. */
final class Json {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final JsonMapper SORTED =
      JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

  private Json() {}

  /** A value on one line. */
  static String text(@Nullable Object json) {
    return text(MAPPER, json);
  }

  /** A value on one line, the members of its objects by name: equal values give equal texts. */
  static String sorted(@Nullable Object json) {
    return text(SORTED, json);
  }

  private static String text(JsonMapper mapper, @Nullable Object json) {
    try {
      return mapper.writeValueAsString(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("no JSON: " + e.getOriginalMessage(), e);
    }
  }
}
