package org.openledger.genesis.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A time in seconds since 1970, 0 for the first block, or {@code "never"}. */
record Moment() implements Shape {

  static final String NEVER = "never";
  private static final Whole SECONDS = new Whole(0, Whole.EXACT);

  @Override
  public JsonNode read(JsonNode given, String path, Problems problems) {
    if (given.isTextual() && given.asText().equals(NEVER)) {
      return given;
    }
    if (!given.isIntegralNumber()) {
      problems.add(
          path, "must be seconds since 1970, or \"" + NEVER + "\", not " + Shape.kind(given));
      return Json.missing();
    }
    return SECONDS.read(given, path, problems);
  }

  @Override
  public ObjectNode schema() {
    ObjectNode schema = Json.object();
    ArrayNode either = schema.putArray("oneOf");
    either.add(SECONDS.schema());
    either.addObject().put("const", NEVER);
    return schema;
  }
}
