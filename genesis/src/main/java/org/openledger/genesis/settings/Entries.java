package org.openledger.genesis.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * An object whose keys the author chooses.
 *
 * @param key what a key looks like
 * @param value what stands under each
 */
record Entries(Pattern key, Shape value) implements Shape {

  @Override
  public JsonNode read(JsonNode given, String path, Problems problems) {
    if (!given.isObject()) {
      problems.add(path, "must be an object, not " + Shape.kind(given));
      return Json.missing();
    }
    ObjectNode read = Json.object();
    for (Map.Entry<String, JsonNode> entry : given.properties()) {
      String under = Group.under(path, entry.getKey());
      if (!key.matcher(entry.getKey()).matches()) {
        problems.add(under, "is no name: names match " + key.pattern());
      }
      JsonNode normal = value.read(entry.getValue(), under, problems);
      if (!normal.isMissingNode()) {
        read.set(entry.getKey(), normal);
      }
    }
    return read;
  }

  @Override
  public ObjectNode schema() {
    ObjectNode schema = Json.object();
    schema.put("type", "object");
    schema.putObject("propertyNames").put("pattern", key.pattern());
    schema.set("additionalProperties", value.schema());
    return schema;
  }
}
