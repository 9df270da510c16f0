package org.openledger.node.query;

import java.util.Set;
import org.openledger.node.chain.BlockRef;
import org.openledger.node.rpc.RpcException;
import org.openledger.precompile.host.Address;

/** Whom events of the native contracts name. */
@FunctionalInterface
public interface NamedAccounts {

  /**
   * All accounts that an event up to a block names; perhaps others too.
   *
   * @throws RpcException where this node cannot tell now
   */
  Set<Address> upTo(BlockRef block) throws RpcException;
}
