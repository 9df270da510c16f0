package org.openledger.attack.rule;

import java.util.List;
import java.util.SplittableRandom;
import org.openledger.attack.search.Attack;
import org.openledger.attack.search.Dial;
import org.openledger.attack.search.Settings;
import org.openledger.attack.search.Trial;

/** An attack on the attribution of one answer. */
abstract class RuleAttack implements Attack {
  /** A flood stops here: trials stay short, and size was never what mattered. */
  static final int MOST_TOKENS = 3_000;

  private final List<Ground> grounds;
  private final String name;
  private final String what;
  private final String claim;
  private final List<Dial> dials;

  RuleAttack(List<Ground> grounds, String name, String what, String claim, Dial... dials) {
    this.grounds = grounds;
    this.name = name;
    this.what = what;
    this.claim = claim;
    this.dials = List.of(dials);
  }

  /** One try in one world. */
  abstract Trial play(World world, Settings settings, SplittableRandom random);

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final String what() {
    return what;
  }

  @Override
  public final String claim() {
    return claim;
  }

  @Override
  public final List<Dial> dials() {
    return dials;
  }

  @Override
  public final List<String> grounds() {
    return grounds.stream().map(Ground::name).toList();
  }

  @Override
  public final Trial trial(int ground, Settings settings, SplittableRandom random) {
    return play(grounds.get(ground).world(random), settings, random);
  }

  /** What filing copies after everybody else gains: nothing may (T2), and nobody loses (T1). */
  static Trial copied(World world, int[] output, List<Filing> filed) {
    return filed(world, output, filed, 0);
  }

  /**
   * What filing anything after everybody else gains: at most the stretches that nobody owned and
   * that count by themselves (steps 3 and 4), and nobody loses (T1).
   */
  static Trial filedLast(World world, int[] output, List<Filing> filed) {
    return filed(world, output, filed, world.pay(output).unowned());
  }

  /** What filing something gains that may not cost anybody else anything. */
  static Trial filed(World world, int[] output, List<Filing> filed, long bound) {
    int authors = world.authors();
    Payout before = world.pay(output);
    Payout after = world.pay(output, filed);
    return new Trial(
        after.weiFrom(authors),
        bound,
        after.lossSince(before, authors),
        0,
        after.ownedFrom(authors));
  }
}
