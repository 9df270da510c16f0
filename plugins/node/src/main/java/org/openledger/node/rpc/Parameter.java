package org.openledger.node.rpc;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A positional parameter of a method, or a member of an object that is one. Methods share the
 * constant; {@link Arguments#get} gives its value.
 *
 * @param <T> the type of its value
 */
public final class Parameter<T> {

  private final String name;
  private final String description;
  private final InputType<T> type;
  private final @Nullable T standard;
  private final boolean required;

  private Parameter(
      String name, String description, InputType<T> type, boolean required, @Nullable T standard) {
    this.name = name;
    this.description = description;
    this.type = type;
    this.required = required;
    this.standard = standard;
  }

  /** A parameter that every request has. */
  public static <T> Parameter<T> required(String name, InputType<T> type, String description) {
    return new Parameter<>(name, description, type, true, null);
  }

  /** A parameter that has a value where a request leaves it out or gives null. */
  public static <T> Parameter<T> optional(
      String name, InputType<T> type, T standard, String description) {
    return new Parameter<>(name, description, type, false, standard);
  }

  /** A parameter that a request may leave out or give as null. */
  public static <T> Parameter<Optional<T>> optional(
      String name, InputType<T> type, String description) {
    return new Parameter<>(name, description, new OptionalInput<>(type), false, Optional.empty());
  }

  public String name() {
    return name;
  }

  public String description() {
    return description;
  }

  public InputType<T> type() {
    return type;
  }

  public boolean isRequired() {
    return required;
  }

  T read(@Nullable Object json, String where) throws RpcException {
    if (json != null) {
      return type.read(json, where);
    }
    if (standard == null) {
      throw RpcFailure.parameter(where, "is required");
    }
    return standard;
  }
}
