package org.openledger.attack.search;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** A value for each dial; immutable. */
public final class Settings {
  private final List<Dial> dials;
  private final List<Integer> values;

  private Settings(List<Dial> dials, List<Integer> values) {
    this.dials = List.copyOf(dials);
    this.values = List.copyOf(values);
  }

  /** Any values. */
  static Settings any(List<Dial> dials, SplittableRandom random) {
    return new Settings(dials, dials.stream().map(dial -> dial.any(random)).toList());
  }

  /** These, but for one dial. */
  Settings other(SplittableRandom random) {
    List<Integer> next = new ArrayList<>(values);
    if (!dials.isEmpty()) {
      int at = random.nextInt(dials.size());
      next.set(at, dials.get(at).other(next.get(at), random));
    }
    return new Settings(dials, next);
  }

  /** The value of a dial. */
  public int of(String name) {
    for (int i = 0; i < dials.size(); i++) {
      if (dials.get(i).name().equals(name)) {
        return values.get(i);
      }
    }
    throw new IllegalArgumentException("no dial " + name);
  }

  /** {@code name value} for each dial. */
  @Override
  public String toString() {
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < dials.size(); i++) {
      parts.add(dials.get(i).name() + " " + values.get(i));
    }
    return String.join(", ", parts);
  }
}
