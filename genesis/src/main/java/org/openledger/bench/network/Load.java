package org.openledger.bench.network;

import java.math.BigInteger;
import org.apache.tuweni.bytes.Bytes;
import org.openledger.client.Wallet;
import org.openledger.precompile.host.Address;

/** Transactions of one kind, as many as are asked for. */
interface Load {

  /** What the rows are called after. */
  String name();

  /** Inferences that one transaction pays for. */
  int inferences();

  /** Whom it calls. */
  Address target();

  /** Wei that it sends along. */
  BigInteger value();

  /**
   * Calldata of a new one.
   *
   * @param sender who will sign it
   * @param number of the request, or of the batch: the sender's next
   */
  Bytes calldata(Wallet sender, long number);
}
