package org.openledger.client;

import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.precompile.host.Address;

/**
 * A log as a receipt holds it.
 *
 * @param emitter the contract
 * @param topics the event's signature and its indexed parameters
 * @param data the other parameters
 */
public record LogEntry(Address emitter, List<Bytes32> topics, Bytes data) {}
