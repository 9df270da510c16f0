package org.openledger.attribution.tokenizer;

/**
 * A text has a word or a gap, a run of nothing but letters, white space or other signs, that is too
 * long to tokenize: byte-pair merging takes each as a whole, so its time and memory are the
 * author's to choose. Digits are no such run.
 */
public final class UnbrokenTextException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private enum Kind {
    LETTERS,
    SPACE,
    DIGITS,
    SIGNS
  }

  private UnbrokenTextException(int at, int most) {
    super(
        "from character "
            + at
            + " on, the text has a word or gap of more than "
            + most
            + " characters");
  }

  /** Refuses a text that has a run of more than so many characters. */
  static void requireBreaks(String text, int most) {
    if (text.length() <= most) {
      return;
    }
    int begin = 0;
    Kind last = Kind.DIGITS;
    for (int at = 0; at < text.length(); ) {
      int symbol = text.codePointAt(at);
      Kind kind = kind(symbol);
      if (kind != last || kind == Kind.DIGITS) {
        begin = at;
        last = kind;
      }
      at += Character.charCount(symbol);
      if (at - begin > most) {
        throw new UnbrokenTextException(begin, most);
      }
    }
  }

  private static Kind kind(int symbol) {
    if (Character.isLetter(symbol)) {
      return Kind.LETTERS;
    }
    if (Character.isWhitespace(symbol) || Character.isSpaceChar(symbol)) {
      return Kind.SPACE;
    }
    return switch (Character.getType(symbol)) {
      case Character.DECIMAL_DIGIT_NUMBER, Character.LETTER_NUMBER, Character.OTHER_NUMBER ->
          Kind.DIGITS;
      default -> Kind.SIGNS;
    };
  }
}
