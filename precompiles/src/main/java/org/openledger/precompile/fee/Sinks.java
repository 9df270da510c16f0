package org.openledger.precompile.fee;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import org.openledger.precompile.datanet.DatanetStorage;
import org.openledger.precompile.dispatch.Call;
import org.openledger.precompile.ledger.Ledger;
import org.openledger.precompile.model.Link;
import org.openledger.precompile.model.ModelStorage;
import org.openledger.precompile.model.Settlement;

/** Who receives what no contributor does. */
public final class Sinks {

  private Sinks() {}

  /** The sink of a model's version, or the treasuries of its Datanets: numbers in the ledger. */
  public static long[] accounts(Call call, long model, long version) {
    Settlement terms = new ModelStorage(call.storage()).settlementBy(model, version);
    return terms.sink() != 0 ? new long[] {terms.sink()} : treasuries(call, terms.links());
  }

  /** The treasuries of the Datanets that links name: numbers in the ledger. */
  public static long[] treasuries(Call call, List<Link> links) {
    DatanetStorage datanets = new DatanetStorage(call.storage());
    Ledger ledger = new Ledger(call.storage());
    long[] accounts = new long[links.size()];
    for (int i = 0; i < accounts.length; i++) {
      accounts[i] = ledger.register(datanets.treasury(links.get(i).datanet()));
    }
    return accounts;
  }

  /** Equal parts of an amount, one for each account. */
  public static BigInteger[] equally(BigInteger amount, long[] accounts) {
    long[] equal = new long[accounts.length];
    Arrays.fill(equal, 1);
    return Split.byLargestRemainder(amount, equal);
  }
}
