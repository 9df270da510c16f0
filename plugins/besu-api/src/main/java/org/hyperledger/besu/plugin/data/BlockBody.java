package org.hyperledger.besu.plugin.data;

import java.util.List;
import org.hyperledger.besu.datatypes.Transaction;

/** What a block holds besides its header. */
public interface BlockBody {
  List<? extends Transaction> getTransactions();
}
