package org.openledger.node.call;

import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.Host;
import org.openledger.precompile.storage.Slot;

/**
 * A call that succeeded: what it read before it wrote there, in the order in which it did, and what
 * it did.
 *
 * <p>A contract is a function of its calldata, of the call's context and of what its host tells it.
 * So where the host tells the same again, the call does the same again, and need not be computed.
 *
 * @param gas what it took in all
 * @param reads words of storage as they were before the call, in the order of their first reading
 * @param writes words as the call left them, in the order of their first writing
 * @param logs in order
 * @param output ABI-encoded return values
 */
record RecordedCall(long gas, List<Word> reads, List<Word> writes, List<Entry> logs, Bytes output) {

  /** Java objects of a word, of a topic, and of a log. */
  private static final int OBJECTS = 256;

  /** A word of storage. */
  record Word(Slot slot, UInt256 value) {}

  /** A log. */
  record Entry(Address emitter, List<Bytes32> topics, Bytes data) {}

  /**
   * Does the same on a host, if the same call does it there.
   *
   * <p>Reads are asked for in the order of the call. So, if one differs, none was asked for that
   * the call does not ask for too: a host that keeps an account of them (EIP-7928) sees no others.
   *
   * @param host of a call with the same calldata and context
   * @return false: nothing was done, for something differs or the gas does not suffice
   */
  boolean repeat(Host host) {
    if (host.remainingGas() < gas) {
      return false;
    }
    for (Word read : reads) {
      if (!host.storage(read.slot().account(), read.slot().key()).equals(read.value())) {
        return false;
      }
    }
    host.consumeGas(gas);
    for (Word write : writes) {
      host.setStorage(write.slot().account(), write.slot().key(), write.value());
    }
    for (Entry log : logs) {
      host.log(log.emitter(), log.topics(), log.data());
    }
    return true;
  }

  /** Memory that it takes, about. */
  long bytes() {
    long sum = output.size() + (long) OBJECTS * (1 + reads.size() + writes.size());
    for (Entry log : logs) {
      sum += (long) OBJECTS * (1 + log.topics().size()) + log.data().size();
    }
    return sum;
  }
}
