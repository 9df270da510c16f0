package org.openledger.genesis.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * One of some names.
 *
 * @param names all of them
 */
record Choice(List<String> names) implements Shape {

  @Override
  public JsonNode read(JsonNode given, String path, Problems problems) {
    if (!given.isTextual() || !names.contains(given.asText())) {
      problems.add(
          path,
          "must be one of "
              + String.join(", ", names)
              + ", not "
              + Shape.kind(given)
              + (given.isTextual() ? Nearest.hint(given.asText(), names) : ""));
      return Json.missing();
    }
    return given;
  }

  @Override
  public ObjectNode schema() {
    ObjectNode schema = Json.object();
    schema.set("enum", Json.list(names));
    return schema;
  }
}
