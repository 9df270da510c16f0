package org.openledger.besu;

import org.apache.tuweni.bytes.Bytes;
import org.openledger.precompile.dispatch.NativeContract;
import org.openledger.precompile.dispatch.Outcome;
import org.openledger.precompile.dispatch.WrappedContract;
import org.openledger.precompile.host.Host;
import org.openledger.precompile.host.NodeFailureException;

/**
 * A native contract from which no {@link Error} escapes.
 *
 * <p>An Error ends the host's block thread until the next restart, a RuntimeException only the
 * block at hand. Memory that runs out, a stack that overflows, a faulted page of a mapped index
 * (the JVM reports it as InternalError): each is a failure of this node alone, so each becomes the
 * one exception that stands for that. Catching Error is right here and nowhere else: this is the
 * border to the host, behind it nothing of the call goes on.
 */
record ContainedContract(NativeContract contract) implements WrappedContract {

  @Override
  public Outcome call(Host host, Bytes input) {
    try {
      return contract.call(host, input);
    } catch (Error e) {
      throw new NodeFailureException(
          e + ": give this node more memory, check its disk and its indexes, then restart it", e);
    }
  }
}
