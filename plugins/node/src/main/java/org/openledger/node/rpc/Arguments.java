package org.openledger.node.rpc;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openledger.node.chain.StateView;

/** The values of a request's parameters, or of an object's members. */
public final class Arguments {

  private final List<Object> asked;
  private final Map<Parameter<?>, Object> values;

  private final List<StateView> states = new ArrayList<>();

  private Arguments(List<Object> asked, Map<Parameter<?>, Object> values) {
    this.asked = asked;
    this.values = values;
  }

  /** Reads positional parameters. */
  static Arguments positional(
      String method, List<Parameter<?>> parameters, List<@Nullable Object> given)
      throws RpcException {
    if (given.size() > parameters.size()) {
      throw RpcFailure.parameter(
          "params", "expected at most " + parameters.size() + " parameters, got " + given.size());
    }
    Map<Parameter<?>, Object> values = new HashMap<>();
    List<Object> asked = new ArrayList<>();
    asked.add(method);
    for (int i = 0; i < parameters.size(); i++) {
      Parameter<?> parameter = parameters.get(i);
      Object json = i < given.size() ? given.get(i) : null;
      values.put(parameter, parameter.read(json, parameter.name()));
      // One query has many pages; a text that is left out and one that is null are the same.
      asked.add(parameter == PageRequest.PAGE || json == null ? "" : json);
    }
    return new Arguments(asked, values);
  }

  /** Takes the members of an object. */
  static Arguments members(Map<Parameter<?>, Object> values) {
    return new Arguments(List.of(), values);
  }

  /**
   * The value of a parameter.
   *
   * @throws IllegalArgumentException where the method does not have it
   */
  @SuppressWarnings("unchecked") // Each value was read by its own parameter.
  public <T> T get(Parameter<T> parameter) {
    Object value = values.get(parameter);
    if (value == null) {
      throw new IllegalArgumentException("the method has no parameter " + parameter.name());
    }
    return (T) value;
  }

  void closeAtEnd(StateView state) {
    states.add(state);
  }

  void close() {
    states.forEach(StateView::close);
  }

  /** What tells this query from all others, whichever page is asked for. */
  String query() {
    return Json.sorted(asked);
  }
}
