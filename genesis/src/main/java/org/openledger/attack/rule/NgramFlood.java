package org.openledger.attack.rule;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.openledger.attack.search.Dial;
import org.openledger.attack.search.Settings;
import org.openledger.attack.search.Trial;

/** Files every n-gram of a text, each as a document, after everybody else. */
final class NgramFlood extends RuleAttack {

  NgramFlood(List<Ground> grounds) {
    super(
        grounds,
        "ngram-flood",
        "files every n-gram of others' texts, of unfiled ones or of the answer itself",
        "T1, steps 3 and 4",
        new Dial("n", 1, 64),
        new Dial("stride", 1, 8),
        new Dial("source", 0, 2),
        new Dial("identities", 1, 64));
  }

  @Override
  Trial play(World world, Settings settings, SplittableRandom random) {
    int[] output = world.filedAnswer(random, world.documents(random, 6));
    int[] source =
        switch (settings.of("source")) {
          case 0 -> world.document(random);
          case 1 -> Tokens.any(random, world.unfiled());
          default -> output;
        };
    int n = Math.min(source.length, settings.of("n"));
    List<Filing> flood = new ArrayList<>();
    int tokens = 0;
    for (int begin = 0;
        begin + n <= source.length && tokens < MOST_TOKENS;
        begin += settings.of("stride")) {
      int number = flood.size();
      int[] ngram = Arrays.copyOfRange(source, begin, begin + n);
      int payee = world.authors() + number % settings.of("identities");
      flood.add(new Filing(world.later(number), payee, List.of(ngram)));
      tokens += n;
    }
    return filedLast(world, output, flood);
  }
}
