package org.openledger.node.rpc;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The named JSON schemas of a document; each stands there once. */
public final class Components {

  private final SortedMap<String, Map<String, Object>> schemas = new TreeMap<>();

  /**
   * A reference to a named schema.
   *
   * @param schema makes it, where it is not there yet
   */
  Map<String, Object> refer(String name, Supplier<Map<String, Object>> schema) {
    Map<String, Object> made = schema.get();
    Map<String, Object> present = schemas.putIfAbsent(name, made);
    if (present != null && !present.equals(made)) {
      throw new IllegalStateException("two schemas are called " + name);
    }
    return Map.of("$ref", "#/components/schemas/" + name);
  }

  /** All of them, by name. */
  SortedMap<String, Map<String, Object>> schemas() {
    return schemas;
  }
}
