package org.openledger.attack.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.openledger.attack.search.Dial;
import org.openledger.attack.search.Settings;
import org.openledger.attack.search.Trial;

/** Files the same documents again and again, under many names. */
final class DuplicateFlood extends RuleAttack {

  DuplicateFlood(List<Ground> grounds) {
    super(
        grounds,
        "duplicate-flood",
        "files one document of another many times, under many names",
        "T2, T1",
        new Dial("copies", 1, 256),
        new Dial("identities", 1, 64),
        new Dial("share ‰", 1, 1_000));
  }

  @Override
  Trial play(World world, Settings settings, SplittableRandom random) {
    int[] victim = world.document(random);
    int[] output = world.answer(random, List.of(world.document(random), victim, victim));
    int identities = settings.of("identities");
    List<Filing> flood = new ArrayList<>();
    int tokens = 0;
    for (int i = 0; i < settings.of("copies") && tokens < MOST_TOKENS; i++) {
      int[] copy = Tokens.share(random, victim, settings.of("share ‰"));
      tokens += copy.length;
      flood.add(new Filing(world.later(i), world.authors() + i % identities, List.of(copy)));
    }
    return copied(world, output, flood);
  }
}
