package org.openledger.genesis.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An object whose keys are known.
 *
 * @param settings its keys, in the order in which they are explained
 */
record Group(List<Setting> settings) implements Shape {

  /** The key by which an editor finds the schema; it says nothing about the network. */
  static final String SCHEMA = "$schema";

  @Override
  public JsonNode read(JsonNode given, String path, Problems problems) {
    if (!given.isObject()) {
      problems.add(path, "must be an object, not " + Shape.kind(given));
      return Json.missing();
    }
    List<String> known = settings.stream().map(Setting::key).toList();
    for (Map.Entry<String, JsonNode> entry : given.properties()) {
      String key = entry.getKey();
      boolean schema = path.isEmpty() && key.equals(SCHEMA);
      if (!schema && !known.contains(key)) {
        problems.add(under(path, key), "is no setting" + Nearest.hint(key, known));
      }
    }
    ObjectNode read = Json.object();
    for (Setting setting : settings) {
      JsonNode value = given.get(setting.key());
      JsonNode standard = setting.standard();
      if (value != null) {
        JsonNode normal = setting.shape().read(value, under(path, setting.key()), problems);
        if (!normal.isMissingNode()) {
          read.set(setting.key(), normal);
        }
      } else if (setting.required()) {
        problems.add(under(path, setting.key()), "is missing (" + setting.purpose() + ")");
      } else if (standard != null) {
        read.set(
            setting.key(), setting.shape().read(standard, under(path, setting.key()), problems));
      }
    }
    return read;
  }

  @Override
  public ObjectNode schema() {
    ObjectNode schema = Json.object();
    schema.put("type", "object");
    ObjectNode properties = schema.putObject("properties");
    for (Setting setting : settings) {
      ObjectNode property = setting.shape().schema();
      property.put("description", setting.purpose());
      Optional.ofNullable(setting.standard()).ifPresent(value -> property.set("default", value));
      properties.set(setting.key(), property);
    }
    List<Setting> required = settings.stream().filter(Setting::required).toList();
    if (!required.isEmpty()) {
      ArrayNode names = schema.putArray("required");
      required.forEach(setting -> names.add(setting.key()));
    }
    schema.put("additionalProperties", false);
    return schema;
  }

  static String under(String path, String key) {
    return path.isEmpty() ? key : path + "." + key;
  }
}
