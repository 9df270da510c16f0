package org.openledger.node.chain;

import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.precompile.host.Address;

/**
 * A log of a block, as a host hands it to the node.
 *
 * @param emitter the contract
 * @param topics the event's signature and its indexed parameters
 * @param data the rest, ABI-encoded
 */
public record NodeLog(Address emitter, List<Bytes32> topics, Bytes data) {}
