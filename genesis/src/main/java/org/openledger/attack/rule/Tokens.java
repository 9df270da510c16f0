package org.openledger.attack.rule;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.SplittableRandom;

/** Cuts and joins rows of tokens. */
final class Tokens {

  private Tokens() {}

  static int[] joined(Collection<int[]> parts) {
    return parts.stream().flatMapToInt(Arrays::stream).toArray();
  }

  /** A piece of at most so many tokens, often up to the end or from the begin on. */
  static int[] piece(SplittableRandom random, int[] text, int longest) {
    if (text.length == 0) {
      return text;
    }
    int length = 1 + random.nextInt(Math.min(longest, text.length));
    int begin =
        switch (random.nextInt(4)) {
          case 0 -> 0;
          case 1 -> text.length - length;
          default -> random.nextInt(text.length - length + 1);
        };
    return Arrays.copyOfRange(text, begin, begin + length);
  }

  /** A piece of so many thousandths of a text, at least one token. */
  static int[] share(SplittableRandom random, int[] text, int thousandths) {
    int length =
        Math.min(text.length, Math.max(1, (int) (text.length * (long) thousandths / 1_000)));
    int begin = random.nextInt(text.length - length + 1);
    return Arrays.copyOfRange(text, begin, begin + length);
  }

  /** Any of some texts. */
  static int[] any(SplittableRandom random, List<int[]> texts) {
    return texts.get(random.nextInt(texts.size()));
  }

  /** A row repeated or cut to a length; nothing of nothing. */
  static int[] fill(int[] text, int length) {
    int[] filled = new int[text.length == 0 ? 0 : length];
    for (int i = 0; i < filled.length; i++) {
      filled[i] = text[i % text.length];
    }
    return filled;
  }
}
