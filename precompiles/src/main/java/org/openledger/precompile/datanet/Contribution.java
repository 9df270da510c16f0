package org.openledger.precompile.datanet;

import org.apache.tuweni.bytes.Bytes32;
import org.openledger.precompile.host.Address;

/**
 * A contribution's record.
 *
 * @param datanet id of its Datanet; 0: there is no such contribution
 * @param contributor who contributed, and is paid
 * @param root Merkle root of the content
 * @param tokens tokens in the content
 * @param documents documents in the content
 * @param status where it stands
 * @param sealedIn number of the version that holds it; 0: none yet
 */
public record Contribution(
    long datanet,
    Address contributor,
    Bytes32 root,
    long tokens,
    long documents,
    Status status,
    long sealedIn) {}
