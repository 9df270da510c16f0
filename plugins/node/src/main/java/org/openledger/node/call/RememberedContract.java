package org.openledger.node.call;

import org.apache.tuweni.bytes.Bytes;
import org.openledger.precompile.dispatch.NativeContract;
import org.openledger.precompile.dispatch.Outcome;
import org.openledger.precompile.dispatch.WrappedContract;
import org.openledger.precompile.host.Host;

/** A native contract whose last calls are remembered. */
public record RememberedContract(NativeContract contract, RecentCalls calls)
    implements WrappedContract {

  @Override
  public Outcome call(Host host, Bytes input) {
    return calls.call(contract, host, input);
  }
}
