package org.openledger.precompile.attribution;

import java.util.Arrays;
import org.openledger.attribution.rule.Credit;
import org.openledger.attribution.rule.Owners;
import org.openledger.attribution.rule.Parameters;
import org.openledger.precompile.datanet.DatanetStorage;
import org.openledger.precompile.storage.Storage;

/** An attributed answer; immutable. */
public final class Attribution {

  private final long[] owners;
  private final long[] payees;
  private final Credit credit;

  private Attribution(long[] owners, long[] payees, Credit credit) {
    this.owners = owners;
    this.payees = payees;
    this.credit = credit;
  }

  /** Of an answer that nothing is attributed of. */
  public static Attribution none(int tokens, Parameters parameters) {
    long[] owners = new long[tokens];
    int[] payeeOfToken = new int[tokens];
    Arrays.fill(owners, Owners.NONE);
    Arrays.fill(payeeOfToken, Credit.NOBODY);
    return new Attribution(
        owners, new long[0], Credit.of(payeeOfToken, 0, new int[tokens], parameters));
  }

  /**
   * Credits the payees of owners; payees are numbered by the first token that each owns.
   *
   * @param storage where payees stand
   * @param owners order of the owning contribution of each token, {@link Owners#NONE} for none
   * @param weights of the tokens, capped, in 1/1024 bit
   */
  public static Attribution of(
      Storage storage, long[] owners, int[] weights, Parameters parameters) {
    long[] orders = distinct(owners);
    DatanetStorage datanets = new DatanetStorage(storage);
    long[] accounts = new long[orders.length];
    for (int i = 0; i < orders.length; i++) {
      accounts[i] = orders[i] == Owners.NONE ? DatanetStorage.NOBODY : datanets.payee(orders[i]);
    }
    long[] known = distinct(accounts);
    int[] payeeOf = new int[known.length];
    Arrays.fill(payeeOf, Credit.NOBODY);
    long[] payees = new long[known.length];
    int count = 0;
    int[] payeeOfToken = new int[owners.length];
    for (int begin = 0; begin < owners.length; ) {
      long account = accounts[Arrays.binarySearch(orders, owners[begin])];
      int place = Arrays.binarySearch(known, account);
      if (account != DatanetStorage.NOBODY && payeeOf[place] == Credit.NOBODY) {
        payees[count] = account;
        payeeOf[place] = count++;
      }
      int end = begin;
      while (end < owners.length && owners[end] == owners[begin]) {
        payeeOfToken[end++] = payeeOf[place];
      }
      begin = end;
    }
    return new Attribution(
        owners, Arrays.copyOf(payees, count), Credit.of(payeeOfToken, count, weights, parameters));
  }

  private static long[] distinct(long[] values) {
    // Owners come in runs, of which there are few.
    long[] sorted = new long[values.length];
    int runs = 0;
    for (int i = 0; i < values.length; i++) {
      if (i == 0 || values[i] != values[i - 1]) {
        sorted[runs++] = values[i];
      }
    }
    Arrays.sort(sorted, 0, runs);
    int count = 0;
    for (int i = 0; i < runs; i++) {
      if (i == 0 || sorted[i] != sorted[i - 1]) {
        sorted[count++] = sorted[i];
      }
    }
    return Arrays.copyOf(sorted, count);
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
