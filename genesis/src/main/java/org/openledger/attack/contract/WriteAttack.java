package org.openledger.attack.contract;

import java.util.List;
import java.util.SplittableRandom;
import org.openledger.attack.search.Dial;
import org.openledger.attack.search.Settings;
import org.openledger.attack.search.Trial;

/** An attack that runs a call that writes in a context in which it must change nothing. */
abstract class WriteAttack extends ContractAttack {
  private final Recorded recorded = new Recorded();

  WriteAttack(String name, String what, String claim, Dial... dials) {
    super(name, what, claim, dials);
  }

  /** Runs a call; says whether it was refused as it has to be. */
  abstract boolean refused(Recorded recorded, Recorded.Write write, Settings settings);

  /** Each function that is recorded gets its turn. */
  @Override
  public final List<String> grounds() {
    return recorded.writes().stream().map(Recorded.Write::name).toList();
  }

  @Override
  public final Trial trial(int ground, Settings settings, SplittableRandom random) {
    recorded.reset();
    Object before = recorded.trace();
    boolean refused = refused(recorded, recorded.writes().get(ground), settings);
    recorded.twin().host().setStatic(false);
    return unless(refused && recorded.trace().equals(before), 0);
  }
}
