package org.openledger.precompile;

import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.units.bigints.UInt256;
import org.openledger.precompile.dispatch.NativeContract;
import org.openledger.precompile.dispatch.Outcome;
import org.openledger.precompile.dispatch.WrappedContract;
import org.openledger.precompile.host.Host;
import org.openledger.precompile.storage.Slot;

/**
 * A protocol version 2 that exists in tests alone: each call costs 1,000 gas more, and calls that
 * may write are counted in a word that version 1 does not have. So gas, balances and state show
 * which version has executed a call.
 */
public record NextVersion(NativeContract contract) implements WrappedContract {

  /** What a call costs besides. */
  public static final long GAS = 1_000;

  /** How many calls of a contract that may write have succeeded; of the contract's account. */
  public static final long COUNTER = 1_000;

  /** The contracts of version 2. */
  public static List<NativeContract> of(List<NativeContract> version1) {
    return version1.stream().<NativeContract>map(NextVersion::new).toList();
  }

  @Override
  public Outcome call(Host host, Bytes input) {
    if (host.remainingGas() < GAS) {
      return new Outcome.OutOfGas();
    }
    host.consumeGas(GAS);
    Outcome outcome = contract.call(host, input);
    if (outcome instanceof Outcome.Success && !host.isStatic()) {
      Slot counter = Slot.of(address(), COUNTER);
      UInt256 count = host.storage(counter.account(), counter.key());
      host.setStorage(counter.account(), counter.key(), count.add(1));
    }
    return outcome;
  }
}
