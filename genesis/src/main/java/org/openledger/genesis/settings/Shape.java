package org.openledger.genesis.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What a value of the file looks like: reads one, and describes itself as JSON Schema. */
sealed interface Shape permits Amount, Choice, Entries, Group, Items, Moment, Text, Whole {

  /**
   * The value in its normal form, with defaults filled in; a missing node where it is wrong.
   *
   * @param path where it stands
   * @param problems told of all that is wrong
   */
  JsonNode read(JsonNode given, String path, Problems problems);

  /** The shape as JSON Schema (draft 2020-12). */
  ObjectNode schema();

  /** What a JSON value is, for messages. */
  static String kind(JsonNode value) {
    return switch (value.getNodeType()) {
      case OBJECT -> "an object";
      case ARRAY -> "a list";
      case STRING -> "the text \"" + value.asText() + "\"";
      case NUMBER -> "the number " + value.asText();
      case BOOLEAN -> value.asText();
      default -> "null";
    };
  }
}
