package org.openledger.attack.search;

import java.util.List;
import java.util.SplittableRandom;

/** A way to gain what one has not earned, with everything that an attacker may choose about it. */
public interface Attack {

  /** Its name on the command line. */
  String name();

  /** What the attacker does, in a sentence. */
  String what();

  /** What is claimed against it: theorems and invariants, or that nothing is. */
  String claim();

  /** What the attacker chooses. */
  List<Dial> dials();

  /** What it is tried on: kinds of text and parameter sets, or states of the contracts. */
  List<String> grounds();

  /** How many of the quickest tries one try takes as long as. */
  default int cost() {
    return 1;
  }

  /**
   * One try.
   *
   * @param ground number of the ground
   * @param random all further chance; the same numbers give the same trial
   */
  Trial trial(int ground, Settings settings, SplittableRandom random);
}
