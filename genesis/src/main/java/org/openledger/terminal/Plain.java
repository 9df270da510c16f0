package org.openledger.terminal;

/** Text of the corpus made safe for a terminal. */
public final class Plain {

  private static final char REPLACEMENT = '\uFFFD';

  private Plain() {}

  /** Replaces control characters, but for line ends and tabs: they could command the terminal. */
  public static String text(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      plain.append(Character.isISOControl(c) && c != '\n' && c != '\t' ? REPLACEMENT : c);
    }
    return plain.toString();
  }

  /** A name on one line. */
  public static String name(String name) {
    return text(name).replace('\n', ' ').replace('\t', ' ');
  }
}
