package org.openledger.node.rpc;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Parts of JSON schemas. */
final class Schemas {

  private Schemas() {}

  /** A schema with a description of the place where it is used. */
  static Map<String, Object> described(Map<String, Object> schema, String description) {
    Map<String, Object> described = new LinkedHashMap<>();
    if (schema.containsKey("$ref")) {
      // In draft 7 nothing counts beside a reference.
      described.put("description", description);
      described.put("allOf", List.of(schema));
      return described;
    }
    described.putAll(schema);
    Object own = schema.get("description");
    described.put("description", own == null ? description : description + ", " + own);
    return described;
  }
}
