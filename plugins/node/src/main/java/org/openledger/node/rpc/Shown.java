package org.openledger.node.rpc;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A wrong value in the words of an error: short, whatever came. */
final class Shown {

  private static final int LENGTH = 40;

  private Shown() {}

  static String of(@Nullable Object json) {
    return switch (json) {
      case null -> "got nothing";
      case String text when text.length() > LENGTH ->
          "got a string of " + text.length() + " characters";
      case String text -> "got \"" + text.replaceAll("\\p{Cntrl}", "?") + "\"";
      case List<?> list -> "got an array of " + list.size();
      case Map<?, ?> map -> "got an object";
      case Boolean flag -> "got " + flag;
      case Number number -> {
        String text = number.toString();
        yield text.length() > LENGTH ? "got a long number" : "got " + text;
      }
      default -> "got something else";
    };
  }
}
