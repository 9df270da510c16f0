package org.openledger.attack;

import java.util.ArrayList;
import java.util.List;
import org.openledger.attack.contract.ContractAttacks;
import org.openledger.attack.rule.RuleAttacks;
import org.openledger.attack.search.Attack;

/** All attacks, by name. */
public final class Attacks {

  private Attacks() {}

  /** New ones. */
  public static List<Attack> all() {
    List<Attack> all = new ArrayList<>(RuleAttacks.all());
    all.addAll(ContractAttacks.all());
    return List.copyOf(all);
  }
}
