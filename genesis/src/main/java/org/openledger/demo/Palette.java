package org.openledger.demo;

import java.util.List;

/**
 * Tells contributors apart: by colours where the terminal has them, by letters where not.
 *
 * @param colour whether to write ANSI colours
 */
public record Palette(boolean colour) {

  private static final List<Integer> COLOURS =
      List.of(32, 36, 33, 35, 34, 31, 92, 96, 93, 95, 94, 91);
  private static final int LETTERS = 26;
  private static final String ESCAPE = "\u001b[";
  private static final String RESET = ESCAPE + "0m";

  /** The letter of a contributor: A … Z, AA … */
  String letter(int contributor) {
    String last = String.valueOf((char) ('A' + contributor % LETTERS));
    return contributor < LETTERS ? last : letter(contributor / LETTERS - 1) + last;
  }

  /** A contributor's tokens; a colour ends and begins again at each line's end. */
  String mark(int contributor, String text) {
    return colour
        ? paint(contributor, text.replace("\n", RESET + "\n" + code(contributor)))
        : "[" + letter(contributor) + ">" + text + "<" + letter(contributor) + "]";
  }

  /** A text in a contributor's colour; as it is where there are no colours. */
  String paint(int contributor, String text) {
    return colour ? code(contributor) + text + RESET : text;
  }

  /** A heading. */
  public String heading(String text) {
    return colour ? ESCAPE + "1m" + text + RESET : text;
  }

  private static String code(int contributor) {
    // Past twelve contributors the colours come again, underlined.
    String line = contributor / COLOURS.size() % 2 == 1 ? "4;" : "";
    return ESCAPE + line + COLOURS.get(contributor % COLOURS.size()) + "m";
  }
}
