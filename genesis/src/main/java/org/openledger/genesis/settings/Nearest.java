package org.openledger.genesis.settings;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The known name that a mistyped one was probably meant to be. */
final class Nearest {

  private static final int SHORTEST = 3;

  private Nearest() {}

  /** Of the names at most a third of whose letters differ, the one that differs least. */
  static Optional<String> to(String typed, Collection<String> known) {
    String best = null;
    int least = Integer.MAX_VALUE;
    for (String name : known) {
      int distance = distance(typed.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT));
      if (distance < least && 3 * distance <= Math.max(typed.length(), name.length()) + 2) {
        best = name;
        least = distance;
      }
    }
    return Optional.ofNullable(best).or(() -> beginning(typed, known));
  }

  /** The only name that goes on where the typed one stops. */
  private static Optional<String> beginning(String typed, Collection<String> known) {
    List<String> longer = known.stream().filter(name -> name.startsWith(typed)).toList();
    return typed.length() >= SHORTEST && longer.size() == 1
        ? Optional.of(longer.getFirst())
        : Optional.empty();
  }

  /** A hint to follow a complaint; empty where nothing is near. */
  static String hint(String typed, Collection<String> known) {
    return to(typed, known).map(name -> ": did you mean " + name + "?").orElse("");
  }

  /** Levenshtein's distance: letters to insert, delete or replace; neighbours swapped count one. */
  private static int distance(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        d[i][j] = Math.min(d[i - 1][j - 1] + change, Math.min(d[i - 1][j], d[i][j - 1]) + 1);
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        if (swapped) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }
}
