package org.openledger.attack.rule;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.openledger.attack.search.Dial;
import org.openledger.attack.search.Settings;
import org.openledger.attack.search.Trial;

/** An author shares one document out to many names of his, at its place in the order. */
final class Split extends RuleAttack {

  Split(List<Ground> grounds) {
    super(
        grounds,
        "split",
        "an author files one document in parts, under many names, instead of whole under one",
        "T3",
        new Dial("identities", 1, 64),
        new Dial("overlap", 0, 64),
        new Dial("random cuts", 0, 1));
  }

  @Override
  Trial play(World world, Settings settings, SplittableRandom random) {
    List<Filing> paid = world.filings().stream().filter(f -> f.payee() >= 0).toList();
    Filing whole = paid.get(random.nextInt(paid.size()));
    List<int[]> kept = new ArrayList<>(whole.documents());
    int[] document = kept.remove(random.nextInt(kept.size()));
    int[] output = world.answer(random, List.of(document, world.document(random), document));
    List<Filing> filed = new ArrayList<>();
    if (!kept.isEmpty()) {
      filed.add(new Filing(whole.order(), whole.payee(), kept));
    }
    int identities = settings.of("identities");
    for (int k = 0; k < identities; k++) {
      filed.add(
          new Filing(
              whole.order() + 1 + k,
              world.authors() + k,
              List.of(part(document, k, settings, random))));
    }
    Payout one = world.pay(output);
    Payout many = world.without(whole).pay(output, filed);
    long joint = many.wei(whole.payee()) + many.weiFrom(world.authors());
    long loss = 0;
    for (int payee = 0; payee < world.authors(); payee++) {
      loss += payee == whole.payee() ? 0 : Math.max(0, one.wei(payee) - many.wei(payee));
    }
    return new Trial(joint - one.wei(whole.payee()), 0, loss, 0, many.ownedFrom(world.authors()));
  }

  private static int[] part(int[] document, int k, Settings settings, SplittableRandom random) {
    if (settings.of("random cuts") == 1) {
      return Tokens.piece(random, document, document.length);
    }
    int identities = settings.of("identities");
    int begin = (int) ((long) document.length * k / identities);
    int end = (int) ((long) document.length * (k + 1) / identities);
    return Arrays.copyOfRange(
        document,
        Math.max(0, begin - settings.of("overlap")),
        Math.min(document.length, end + settings.of("overlap")));
  }
}
