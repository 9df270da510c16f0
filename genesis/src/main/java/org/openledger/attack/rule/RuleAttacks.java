package org.openledger.attack.rule;

import java.util.List;
import org.openledger.attack.search.Attack;

/** All attacks on the attribution rule. */
public final class RuleAttacks {

  private RuleAttacks() {}

  /** New ones, over the same grounds; reading and indexing their texts takes a moment. */
  public static List<Attack> all() {
    List<Ground> grounds = Grounds.all();
    return List.of(
        new Copy(grounds),
        new MergeCopies(grounds),
        new ExtendCopies(grounds, false),
        new ExtendCopies(grounds, true),
        new Split(grounds),
        new Withhold(grounds),
        new DuplicateFlood(grounds),
        new CommonPhrases(grounds),
        new NgramFlood(grounds),
        new RegisterAnswers(grounds),
        new RegisterFirst(grounds),
        new RarityGriefing(grounds),
        new RedactUncovered(grounds),
        new RedactRivals(grounds));
  }
}
