package org.openledger.node.history.query;

import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.openledger.node.history.recorder.Tables;
import org.openledger.node.history.store.Key;
import org.openledger.node.history.store.Row;
import org.openledger.node.history.store.Rows;
import org.openledger.precompile.host.Address;

/** All accounts that an event of the native contracts names, or that were paid. */
public final class ActiveAccounts {

  private ActiveAccounts() {}

  /** Finds them; takes a look-up for each, however many events name it. */
  public static SortedSet<Address> of(Rows rows) {
    SortedSet<Address> accounts = new TreeSet<>();
    Key table = Tables.activities();
    Optional<Row> row = rows.first(table, table.end());
    while (row.isPresent()) {
      Address account = account(row.get().key(), table);
      accounts.add(account);
      row = rows.first(Tables.activity(account).end(), table.end());
    }
    return accounts;
  }

  private static Address account(Key key, Key table) {
    return new Address(key.from(table.size()).slice(0, Address.SIZE));
  }
}
