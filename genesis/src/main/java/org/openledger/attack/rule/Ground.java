package org.openledger.attack.rule;

import java.util.SplittableRandom;

/** What an attack is tried on. */
interface Ground {

  /** Kind of text, unit, minSpan / minRarity. */
  String name();

  /** A world of it. */
  World world(SplittableRandom random);
}
