package org.openledger.attack.search;

import java.util.SplittableRandom;

/**
 * One thing that an attacker may choose.
 *
 * @param name in a word or two
 * @param least its smallest value
 * @param most its largest value
 */
public record Dial(String name, int least, int most) {

  /** Checks the range. */
  public Dial {
    if (least > most) {
      throw new IllegalArgumentException(name + ": " + least + " > " + most);
    }
  }

  /** Any value; small and extreme ones more often than the rest. */
  int any(SplittableRandom random) {
    return switch (random.nextInt(6)) {
      case 0 -> least;
      case 1 -> most;
      case 2 -> (int) Math.min(most, least + (long) random.nextInt(4));
      default -> random.nextInt(least, most + 1);
    };
  }

  /** Another value, near or far. */
  int other(int value, SplittableRandom random) {
    if (random.nextInt(3) == 0) {
      return any(random);
    }
    int bits = Integer.SIZE - Integer.numberOfLeadingZeros((most - least) / 4);
    int step = 1 + random.nextInt(1 << random.nextInt(bits + 1));
    long moved = (long) value + (random.nextBoolean() ? step : -step);
    return Math.clamp(moved, least, most);
  }
}
