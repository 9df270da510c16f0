package org.openledger.attack.rule;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.openledger.attack.search.Dial;
import org.openledger.attack.search.Settings;
import org.openledger.attack.search.Trial;

/** Is the first to file every phrase that is too short or too common to count. */
final class CommonPhrases extends RuleAttack {

  CommonPhrases(List<Ground> grounds) {
    super(
        grounds,
        "common-phrases",
        "files before everybody the longest phrases of the answer that do not count, one a"
            + " document",
        "steps 2 and 3",
        new Dial("phrases", 1, 512),
        new Dial("shorter by", 0, 8),
        new Dial("identities", 1, 64));
  }

  @Override
  Trial play(World world, Settings settings, SplittableRandom random) {
    int[] output = world.answer(random);
    List<int[]> phrases = notCounting(world, output, settings.of("shorter by"));
    List<Filing> filed = new ArrayList<>();
    int identities = settings.of("identities");
    int start = random.nextInt(phrases.size());
    for (int i = 0; i < Math.min(settings.of("phrases"), phrases.size()); i++) {
      int[] phrase = phrases.get((start + i) % phrases.size());
      filed.add(new Filing(i, world.authors() + i % identities, List.of(phrase)));
    }
    return filed(world, output, filed, 0);
  }

  /** From each token on the longest row that does not count, cut by some tokens. */
  static List<int[]> notCounting(World world, int[] output, int shorter) {
    int[] weights = world.weights(output);
    List<int[]> phrases = new ArrayList<>();
    for (int begin = 0; begin < output.length; begin++) {
      int end = begin;
      long weight = 0;
      while (end < output.length
          && !world.parameters().counts(end + 1 - begin, weight + weights[end])) {
        weight += weights[end++];
      }
      phrases.add(Arrays.copyOfRange(output, begin, Math.max(begin, end - shorter)));
    }
    return phrases;
  }
}
