package org.openledger.node.rpc;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All methods of a node, answered within its limits, and {@code openledger_discover}, which tells
 * of them. Any number of threads call.
 */
public final class RpcMethods {

  private static final Logger LOG = LoggerFactory.getLogger(RpcMethods.class);

  private final SortedMap<String, RpcMethod> methods = new TreeMap<>();
  private final QueryLimits limits;
  private final Semaphore places;

  /**
   * @param declared all methods but {@code openledger_discover}
   */
  public RpcMethods(List<RpcMethod> declared, QueryLimits limits) {
    this.limits = limits;
    this.places = new Semaphore(limits.concurrency());
    List<RpcMethod> all = new ArrayList<>(declared);
    all.add(OpenRpc.discover(() -> methods));
    for (RpcMethod method : all) {
      if (methods.put(method.name(), method) != null) {
        throw new IllegalArgumentException("two methods " + method.name());
      }
    }
  }

  /** Their names. */
  public SortedSet<String> names() {
    return Collections.unmodifiableSortedSet(new TreeSet<>(methods.keySet()));
  }

  /** All methods, by name. */
  public SortedMap<String, RpcMethod> methods() {
    return Collections.unmodifiableSortedMap(methods);
  }

  /**
   * Answers one request.
   *
   * @param params JSON values as null, Boolean, Number, String, List, Map
   * @return the result as such values
   */
  public @Nullable Object call(String name, List<@Nullable Object> params) throws RpcException {
    RpcMethod method = methods.get(name);
    if (method == null) {
      throw new IllegalArgumentException("no method " + name);
    }
    if (!taken()) {
      throw RpcFailure.NODE_BUSY.because(
          "The node answers " + limits.concurrency() + " questions already");
    }
    try {
      return method.call(params);
    } catch (RuntimeException | Error e) {
      // Also an Error: on some hosts it would end the thread that serves everybody.
      LOG.error("OL-350 {} failed", name, e);
      throw RpcFailure.INTERNAL_ERROR.because("Internal error: " + e.getClass().getSimpleName());
    } finally {
      places.release();
    }
  }

  private boolean taken() {
    try {
      return places.tryAcquire(limits.patience().toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
