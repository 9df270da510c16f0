package org.openledger.cli;

/**
 * What the standard streams are connected to. The launcher looks and says, because Java cannot tell
 * the streams apart; without the launcher they count as files.
 */
final class Terminal {

  private Terminal() {}

  /** Whether to write colours to the standard output. */
  static boolean colours(boolean always, boolean never) {
    String refused = System.getenv("NO_COLOR");
    boolean wanted = refused == null || refused.isEmpty();
    boolean able =
        Boolean.getBoolean("openledger.terminal.out") && !"dumb".equals(System.getenv("TERM"));
    return always || (!never && wanted && able);
  }

  /** Whether the standard error output is a terminal. */
  static boolean errors() {
    return Boolean.getBoolean("openledger.terminal.err");
  }
}
