package org.hyperledger.besu.plugin.data;

import java.util.List;

/** A receipt. */
public interface TransactionReceipt {
  List<? extends Log> getLogs();

  int getStatus();
}
