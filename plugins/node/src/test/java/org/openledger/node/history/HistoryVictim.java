package org.openledger.node.history;

import java.nio.file.Path;
import java.time.Duration;

/**
 * A process that follows a random chain, reorganisations and restarts included, and goes on with
 * another chain in another directory, until it is killed.
 */
final class HistoryVictim {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  private HistoryVictim() {}

  /** The directory and the number of the first round. */
  public static void main(String[] args) throws InterruptedException {
    Path warmUp = Path.of(args[0] + ".warm-up");
    live(warmUp, 2 * ProcessHandle.current().pid());
    long begun = System.nanoTime();
    live(warmUp, 2 * ProcessHandle.current().pid() + 1);
    System.out.println("took " + (System.nanoTime() - begun) / 1_000_000);
    for (long round = Long.parseLong(args[1]); ; round++) {
      System.out.println("round " + round);
      live(Path.of(args[0]), round);
    }
  }

  static Path directory(Path parent, long round) {
    return parent.resolve("round" + round);
  }

  static History open(Path parent, RandomChain chain, long round) {
    return History.open(directory(parent, round), chain.chain, RandomChain::account);
  }

  /** The chain of a round as it is at its end. */
  static RandomChain chain(long round) {
    RandomChain chain = new RandomChain(round);
    for (int step = 0; step < 6; step++) {
      step(chain, step);
    }
    return chain;
  }

  private static void live(Path parent, long round) throws InterruptedException {
    RandomChain chain = new RandomChain(round);
    for (int step = 0; step < 6; step++) {
      step(chain, step);
      try (History history = open(parent, chain, round)) {
        if (!history.await(LIMIT)) {
          throw new IllegalStateException("round " + round + " does not come on");
        }
      }
    }
  }

  private static void step(RandomChain chain, int step) {
    if (step % 2 == 0) {
      chain.grow(25);
    } else {
      chain.reorganise(8);
    }
  }
}
