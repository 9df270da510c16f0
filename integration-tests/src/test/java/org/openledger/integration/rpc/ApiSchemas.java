package org.openledger.integration.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Requests and answers against the schemas of an OpenRPC document. */
final class ApiSchemas {

  private final JsonNode components;
  private final Map<String, JsonNode> methods = new TreeMap<>();

  ApiSchemas(JsonNode document) {
    components = document.get("components");
    document.get("methods").forEach(method -> methods.put(method.get("name").asText(), method));
  }

  /** What is wrong with the parameters of a request; empty where they are as declared. */
  List<String> wrongWith(String method, JsonNode params) {
    JsonNode declared = methods.get(method);
    if (declared == null) {
      return List.of("no method " + method);
    }
    List<String> wrong = new ArrayList<>();
    if (params.size() > declared.get("params").size()) {
      wrong.add("too many parameters");
    }
    for (int place = 0; place < declared.get("params").size(); place++) {
      JsonNode parameter = declared.get("params").get(place);
      JsonNode value = params.path(place);
      if (!value.isMissingNode()) {
        wrong.addAll(wrongWith(parameter.get("schema"), value));
      } else if (parameter.get("required").asBoolean()) {
        wrong.add(parameter.get("name").asText() + " is required");
      }
    }
    return wrong;
  }

  /** What is wrong with a result. */
  List<String> wrongWithResult(String method, JsonNode result) {
    return wrongWith(methods.get(method).at("/result/schema"), result);
  }

  private List<String> wrongWith(JsonNode schema, JsonNode value) {
    ObjectNode whole = schema.deepCopy();
    whole.set("components", components);
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
        .getSchema(whole)
        .validate(value)
        .stream()
        .map(Object::toString)
        .toList();
  }
}
