package org.openledger.precompile.machine;

/** Something happened that no state may show. */
final class Violation extends RuntimeException {

  private static final long serialVersionUID = 1;

  Violation(String what) {
    super(what);
  }

  static void unless(boolean holds, String what) {
    if (!holds) {
      throw new Violation(what);
    }
  }

  static void unlessEqual(Object expected, Object met, String what) {
    if (!expected.equals(met)) {
      throw new Violation(what + ": expected " + expected + ", met " + met);
    }
  }
}
