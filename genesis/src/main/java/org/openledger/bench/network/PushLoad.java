package org.openledger.bench.network;

import java.math.BigInteger;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.openledger.bench.contract.SplitterPeer;
import org.openledger.client.Wallet;
import org.openledger.precompile.host.Address;

/**
 * The peer: a contract in Solidity that sends each share at once, and attributes nothing.
 *
 * @param target where it has been deployed
 * @param value the fee
 * @param payees who are paid
 */
record PushLoad(Address target, BigInteger value, List<Address> payees) implements Load {

  @Override
  public String name() {
    return "peer.push";
  }

  @Override
  public int inferences() {
    return 1;
  }

  @Override
  public Bytes calldata(Wallet sender, long number) {
    return SplitterPeer.settle(number, payees);
  }
}
