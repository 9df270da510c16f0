package org.openledger.besu;

import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;

/** What this node was asked over JSON-RPC since its start, by method of ours. */
final class RpcCounts {

  /** Of one method. */
  static final class Method {
    final LongAdder requests = new LongAdder();
    final LongAdder errors = new LongAdder();
    final LongAdder nanos = new LongAdder();
  }

  private final SortedMap<String, Method> methods = new TreeMap<>();

  RpcCounts(SortedSet<String> names) {
    names.forEach(name -> methods.put(name, new Method()));
  }

  /** By name. */
  SortedMap<String, Method> methods() {
    return Collections.unmodifiableSortedMap(methods);
  }

  /** Of a method that it was made for. */
  Method of(String name) {
    Method counts = methods.get(name);
    if (counts == null) {
      throw new IllegalArgumentException("no method " + name);
    }
    return counts;
  }
}
