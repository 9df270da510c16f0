package org.openledger.attribution.segment;

import java.util.SplittableRandom;

/** Texts that are hard to sort, each in its own way. */
final class TextShapes {
  private TextShapes() {}

  /** One of all shapes. */
  static int[] any(SplittableRandom random, int length, int alphabet) {
    return switch (random.nextInt(10)) {
      case 0 -> edited(random, same(length), alphabet);
      case 1 -> edited(random, periodic(length, 1 + random.nextInt(alphabet)), alphabet);
      case 2 -> alphabet < 2 ? same(length) : edited(random, fibonacci(length), alphabet);
      case 3 -> repeated(random, length, alphabet);
      case 4 -> copies(random, length, alphabet, 1 + random.nextInt(40));
      case 5 -> ramps(random, length, alphabet);
      case 6 -> runs(random, length, alphabet);
      case 7 -> copies(random, length, Math.min(alphabet, 3), 1 + random.nextInt(10));
      default -> random(random, length, alphabet);
    };
  }

  static int[] same(int length) {
    return new int[length];
  }

  static int[] periodic(int length, int period) {
    int[] text = new int[length];
    for (int i = 0; i < length; i++) {
      text[i] = i % period;
    }
    return text;
  }

  static int[] fibonacci(int length) {
    int[] text = new int[length];
    int a = 1;
    int b = 2;
    if (length > 1) {
      text[1] = 1;
    }
    while (b < length) {
      System.arraycopy(text, 0, text, b, Math.min(a, length - b));
      int sum = a + b;
      a = b;
      b = sum;
    }
    return text;
  }

  static int[] random(SplittableRandom random, int length, int alphabet) {
    int[] text = new int[length];
    for (int i = 0; i < length; i++) {
      text[i] = random.nextInt(alphabet);
    }
    return text;
  }

  /** Copies of a few documents, with a separator behind each. */
  static int[] copies(SplittableRandom random, int length, int alphabet, int documentLength) {
    int[] documents = random(random, 3 * documentLength, alphabet);
    int[] text = new int[length];
    for (int at = 0; at < length; at += documentLength + 1) {
      int document = random.nextInt(3) * documentLength;
      System.arraycopy(documents, document, text, at, Math.min(documentLength, length - at));
    }
    return text;
  }

  private static int[] repeated(SplittableRandom random, int length, int alphabet) {
    int period = 1 + random.nextInt(7);
    int[] text = random(random, length, alphabet);
    for (int i = period; i < length; i++) {
      text[i] = text[i - period];
    }
    return text;
  }

  /** Long ascents and descents: LMS substrings without bound. */
  private static int[] ramps(SplittableRandom random, int length, int alphabet) {
    int[] text = new int[length];
    int step = 1;
    for (int i = 1; i < length; i++) {
      if (random.nextInt(30) == 0) {
        step = 1 - random.nextInt(3);
      }
      text[i] = Math.clamp(text[i - 1] + step, 0, alphabet - 1);
    }
    return text;
  }

  private static int[] runs(SplittableRandom random, int length, int alphabet) {
    int[] text = random(random, length, alphabet);
    int longest = 1 + random.nextInt(60);
    for (int at = 1; at < length; at++) {
      if (random.nextInt(longest) != 0) {
        text[at] = text[at - 1];
      }
    }
    return text;
  }

  private static int[] edited(SplittableRandom random, int[] text, int alphabet) {
    for (int edits = text.length == 0 ? 0 : random.nextInt(4); edits > 0; edits--) {
      text[random.nextInt(text.length)] = random.nextInt(alphabet);
    }
    return text;
  }
}
