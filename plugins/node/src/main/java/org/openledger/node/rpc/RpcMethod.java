package org.openledger.node.rpc;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A JSON-RPC method with positional parameters: what it takes, gives and can fail with, and how it
 * is answered. Any number of threads call it.
 */
public final class RpcMethod {

  /** Answers a request. */
  @FunctionalInterface
  public interface Handler<R> {

    /**
     * @param arguments values of all declared parameters
     */
    R answer(Arguments arguments) throws RpcException;
  }

  private record Answer<R>(String name, OutputType<R> type, Handler<R> handler) {

    @Nullable Object to(Arguments arguments) throws RpcException {
      return type.write(handler.answer(arguments));
    }
  }

  private final String name;
  private final String summary;
  private final List<Parameter<?>> parameters;
  private final Set<RpcFailure> failures;
  private final Answer<?> answer;

  private RpcMethod(Declaration declaration, Answer<?> answer) {
    this.name = declaration.name;
    this.summary = declaration.summary;
    this.parameters = List.copyOf(declaration.parameters);
    this.failures = EnumSet.copyOf(declaration.failures);
    this.answer = answer;
  }

  /** A method that is being declared. */
  public static final class Declaration {

    private final String name;
    private final String summary;
    private final List<Parameter<?>> parameters = new ArrayList<>();
    private final EnumSet<RpcFailure> failures =
        EnumSet.of(RpcFailure.INVALID_PARAMS, RpcFailure.INTERNAL_ERROR, RpcFailure.NODE_BUSY);

    private Declaration(String name, String summary) {
      this.name = name;
      this.summary = summary;
    }

    /**
     * Adds parameters: those that may be left out behind those that may not, then {@link
     * BlockSelector#BLOCK}, then {@link PageRequest#PAGE}. The failures that these two bring along
     * are added.
     */
    public Declaration takes(Parameter<?>... more) {
      for (Parameter<?> parameter : more) {
        parameters.add(parameter);
        if (parameter == BlockSelector.BLOCK) {
          fails(
              RpcFailure.UNKNOWN_BLOCK,
              RpcFailure.PRUNED_STATE,
              RpcFailure.CONTRACTS_ABSENT,
              RpcFailure.NODE_STARTING,
              RpcFailure.LIMIT_EXCEEDED);
        }
        if (parameter == PageRequest.PAGE) {
          fails(RpcFailure.LIMIT_EXCEEDED, RpcFailure.STALE_CURSOR, RpcFailure.FORGED_CURSOR);
        }
      }
      return this;
    }

    /** Adds failures. */
    public Declaration fails(RpcFailure... more) {
      failures.addAll(List.of(more));
      return this;
    }

    /** The method. */
    public <R> RpcMethod answers(String result, OutputType<R> type, Handler<R> handler) {
      return new RpcMethod(this, new Answer<>(result, type, handler));
    }
  }

  /**
   * Begins the declaration of a method.
   *
   * @param name {@code openledger_} and letters and digits
   * @param summary one sentence
   */
  public static Declaration named(String name, String summary) {
    if (!name.matches("openledger_[a-zA-Z][a-zA-Z0-9]*")) {
      throw new IllegalArgumentException(name + " is not in the namespace openledger");
    }
    return new Declaration(name, summary);
  }

  public String name() {
    return name;
  }

  public String summary() {
    return summary;
  }

  /** Its parameters, in order. */
  public List<Parameter<?>> parameters() {
    return parameters;
  }

  /** All failures that it can end with. */
  public Set<RpcFailure> failures() {
    return failures;
  }

  /** What its result is called. */
  String resultName() {
    return answer.name();
  }

  /** How its result is written. */
  OutputType<?> resultType() {
    return answer.type();
  }

  /**
   * Answers one request.
   *
   * @param params JSON values as null, Boolean, Number, String, List, Map; empty where none were
   *     given
   * @return the result as such values
   */
  @Nullable Object call(List<@Nullable Object> params) throws RpcException {
    Arguments arguments = Arguments.positional(name, parameters, params);
    try {
      return answer.to(arguments);
    } finally {
      arguments.close();
    }
  }
}
