package org.openledger.node.chain;

import org.apache.tuweni.bytes.Bytes32;

/**
 * A block of the chain.
 *
 * @param number from 0
 * @param hash Keccak-256 of its header
 * @param parentHash hash of the block before it
 * @param stateRoot root of the state after it
 * @param timestamp seconds since 1970
 */
public record BlockRef(
    long number, Bytes32 hash, Bytes32 parentHash, Bytes32 stateRoot, long timestamp) {}
