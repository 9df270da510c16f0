package org.openledger.node.call;

import org.apache.tuweni.bytes.Bytes;
import org.openledger.precompile.dispatch.NativeContract;
import org.openledger.precompile.dispatch.Outcome;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.Host;

/** A native contract whose last calls are remembered. */
public record RememberedContract(NativeContract contract, RecentCalls calls)
    implements NativeContract {

  @Override
  public String name() {
    return contract.name();
  }

  @Override
  public Address address() {
    return contract.address();
  }

  @Override
  public Outcome call(Host host, Bytes input) {
    return calls.call(contract, host, input);
  }
}
