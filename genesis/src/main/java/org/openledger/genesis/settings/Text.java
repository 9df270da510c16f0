package org.openledger.genesis.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.regex.Pattern;

/**
 * A text of a certain form.
 *
 * @param pattern the whole text matches it
 * @param what what it is, for messages
 */
record Text(Pattern pattern, String what) implements Shape {

  static Text of(String pattern, String what) {
    return new Text(Pattern.compile("^" + pattern + "$"), what);
  }

  @Override
  public JsonNode read(JsonNode given, String path, Problems problems) {
    if (!given.isTextual() || !pattern.matcher(given.asText()).matches()) {
      problems.add(path, "must be " + what + ", not " + Shape.kind(given));
      return Json.missing();
    }
    return given;
  }

  @Override
  public ObjectNode schema() {
    return Json.object().put("type", "string").put("pattern", pattern.pattern());
  }
}
