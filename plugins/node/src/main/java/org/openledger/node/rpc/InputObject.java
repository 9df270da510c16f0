package org.openledger.node.rpc;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An object of a request. Its members are read as parameters are; any other member is refused, so
 * that a mistyped name shows.
 *
 * @param name of its schema
 * @param description what it is
 * @param members what it may hold
 */
public record InputObject(String name, String description, List<Parameter<?>> members)
    implements InputType<Arguments> {

  public InputObject {
    members = List.copyOf(members);
  }

  /** An object of these members. */
  public static InputObject of(String name, String description, Parameter<?>... members) {
    return new InputObject(name, description, List.of(members));
  }

  /** The object that says nothing; only where no member is required. */
  public Arguments empty() {
    try {
      return read(Map.of(), name);
    } catch (RpcException e) {
      throw new IllegalStateException(name + " has a required member", e);
    }
  }

  @Override
  public Map<String, Object> requestSchema(Components components) {
    return components.refer(name, () -> object(components));
  }

  @Override
  public Arguments read(@Nullable Object json, String where) throws RpcException {
    if (!(json instanceof Map<?, ?> object)) {
      throw RpcFailure.parameter(where, "expected an object, " + Shown.of(json));
    }
    List<String> names = members.stream().map(Parameter::name).toList();
    for (Object key : object.keySet()) {
      if (!(key instanceof String text) || !names.contains(text)) {
        throw RpcFailure.parameter(where, "expected members of " + names + ", " + Shown.of(key));
      }
    }
    Map<Parameter<?>, Object> values = new HashMap<>();
    for (Parameter<?> member : members) {
      values.put(member, member.read(object.get(member.name()), where + "." + member.name()));
    }
    return Arguments.members(values);
  }

  private Map<String, Object> object(Components components) {
    Map<String, Object> properties = new LinkedHashMap<>();
    List<String> required = new ArrayList<>();
    for (Parameter<?> member : members) {
      properties.put(
          member.name(),
          Schemas.described(member.type().requestSchema(components), member.description()));
      if (member.isRequired()) {
        required.add(member.name());
      }
    }
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("title", name);
    schema.put("description", description);
    schema.put("type", "object");
    schema.put("properties", properties);
    if (!required.isEmpty()) {
      schema.put("required", required);
    }
    schema.put("additionalProperties", false);
    return schema;
  }
}
