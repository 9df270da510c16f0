package org.openledger.attack.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.openledger.attack.search.Dial;
import org.openledger.attack.search.Settings;
import org.openledger.attack.search.Trial;

/** Files again what others have filed, whole or in pieces. */
final class Copy extends RuleAttack {

  Copy(List<Ground> grounds) {
    super(
        grounds,
        "copy",
        "files pieces of others' documents again, under one name",
        "T2, T1",
        new Dial("documents", 1, 16),
        new Dial("share ‰", 1, 1_000));
  }

  @Override
  Trial play(World world, Settings settings, SplittableRandom random) {
    int[] output = world.answer(random);
    List<int[]> copies = new ArrayList<>();
    for (int i = 0; i < settings.of("documents"); i++) {
      copies.add(Tokens.share(random, world.document(random), settings.of("share ‰")));
    }
    return copied(world, output, List.of(new Filing(world.later(0), world.authors(), copies)));
  }
}
