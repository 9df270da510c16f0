package org.openledger.attack.contract;

import java.util.List;
import org.openledger.attack.search.Attack;

/** All attacks on the contracts. */
public final class ContractAttacks {

  private ContractAttacks() {}

  /** New ones, each on a twin of its own. */
  public static List<Attack> all() {
    return List.of(
        new FrontRunning(),
        new SelfPrompting(),
        new UnderReporting(),
        new BlindCommitment(),
        new EmptyPockets(),
        new Replay(),
        new PoisonedBatch(),
        new Identity(),
        new StaticWrites(),
        new OutOfGas());
  }
}
