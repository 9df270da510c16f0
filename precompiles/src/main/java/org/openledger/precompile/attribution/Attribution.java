package org.openledger.precompile.attribution;

import java.util.List;
import org.openledger.attribution.rule.Credit;
import org.openledger.attribution.rule.Owners;

/** An attributed answer; immutable. */
public final class Attribution {

  private final long[] owners;
  private final List<Long> payees;
  private final Credit credit;

  /**
   * @param owners order of the owning contribution of each token, {@link Owners#NONE} for none
   * @param payees account numbers of who is paid, by the first token that each owns
   * @param credit runs and units, by payee number
   */
  Attribution(long[] owners, List<Long> payees, Credit credit) {
    this.owners = owners;
    this.payees = List.copyOf(payees);
    this.credit = credit;
  }

  /** m: the number of tokens of the answer. */
  public int tokens() {
    return owners.length;
  }

  /** The order of the contribution that owns a token, {@link Owners#NONE} for none. */
  public long owner(int token) {
    return owners[token];
  }

  /** Who is paid: account numbers in the ledger, by payee. */
  public List<Long> payees() {
    return payees;
  }

  /** Runs and units, by payee number. */
  public Credit credit() {
    return credit;
  }

  /** How many tokens have an owner. */
  public int covered() {
    int covered = 0;
    for (long owner : owners) {
      if (owner != Owners.NONE) {
        covered++;
      }
    }
    return covered;
  }
}
