package org.openledger.bench;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What was not measured, and why.
 *
 * @param name of the peer, row or curve
 * @param reason in one line; says what to do about it
 */
public record SkippedRow(String name, String reason) {
  /** {name, reason}. */
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("name", name);
    map.put("reason", reason);
    return map;
  }
}
