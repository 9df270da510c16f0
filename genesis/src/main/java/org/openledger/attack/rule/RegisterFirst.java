package org.openledger.attack.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.openledger.attack.search.Dial;
import org.openledger.attack.search.Settings;
import org.openledger.attack.search.Trial;

/** Files before the authors what he did not write. */
final class RegisterFirst extends RuleAttack {

  RegisterFirst(List<Ground> grounds) {
    super(
        grounds,
        "register-first",
        "files others' texts before they do",
        "not claimed: who registers first earns; commons, bonds, review and slashing answer it",
        new Dial("documents", 1, 16),
        new Dial("share ‰", 1, 1_000));
  }

  @Override
  Trial play(World world, Settings settings, SplittableRandom random) {
    int[] output = world.answer(random);
    List<int[]> documents = new ArrayList<>();
    for (int i = 0; i < settings.of("documents"); i++) {
      int[] source = random.nextBoolean() ? output : world.document(random);
      documents.add(Tokens.share(random, source, settings.of("share ‰")));
    }
    int authors = world.authors();
    List<Filing> first = List.of(new Filing(0, authors, documents));
    Payout before = world.pay(output);
    Payout after = world.pay(output, first);
    return new Trial(
        after.wei(authors),
        world.payAlone(output, first).wei(authors),
        after.lossSince(before, authors),
        before.lossByTaking(after, authors),
        after.ownedFrom(authors));
  }
}
