package org.openledger.attack.text;

import java.util.SplittableRandom;

/** Sentences out of a generator: common words by Zipf's law, made-up rare ones, set phrases. */
public final class Sentences {
  private static final String[] COMMON =
      ("the of and to in a is that for it as was with be by on not he this are or his from at which"
              + " but have an they you had were there one all we can her has their been if more when"
              + " will would who so no")
          .split(" ", -1);
  private static final String[] PHRASES = {
    "on the other hand",
    "as a result of",
    "in accordance with",
    "at the end of the day",
    "for the purposes of this section",
    "without limiting the foregoing"
  };
  private static final String[] SYLLABLES =
      "ba ke li mo nu ra se ti vo zu lan mer nos pil tak dor fen gul hin jas".split(" ", -1);

  private Sentences() {}

  /** Text of about so many characters. */
  public static String text(SplittableRandom random, int characters) {
    StringBuilder text = new StringBuilder();
    while (text.length() < characters) {
      int words = 6 + random.nextInt(14);
      for (int w = 0; w < words; w++) {
        text.append(w == 0 ? "" : " ").append(word(random));
      }
      text.append(". ");
    }
    return text.toString();
  }

  private static String word(SplittableRandom random) {
    int kind = random.nextInt(20);
    if (kind == 0) {
      return PHRASES[random.nextInt(PHRASES.length)];
    }
    if (kind < 13) {
      // Ranks by halving: nearly Zipf's law.
      int rank = COMMON.length;
      while (rank > 1 && random.nextInt(3) != 0) {
        rank = 1 + random.nextInt(rank);
      }
      return COMMON[rank - 1];
    }
    StringBuilder made = new StringBuilder();
    for (int s = 2 + random.nextInt(3); s > 0; s--) {
      made.append(SYLLABLES[random.nextInt(SYLLABLES.length)]);
    }
    return made.toString();
  }
}
