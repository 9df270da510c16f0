package org.openledger.genesis.settings;

import java.util.ArrayList;
import java.util.List;

/** Collects problems, so that a reader hears of all of them at once. */
final class Problems {

  private final List<Problem> list = new ArrayList<>();

  void add(String path, String message) {
    list.add(new Problem(path, message));
  }

  boolean isEmpty() {
    return list.isEmpty();
  }

  List<Problem> list() {
    return List.copyOf(list);
  }
}
