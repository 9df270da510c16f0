package org.openledger.node.rpc;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The OpenRPC document of some methods, made from their declarations. */
public final class OpenRpc {

  private static final String VERSION = "1.3.2";

  private static final OutputType<Map<String, Object>> DOCUMENT =
      new OutputType<>() {
        @Override
        public Map<String, Object> schema(Components components) {
          Map<String, Object> schema = JsonTypes.typed("object");
          schema.put("title", "OpenRpcDocument");
          schema.put("description", "An OpenRPC " + VERSION + " document");
          schema.put("required", List.of("openrpc", "info", "methods"));
          return schema;
        }

        @Override
        public Object write(Map<String, Object> document) {
          return document;
        }
      };

  private OpenRpc() {}

  /** The method that serves the document of all methods. */
  static RpcMethod discover(Supplier<SortedMap<String, RpcMethod>> methods) {
    return RpcMethod.named(
            "openledger_discover", "This API as an OpenRPC document, generated from its methods.")
        .answers("document", DOCUMENT, arguments -> document(methods.get().values()));
  }

  /** The document of methods. */
  public static Map<String, Object> document(Collection<RpcMethod> methods) {
    Components components = new Components();
    List<Object> described = new ArrayList<>();
    methods.forEach(method -> described.add(method(method, components)));
    Map<String, Object> info = new LinkedHashMap<>();
    info.put("title", "OpenLedger");
    info.put(
        "description",
        "Queries of a node of an OpenLedger network. Parameters are positional. Writes happen by"
            + " transactions only.");
    info.put("version", "1");
    info.put("license", Map.of("name", "Apache-2.0"));
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("openrpc", VERSION);
    document.put("info", info);
    document.put("methods", described);
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("schemas", components.schemas());
    all.put("errors", errors());
    document.put("components", all);
    return document;
  }

  private static Map<String, Object> method(RpcMethod method, Components components) {
    List<Object> parameters = new ArrayList<>();
    for (Parameter<?> parameter : method.parameters()) {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("name", parameter.name());
      json.put("description", parameter.description());
      json.put("required", parameter.isRequired());
      json.put("schema", schema(parameter, components));
      parameters.add(json);
    }
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("name", method.resultName());
    result.put("schema", method.resultType().schema(components));
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", method.name());
    json.put("summary", method.summary());
    json.put("paramStructure", "by-position");
    json.put("params", parameters);
    json.put("result", result);
    json.put(
        "errors",
        method.failures().stream()
            .map(failure -> Map.of("$ref", "#/components/errors/" + failure.name()))
            .toList());
    return json;
  }

  /** What may be left out at the end may be null before another parameter. */
  private static Map<String, Object> schema(Parameter<?> parameter, Components components) {
    Map<String, Object> schema = parameter.type().requestSchema(components);
    return parameter.isRequired() ? schema : JsonTypes.orNull(schema);
  }

  private static SortedMap<String, Object> errors() {
    SortedMap<String, Object> errors = new TreeMap<>();
    for (RpcFailure failure : RpcFailure.values()) {
      Map<String, Object> error = new LinkedHashMap<>();
      error.put("code", failure.code());
      error.put("message", failure.name() + ": " + failure.remedy());
      errors.put(failure.name(), error);
    }
    return errors;
  }
}
