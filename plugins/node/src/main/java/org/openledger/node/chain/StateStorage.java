package org.openledger.node.chain;

import org.openledger.precompile.gas.GasMeter;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.storage.Storage;

/** Storage of the native contracts in a state, for queries that read it as the contracts do. */
public final class StateStorage {

  private StateStorage() {}

  /**
   * The storage, without a limit of gas; it cannot be written.
   *
   * @param blockNumber the block that the state is of
   */
  public static Storage of(StateView state, long blockNumber) {
    QueryHost host = new QueryHost(state, Address.ZERO, blockNumber, Long.MAX_VALUE);
    return new Storage(host, new GasMeter(host));
  }
}
