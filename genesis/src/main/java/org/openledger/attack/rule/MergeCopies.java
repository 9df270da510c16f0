package org.openledger.attack.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.openledger.attack.search.Dial;
import org.openledger.attack.search.Settings;
import org.openledger.attack.search.Trial;

/** Files one document made of pieces of many, joined as an answer joins them. */
final class MergeCopies extends RuleAttack {

  MergeCopies(List<Ground> grounds) {
    super(
        grounds,
        "merge-copies",
        "files pieces of many authors as one document, so that it holds longer spans than any",
        "T1, steps 3 and 4",
        new Dial("pieces", 1, 16),
        new Dial("share ‰", 1, 1_000),
        new Dial("whole answer", 0, 1));
  }

  @Override
  Trial play(World world, Settings settings, SplittableRandom random) {
    // The model says what spans the joints: the best that can happen to the attacker.
    List<int[]> documents = world.documents(random, settings.of("pieces"));
    int[] output = world.filedAnswer(random, documents);
    List<int[]> pieces = new ArrayList<>();
    int tokens = 0;
    for (int i = 0; i < settings.of("pieces") && tokens < MOST_TOKENS; i++) {
      pieces.add(Tokens.share(random, output, settings.of("share ‰")));
      pieces.add(Tokens.share(random, Tokens.any(random, documents), settings.of("share ‰")));
      tokens += pieces.getLast().length + pieces.get(pieces.size() - 2).length;
    }
    if (settings.of("whole answer") == 1) {
      pieces.add(output);
    }
    int[] merged = Tokens.joined(pieces);
    return filedLast(
        world, output, List.of(new Filing(world.later(0), world.authors(), List.of(merged))));
  }
}
