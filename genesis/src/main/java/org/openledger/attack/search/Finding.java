package org.openledger.attack.search;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The worst that a search found.
 *
 * @param attack what was searched
 * @param trials how many tries it made
 * @param worst the try with the largest gain, or one that broke its bound where there is any
 * @param largestLoss of all tries, in wei of {@link Trial#POOL}
 * @param ground where the worst was found
 * @param settings that reach it
 * @param seed of its randomness
 */
public record Finding(
    Attack attack,
    long trials,
    Trial worst,
    long largestLoss,
    String ground,
    Settings settings,
    long seed) {

  private static final double PPM = Trial.POOL / 1e6;

  /** Whether every try stayed within its bounds. */
  public boolean held() {
    return worst.holds();
  }

  /** The largest gain, in parts per million. */
  public double gainPpm() {
    return worst.gain() / PPM;
  }

  /** What the rule allows in that case, in parts per million. */
  public double boundPpm() {
    return worst.bound() / PPM;
  }

  /** The largest loss of others, in parts per million. */
  public double lossPpm() {
    return largestLoss / PPM;
  }

  /** For machines. */
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("name", attack.name());
    map.put("claim", attack.claim());
    map.put("held", held());
    map.put("trials", trials);
    map.put("gainPpm", gainPpm());
    map.put("boundPpm", boundPpm());
    map.put("lossPpm", lossPpm());
    map.put("ground", ground);
    map.put("settings", settings.toString());
    map.put("seed", seed);
    return map;
  }
}
