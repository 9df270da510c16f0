package org.openledger.genesis.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A whole number that JSON carries exactly, everywhere (below 2^53).
 *
 * @param least the smallest
 * @param most the largest
 */
record Whole(long least, long most) implements Shape {

  static final long EXACT = (1L << 53) - 1;

  @Override
  public JsonNode read(JsonNode given, String path, Problems problems) {
    if (!given.isIntegralNumber()) {
      problems.add(path, "must be a whole number, not " + Shape.kind(given));
      return Json.missing();
    }
    boolean within = given.canConvertToLong() && given.asLong() >= least && given.asLong() <= most;
    if (!within) {
      problems.add(path, given.asText() + " is not within " + least + " … " + most);
      return Json.missing();
    }
    return Json.number(given.asLong());
  }

  @Override
  public ObjectNode schema() {
    return Json.object().put("type", "integer").put("minimum", least).put("maximum", most);
  }
}
