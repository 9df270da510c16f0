package org.openledger.bench;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One measured number, and what it is held against.
 *
 * @param name of the row
 * @param value measured
 * @param unit of the value
 * @param goal what it should be at most (or at least, where {@code atLeast}); null: there is none
 * @param atLeast whether more is better
 * @param peer who did the same work in the same run; null: nobody
 * @param peerValue what the peer needed, in the same unit
 */
public record BenchRow(
    String name,
    double value,
    String unit,
    @Nullable Double goal,
    boolean atLeast,
    @Nullable String peer,
    @Nullable Double peerValue) {

  /** Whether the goal is met; null where there is none. */
  public @Nullable Boolean met() {
    return goal == null ? null : atLeast ? value >= goal : value <= goal;
  }

  /** How many times better than the peer; null where there is none. */
  public @Nullable Double ratio() {
    if (peerValue == null) {
      return null;
    }
    return atLeast ? value / peerValue : peerValue / value;
  }

  /** {name, value, unit, goal, atLeast, met, peer, peerValue, ratio}. */
  public Map<String, @Nullable Object> toMap() {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("name", name);
    map.put("value", value);
    map.put("unit", unit);
    map.put("goal", goal);
    map.put("atLeast", atLeast);
    map.put("met", met());
    map.put("peer", peer);
    map.put("peerValue", peerValue);
    map.put("ratio", ratio());
    return map;
  }
}
