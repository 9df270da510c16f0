package org.openledger.attack.rule;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.openledger.attack.search.Dial;
import org.openledger.attack.search.Settings;
import org.openledger.attack.search.Trial;

/** Floods the corpus with a victim's rare words so that they become common and pay less. */
final class RarityGriefing extends RuleAttack {

  RarityGriefing(List<Ground> grounds) {
    super(
        grounds,
        "rarity-griefing",
        "floods the corpus with a victim's rarest words, first or last, to make them common",
        "step 1 (the table never follows the corpus), T1",
        new Dial("copies", 1, 256),
        new Dial("words", 1, 32),
        new Dial("first", 0, 1));
  }

  @Override
  Trial play(World world, Settings settings, SplittableRandom random) {
    int[] victim = world.document(random);
    int[] output = world.answer(random, List.of(victim, world.document(random), victim));
    boolean first = settings.of("first") == 1;
    int[] rare = rarest(world, victim, settings.of("words"));
    List<Filing> flood = new ArrayList<>();
    int tokens = 0;
    for (int i = 0; i < settings.of("copies") && tokens < MOST_TOKENS; i++) {
      List<int[]> documents = first ? CommonPhrases.notCounting(world, rare, 0) : List.of(rare);
      documents = documents.subList(0, Math.min(4, documents.size()));
      tokens += documents.stream().mapToInt(document -> document.length).sum() + 1;
      flood.add(new Filing(first ? i : world.later(i), world.authors(), documents));
    }
    // A griefer gains what others lose; what he earns besides is for ngram-flood to bound.
    int authors = world.authors();
    Payout after = world.pay(output, flood);
    long loss = after.lossSince(world.pay(output), authors);
    return new Trial(loss, 0, loss, 0, after.ownedFrom(authors));
  }

  /** The stretch of a text around its heaviest token. */
  private static int[] rarest(World world, int[] text, int words) {
    int[] weights = world.weights(text);
    int at = 0;
    for (int i = 0; i < weights.length; i++) {
      at = weights[i] > weights[at] ? i : at;
    }
    int begin = Math.max(0, at - words / 2);
    return Arrays.copyOfRange(text, begin, Math.min(text.length, begin + words));
  }
}
