package org.openledger.attribution;

import java.util.SplittableRandom;

/**
 * Runs seeded cases. A failure names its seed; {@code -Dopenledger.seed=SEED} runs that case first.
 */
public final class Seeded {
  private static final long FIRST = Long.getLong("openledger.seed", 20_260_101L);

  private Seeded() {}

  /** One case; all its randomness comes from the generator. */
  @FunctionalInterface
  public interface Case {
    void run(SplittableRandom random) throws Exception;
  }

  /** Runs so many cases. */
  public static void cases(int count, Case body) {
    SplittableRandom seeds = new SplittableRandom(FIRST);
    long seed = FIRST;
    for (int i = 0; i < count; i++) {
      try {
        body.run(new SplittableRandom(seed));
      } catch (Exception | AssertionError e) {
        throw new AssertionError(
            "case " + i + " failed; repeat it with -Dopenledger.seed=" + seed + ": " + e, e);
      }
      seed = seeds.nextLong();
    }
  }
}
