package org.openledger.attack.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.openledger.attribution.rule.Parameters;
import org.openledger.attribution.rule.Unit;

/** Everything that the attacks on the rule are tried on. */
final class Grounds {
  private static final int CAP = 16 * 1024;

  private Grounds() {}

  /** Letters, licence texts and generated sentences; both units; strict and lax parameters. */
  static List<Ground> all() {
    Optional<Corpus> licences = Corpus.licences();
    Corpus sentences = Corpus.sentences();
    List<Ground> grounds = new ArrayList<>(List.of(new Letters()));
    for (Unit unit : Unit.values()) {
      licences.ifPresent(
          texts -> {
            grounds.add(texts.with(new Parameters(6, 40, unit, CAP)));
            grounds.add(texts.with(new Parameters(1, 12, unit, CAP)));
          });
      grounds.add(sentences.with(new Parameters(16, 80, unit, CAP)));
    }
    return List.copyOf(grounds);
  }
}
