package org.openledger.node.rpc;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An object of an answer: a named schema and how its members are taken from a value.
 *
 * @param <T> the value
 */
public final class ObjectType<T> implements OutputType<T> {

  private record Member<T, V>(
      String name, OutputType<V> type, String description, Function<? super T, V> value) {

    @Nullable Object write(T whole) {
      return type.write(value.apply(whole));
    }
  }

  private final String name;
  private final String description;
  private final List<Member<T, ?>> members = new ArrayList<>();

  private ObjectType(String name, String description) {
    this.name = name;
    this.description = description;
  }

  /**
   * An object without members.
   *
   * @param name of its schema: unique in the API
   * @param description what it is, a sentence without a full stop
   */
  public static <T> ObjectType<T> of(String name, String description) {
    return new ObjectType<>(name, description);
  }

  /** The object with one more member. */
  public <V> ObjectType<T> with(
      String member, OutputType<V> type, String about, Function<? super T, V> value) {
    ObjectType<T> longer = new ObjectType<>(name, description);
    longer.members.addAll(members);
    longer.members.add(new Member<>(member, type, about, value));
    return longer;
  }

  /** The object with all members of another, taken from a part of the value. */
  public <P> ObjectType<T> including(ObjectType<P> other, Function<? super T, P> part) {
    ObjectType<T> longer = new ObjectType<>(name, description);
    longer.members.addAll(members);
    other.members.forEach(member -> longer.members.add(moved(member, part)));
    return longer;
  }

  private static <T, P, V> Member<T, V> moved(Member<P, V> member, Function<? super T, P> part) {
    return new Member<>(
        member.name(),
        member.type(),
        member.description(),
        whole -> member.value().apply(part.apply(whole)));
  }

  /** The object, or nothing. */
  public OutputType<Optional<T>> orNull() {
    return JsonTypes.optional(this);
  }

  @Override
  public Map<String, Object> schema(Components components) {
    return components.refer(name, () -> object(components));
  }

  @Override
  public Map<String, Object> write(T value) {
    Map<String, Object> json = new LinkedHashMap<>();
    members.forEach(member -> json.put(member.name(), member.write(value)));
    return json;
  }

  private Map<String, Object> object(Components components) {
    Map<String, Object> properties = new LinkedHashMap<>();
    for (Member<T, ?> member : members) {
      Map<String, Object> described =
          Schemas.described(member.type().schema(components), member.description());
      if (properties.put(member.name(), described) != null) {
        throw new IllegalStateException(name + " has two members " + member.name());
      }
    }
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("title", name);
    schema.put("description", description);
    schema.put("type", "object");
    schema.put("properties", properties);
    schema.put("required", List.copyOf(properties.keySet()));
    schema.put("additionalProperties", false);
    return schema;
  }
}
