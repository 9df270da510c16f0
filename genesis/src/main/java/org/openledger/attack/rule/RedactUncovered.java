package org.openledger.attack.rule;

import java.util.List;
import java.util.SplittableRandom;
import org.openledger.attack.search.Dial;
import org.openledger.attack.search.Settings;
import org.openledger.attack.search.Trial;
import org.openledger.attribution.content.TokenPacking;
import org.openledger.attribution.rule.Owners;

/** A gateway redacts tokens that nobody owns. */
final class RedactUncovered extends RuleAttack {

  RedactUncovered(List<Ground> grounds) {
    super(
        grounds,
        "redact-uncovered",
        "a gateway redacts tokens that nobody owns, to move somebody's pay",
        "T5",
        new Dial("share ‰", 1, 1_000));
  }

  @Override
  Trial play(World world, Settings settings, SplittableRandom random) {
    int[] output = world.answer(random);
    Payout before = world.pay(output);
    int[] redacted = output.clone();
    for (int i = 0; i < redacted.length; i++) {
      if (before.owners()[i] == Owners.NONE && random.nextInt(1_000) < settings.of("share ‰")) {
        redacted[i] = TokenPacking.REDACTED;
      }
    }
    Payout after = world.pay(redacted);
    int authors = world.authors();
    return new Trial(before.lossSince(after, authors), 0, after.lossSince(before, authors), 0, 0);
  }
}
