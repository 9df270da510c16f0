package org.openledger.node;

import org.apache.tuweni.bytes.Bytes32;
import org.openledger.node.index.SealedVersion;

/**
 * A version that is or was active: one that answers may have been paid by.
 *
 * @param version as the chain sealed it
 * @param digest that the chain attested for its index
 */
public record ActiveVersion(SealedVersion version, Bytes32 digest) {}
