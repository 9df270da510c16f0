package org.openledger.bench.soak;

import java.util.ArrayList;
import java.util.List;

/** What went wrong: how often, and the first of it in words. Any number of threads report. */
final class Findings {

  private static final int SHOWN = 20;
  private static final int LENGTH = 600;

  private final List<String> first = new ArrayList<>();
  private long untyped;
  private long wrong;

  /** An error that its method does not declare, or a fault of the node. */
  synchronized void untyped(String what) {
    untyped++;
    keep("not typed: " + what);
  }

  /** An answer that is not what it was before, or not what was asked for. */
  synchronized void wrong(String what) {
    wrong++;
    keep("wrong: " + what);
  }

  synchronized long untyped() {
    return untyped;
  }

  synchronized long wrong() {
    return wrong;
  }

  /** The first findings, a line each. */
  synchronized List<String> first() {
    return List.copyOf(first);
  }

  private void keep(String what) {
    if (first.size() < SHOWN) {
      first.add(what.length() > LENGTH ? what.substring(0, LENGTH) + "…" : what);
    }
  }
}
