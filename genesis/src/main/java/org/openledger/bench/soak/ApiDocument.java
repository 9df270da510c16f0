package org.openledger.bench.soak;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a node says of its methods in its OpenRPC document.
 *
 * @param methods all of them
 * @param schemas components that parameters refer to
 */
record ApiDocument(List<Method> methods, JsonNode schemas) {

  private static final String ERRORS = "#/components/errors/";
  private static final String SCHEMAS = "#/components/schemas/";

  /**
   * A method.
   *
   * @param name with its namespace
   * @param parameters in order
   * @param errors names of the failures that it declares
   */
  record Method(String name, List<Parameter> parameters, Set<String> errors) {}

  /**
   * A parameter.
   *
   * @param name its name
   * @param schema of its values
   */
  record Parameter(String name, JsonNode schema) {}

  /** Reads what {@code openledger_discover} answers. */
  static ApiDocument of(JsonNode document) {
    List<Method> methods = new ArrayList<>();
    for (JsonNode method : document.get("methods")) {
      List<Parameter> parameters = new ArrayList<>();
      for (JsonNode parameter : method.get("params")) {
        parameters.add(
            new Parameter(parameter.get("name").asText(), withoutNull(parameter.get("schema"))));
      }
      Set<String> errors = new LinkedHashSet<>();
      for (JsonNode error : method.get("errors")) {
        errors.add(error.get("$ref").asText().substring(ERRORS.length()));
      }
      methods.add(new Method(method.get("name").asText(), parameters, errors));
    }
    return new ApiDocument(methods, document.at("/components/schemas"));
  }

  /** What may be left out may be null: the schema of what it is where it is there. */
  private static JsonNode withoutNull(JsonNode schema) {
    return schema.has("oneOf") ? schema.at("/oneOf/0") : schema;
  }

  /** A schema, or the one that it refers to. */
  JsonNode resolved(JsonNode schema) {
    JsonNode reference = schema.get("$ref");
    return reference == null
        ? schema
        : schemas.required(reference.asText().substring(SCHEMAS.length()));
  }

  /** The schemas of which a schema allows one; empty where it is no choice. */
  static JsonNode choices(JsonNode schema) {
    // Digits or an integer, which is a choice too: what is asked with are digits.
    return isQuantity(schema) ? MissingNode.getInstance() : schema.path("anyOf");
  }

  static boolean isQuantity(JsonNode schema) {
    return schema.path("title").asText().equals("Quantity");
  }

  /**
   * A value that a schema allows.
   *
   * @param known values of members and parameters by their name; the schema's own come after them
   */
  @Nullable Object sound(String name, JsonNode schema, Map<String, Object> known) {
    Object value = known.get(name);
    if (value != null) {
      return value;
    }
    JsonNode resolved = resolved(schema);
    if (isQuantity(resolved)) {
      return text(resolved);
    }
    if (!choices(resolved).isEmpty()) {
      return sound(name, choices(resolved).get(0), known);
    }
    if (resolved.has("enum")) {
      return resolved.get("enum").get(0).asText();
    }
    return switch (resolved.path("type").asText()) {
      case "object" -> object(resolved, known);
      case "array" -> List.of();
      case "boolean" -> false;
      case "string" -> text(resolved);
      default -> null;
    };
  }

  private Map<String, @Nullable Object> object(JsonNode schema, Map<String, Object> known) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    for (JsonNode required : schema.path("required")) {
      String name = required.asText();
      object.put(name, sound(name, schema.at("/properties/" + name), known));
    }
    return object;
  }

  private static String text(JsonNode schema) {
    return switch (schema.path("title").asText()) {
      case "Quantity" -> "0x" + Long.toHexString(Math.max(1, schema.path("x-minimum").asLong()));
      case "Address" -> "0x" + "00".repeat(20);
      case "Hash" -> "0x" + "00".repeat(32);
      case "Wei" -> "1";
      case "Data" -> "0x00";
      default -> "a";
    };
  }
}
