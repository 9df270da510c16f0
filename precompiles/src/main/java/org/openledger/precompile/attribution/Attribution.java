package org.openledger.precompile.attribution;

import org.openledger.attribution.rule.Credit;
import org.openledger.attribution.rule.Owners;

/** An attributed answer; immutable. */
public final class Attribution {

  private final long[] owners;
  private final long[] payees;
  private final Credit credit;

  /**
   * @param owners order of the owning contribution of each token, {@link Owners#NONE} for none
   * @param payees account numbers of who is paid, by the first token that each owns
   * @param credit runs and units, by payee number
   */
  Attribution(long[] owners, long[] payees, Credit credit) {
    this.owners = owners;
    this.payees = payees;
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

  /** How many payees own tokens. */
  public int payeeCount() {
    return payees.length;
  }

  /** A payee's account: its number in the ledger. */
  public long payee(int payee) {
    return payees[payee];
  }

  /** Runs and units, by payee number. */
  public Credit credit() {
    return credit;
  }

  /** Where the run of one owner's tokens ends that begins at a token. */
  public int runEnd(int begin) {
    int end = begin + 1;
    while (end < owners.length && owners[end] == owners[begin]) {
      end++;
    }
    return end;
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
