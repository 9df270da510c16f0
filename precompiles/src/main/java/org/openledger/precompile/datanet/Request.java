package org.openledger.precompile.datanet;

import java.math.BigInteger;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.precompile.host.Address;

/**
 * A request for access.
 *
 * @param datanet to which Datanet
 * @param requester who asks
 * @param status what became of it
 * @param blocks how long, below 2^40
 * @param price wei, held while it is open
 * @param purpose hash of a purpose, or a short text
 */
record Request(
    long datanet,
    Address requester,
    RequestStatus status,
    long blocks,
    BigInteger price,
    Bytes32 purpose) {}
