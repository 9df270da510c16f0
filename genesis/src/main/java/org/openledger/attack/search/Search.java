package org.openledger.attack.search;

import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.openledger.attribution.progress.Progress;

/**
 * Looks for an attacker's best gain: random restarts, each climbing from try to try while that does
 * not make the attack worse. Every other restart climbs towards the bound instead of the gain:
 * where the rule allows some gain, what breaks it need not be what gains most.
 */
public final class Search {
  private static final int PATIENCE = 24;

  private static final Comparator<Try> BY_GAIN =
      Comparator.<Try>comparingLong(t -> t.trial.gain())
          .thenComparingLong(t -> t.trial.loss())
          .thenComparingLong(t -> t.trial.reach());
  private static final Comparator<Try> BY_EXCESS =
      Comparator.<Try>comparingLong(t -> t.trial.excess()).thenComparing(BY_GAIN);

  /** Found first stays, unless what follows is worse for the victims. */
  private static final Comparator<Try> WORST =
      Comparator.<Try, Boolean>comparing(t -> !t.trial.holds())
          .thenComparing((a, b) -> a.trial.holds() ? 0 : BY_EXCESS.compare(a, b))
          .thenComparing(BY_GAIN);

  private record Try(int ground, Settings settings, long seed, Trial trial) {}

  private final Attack attack;
  private final SplittableRandom random;
  private long trials;
  private long largestLoss;
  private @Nullable Try worst;

  private Search(Attack attack, long seed) {
    this.attack = attack;
    this.random = new SplittableRandom(seed);
  }

  /**
   * Searches.
   *
   * @param seed the same seed and number of trials find the same
   * @param trials how many quick tries, or fewer slow ones, shared out to the attack's grounds
   */
  public static Finding run(Attack attack, long seed, int trials, Progress progress) {
    Search search = new Search(attack, seed);
    List<String> grounds = attack.grounds();
    int each = Math.max(1, trials / attack.cost() / grounds.size());
    long total = (long) each * grounds.size();
    progress.report(attack.name(), 0, total);
    for (int ground = 0; ground < grounds.size(); ground++) {
      search.ground(ground, each, total, progress);
    }
    progress.report(attack.name(), total, total);
    return search.finding();
  }

  private void ground(int ground, int budget, long total, Progress progress) {
    long end = trials + budget;
    boolean towardsBound = false;
    while (trials < end) {
      Comparator<Try> order = towardsBound ? BY_EXCESS : BY_GAIN;
      towardsBound = !towardsBound;
      Try best = attempt(ground, Settings.any(attack.dials(), random), random.nextLong());
      int idle = 0;
      while (idle++ < PATIENCE && trials < end) {
        boolean elsewhere = random.nextInt(4) == 0;
        Settings settings = elsewhere ? best.settings : best.settings.other(random);
        Try next = attempt(ground, settings, elsewhere ? random.nextLong() : best.seed);
        int better = order.compare(next, best);
        idle = better > 0 ? 0 : idle;
        best = better >= 0 ? next : best;
      }
      progress.report(attack.name(), Math.min(trials, total - 1), total);
    }
  }

  private Try attempt(int ground, Settings settings, long seed) {
    Trial trial = attack.trial(ground, settings, new SplittableRandom(seed));
    Try made = new Try(ground, settings, seed, trial);
    trials++;
    largestLoss = Math.max(largestLoss, trial.loss());
    if (worst == null || WORST.compare(made, worst) > 0) {
      worst = made;
    }
    return made;
  }

  private Finding finding() {
    Try it = worst;
    if (it == null) {
      throw new IllegalStateException("nothing was tried");
    }
    return new Finding(
        attack,
        trials,
        it.trial,
        largestLoss,
        attack.grounds().get(it.ground),
        it.settings,
        it.seed);
  }
}
