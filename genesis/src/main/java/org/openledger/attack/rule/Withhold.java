package org.openledger.attack.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.openledger.attack.search.Dial;
import org.openledger.attack.search.Settings;
import org.openledger.attack.search.Trial;

/** An author with two works files one of them only. */
final class Withhold extends RuleAttack {

  Withhold(List<Ground> grounds) {
    super(
        grounds,
        "withhold",
        "an author holds back one of his works in the hope that less pays more",
        "T4",
        new Dial("documents", 1, 8),
        new Dial("place", 0, 7),
        new Dial("share ‰", 1, 1_000));
  }

  @Override
  Trial play(World world, Settings settings, SplittableRandom random) {
    int payee = random.nextInt(world.authors());
    int[] output = world.answer(random);
    List<int[]> work = new ArrayList<>();
    for (int i = 0; i < settings.of("documents"); i++) {
      int[] source = random.nextBoolean() ? output : world.document(random);
      work.add(Tokens.share(random, source, settings.of("share ‰")));
    }
    long order = settings.of("place") * World.APART + 1;
    Payout with = world.pay(output, List.of(new Filing(order, payee, work)));
    return new Trial(world.pay(output).wei(payee) - with.wei(payee), 0, 0, 0, order);
  }
}
