package org.openledger.node.fuzz;

import java.util.Locale;

/**
 * What Jazzer calls, by the name that {@code -Dopenledger.fuzz.target} gives. Jazzer itself is no
 * dependency of the tests: {@code ./openledger test fuzz} brings it.
 */
public final class JazzerTarget {

  private static final Target TARGET =
      Target.valueOf(
          System.getProperty("openledger.fuzz.target", "evidence").toUpperCase(Locale.ROOT));

  private JazzerTarget() {}

  /** One input. */
  public static void fuzzerTestOneInput(byte[] input) {
    TARGET.accepts(input);
  }
}
