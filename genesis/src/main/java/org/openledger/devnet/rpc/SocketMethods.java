package org.openledger.devnet.rpc;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.openledger.devnet.rpc.Subscriptions.Kind;
import org.openledger.devnet.rpc.Subscriptions.Subscription;

/**
 * {@code eth_subscribe} and {@code eth_unsubscribe} of one socket. Its requests are answered one
 * after the other.
 */
final class SocketMethods {

  private final Subscriptions subscriptions;
  private final Subscriptions.Sink sink;
  private final List<Subscription> added = new ArrayList<>();

  SocketMethods(Subscriptions subscriptions, Subscriptions.Sink sink) {
    this.subscriptions = subscriptions;
    this.sink = sink;
  }

  /** The methods by name. */
  Map<String, RpcMethod> methods() {
    return Map.of(
        "eth_subscribe", params -> subscribe(new Params(params)),
        "eth_unsubscribe", params -> unsubscribe(new Params(params)));
  }

  /** To be called once an answer is on its way: no news may overtake it. */
  synchronized void answered() {
    added.forEach(subscriptions::start);
    added.clear();
  }

  private synchronized String subscribe(Params params) throws RpcError {
    JsonValue name = params.at(0, RpcFailure.INVALID_SUBSCRIPTION_PARAMS);
    Kind kind =
        switch (name.asText()) {
          case "newHeads" -> Kind.HEADS;
          case "logs" -> Kind.LOGS;
          case "newPendingTransactions" -> Kind.PENDING;
          case "syncing" -> Kind.SYNCING;
          default -> throw name.wrong("newHeads, logs, newPendingTransactions or syncing");
        };
    JsonValue options = params.at(1, RpcFailure.INVALID_SUBSCRIPTION_PARAMS);
    Subscription subscription = subscriptions.add(kind, filter(kind, options), full(options), sink);
    added.add(subscription);
    return subscription.id();
  }

  private static LogFilter filter(Kind kind, JsonValue options) throws RpcError {
    return kind == Kind.LOGS
        ? LogQuery.parse(options).filter()
        : new LogFilter(List.of(), List.of());
  }

  /** Besu's {@code includeTransactions}, or the boolean of other nodes. */
  private static boolean full(JsonValue options) throws RpcError {
    if (options.isNull()) {
      return false;
    }
    JsonValue full = options.isObject() ? options.field("includeTransactions") : options;
    return !full.isNull() && full.asBoolean();
  }

  private boolean unsubscribe(Params params) throws RpcError {
    String id = params.at(0, RpcFailure.INVALID_SUBSCRIPTION_PARAMS).asText();
    if (!subscriptions.remove(id, sink)) {
      throw RpcFailure.SUBSCRIPTION_NOT_FOUND.error();
    }
    return true;
  }
}
