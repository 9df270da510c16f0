package org.openledger.genesis.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A list.
 *
 * @param item what each item looks like
 * @param least items
 * @param most items
 */
record Items(Shape item, int least, int most) implements Shape {

  /** A list keeps its places: what is wrong stays as a missing node's stand-in, null. */
  @Override
  public JsonNode read(JsonNode given, String path, Problems problems) {
    if (!given.isArray()) {
      problems.add(path, "must be a list, not " + Shape.kind(given));
      return Json.missing();
    }
    if (given.size() < least || given.size() > most) {
      problems.add(path, "has " + given.size() + " items, must have " + least + " … " + most);
    }
    ArrayNode read = JsonNodeFactory.instance.arrayNode();
    for (int i = 0; i < given.size(); i++) {
      JsonNode normal = item.read(given.get(i), path + "[" + i + "]", problems);
      read.add(normal.isMissingNode() ? JsonNodeFactory.instance.nullNode() : normal);
    }
    return read;
  }

  @Override
  public ObjectNode schema() {
    ObjectNode schema = Json.object();
    schema.put("type", "array");
    schema.set("items", item.schema());
    schema.put("minItems", least);
    schema.put("maxItems", most);
    return schema;
  }
}
