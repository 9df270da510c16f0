package org.openledger.devnet.state;

import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.precompile.host.Address;

/**
 * An event that a contract emitted.
 *
 * @param emitter the contract
 * @param topics 0 to 4 topics
 * @param data what is not indexed
 */
public record Log(Address emitter, List<Bytes32> topics, Bytes data) {

  public Log {
    topics = List.copyOf(topics);
  }
}
