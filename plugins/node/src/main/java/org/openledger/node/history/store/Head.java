package org.openledger.node.history.store;

import org.apache.tuweni.bytes.Bytes32;

/**
 * The last block that a store has taken in.
 *
 * @param number the block's number
 * @param hash the block's hash
 */
public record Head(long number, Bytes32 hash) {}
