package org.openledger.attack.rule;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.openledger.attack.search.Dial;
import org.openledger.attack.search.Settings;
import org.openledger.attack.search.Trial;
import org.openledger.attribution.content.TokenPacking;

/** A gateway in league with an author redacts what others own. */
final class RedactRivals extends RuleAttack {

  RedactRivals(List<Ground> grounds) {
    super(
        grounds,
        "redact-rivals",
        "a gateway in league with a later author redacts rivals' tokens",
        "not claimed: the output alone cannot show it; the receipt and the dispute answer it",
        new Dial("redacted from ‰", 0, 999),
        new Dial("redacted ‰", 1, 500),
        new Dial("ally from ‰", 0, 999),
        new Dial("ally ‰", 1, 1_000));
  }

  @Override
  Trial play(World world, Settings settings, SplittableRandom random) {
    int[] output = world.answer(random);
    int[] copy = part(output, settings.of("ally from ‰"), settings.of("ally ‰"));
    int authors = world.authors();
    List<Filing> ally = List.of(new Filing(world.later(0), authors, List.of(copy)));
    Payout before = world.pay(output, ally);
    int[] redacted = output.clone();
    int begin = at(output, settings.of("redacted from ‰"));
    int length = part(output, settings.of("redacted from ‰"), settings.of("redacted ‰")).length;
    for (int i = begin; i < begin + length; i++) {
      redacted[i] = before.payees()[i] < authors ? TokenPacking.REDACTED : redacted[i];
    }
    Payout after = world.pay(redacted, ally);
    long alone = world.payAlone(output, ally).wei(authors);
    return new Trial(
        after.wei(authors) - before.wei(authors),
        alone - before.wei(authors),
        after.lossSince(before, authors),
        before.weiFrom(0) - before.wei(authors),
        after.ownedFrom(authors));
  }

  private static int at(int[] text, int thousandths) {
    return (int) (text.length * (long) thousandths / 1_000);
  }

  /** So many thousandths of a text from a place on, as far as it goes; at least one token. */
  private static int[] part(int[] text, int from, int thousandths) {
    int begin = at(text, from);
    int end = Math.min(text.length, begin + Math.max(1, at(text, thousandths)));
    return Arrays.copyOfRange(text, begin, end);
  }
}
