package org.openledger.attack.contract;

import java.math.BigInteger;
import java.util.List;
import java.util.SplittableRandom;
import org.openledger.attack.search.Dial;
import org.openledger.attack.search.Settings;
import org.openledger.attack.search.Trial;
import org.openledger.attack.text.Sentences;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.MemoryHost;

/**
 * Pays for answers that recite his own texts, by a model that is his, so that all of the fee but
 * the platform's comes back.
 */
final class SelfPrompting extends ContractAttack {
  private static final Address ATTACKER = Twin.CREATOR;
  private static final Address PAYER = Twin.account(31);

  private final Twin twin = new Twin();

  SelfPrompting() {
    super(
        "self-prompting",
        "is payer, creator, contributor and sink at once, and has the model recite his texts",
        "INV-FEE-03: the platform fee is lost, and nothing is added to a fee",
        new Dial("own ‰", 0, 1_000),
        new Dial("creator share ‱", 0, 9_000),
        new Dial("stakers share ‱", 0, 9_000),
        new Dial("rate exponent", 0, 21),
        new Dial("unit", 0, 1),
        new Dial("times", 1, 4));
  }

  @Override
  public Trial trial(int ground, Settings settings, SplittableRandom random) {
    long contributors = 10_000L - settings.of("creator share ‱") - settings.of("stakers share ‱");
    if (contributors < 1_000) {
      return new Trial(-Trial.POOL, 0, 0, 0, contributors);
    }
    MemoryHost.Snapshot start = twin.host().snapshot();
    String text = Sentences.text(random, 300);
    int own = text.length() * settings.of("own ‰") / 1_000;
    long datanet = twin.createDatanet();
    List<Long> ids =
        List.of(
            twin.accepted(ATTACKER, datanet, text.substring(0, own) + " "),
            twin.accepted(Twin.account(20), datanet, text.substring(own) + " "));
    long version = twin.activate(datanet, ids);
    long[] shares = {settings.of("creator share ‱"), settings.of("stakers share ‱"), contributors};
    BigInteger rate = BigInteger.TEN.pow(settings.of("rate exponent"));
    long model =
        twin.deploy(Twin.terms(rate, shares, settings.of("unit"), ATTACKER), datanet, version);
    BigInteger before = twin.wealth(ATTACKER).add(twin.wealth(PAYER));
    BigInteger paid = BigInteger.ZERO;
    BigInteger platform = BigInteger.ZERO;
    int[] answer = Twin.bytes(text);
    for (int i = 0; i < settings.of("times"); i++) {
      paid = paid.add(twin.settle(PAYER, model, i, Scene.packed(answer), answer.length));
      platform = platform.add(twin.gross(model, 0));
    }
    twin.collect(model);
    BigInteger after = twin.wealth(ATTACKER).add(twin.wealth(PAYER));
    twin.host().restore(start);
    // To the wei: whoever gets all of the rest is short of the platform fee.
    BigInteger gain = after.subtract(before);
    return new Trial(
        part(gain.add(platform), paid) - part(platform, paid), -part(platform, paid), 0, 0, 0);
  }
}
