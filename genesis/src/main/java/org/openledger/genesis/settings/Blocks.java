package org.openledger.genesis.settings;

/**
 * How blocks are made.
 *
 * @param periodSeconds from one block to the next
 * @param requestTimeoutSeconds until another proposer is asked
 * @param epochLength blocks after which votes on validators are forgotten
 * @param gasLimit gas of a block
 */
public record Blocks(
    long periodSeconds, long requestTimeoutSeconds, long epochLength, long gasLimit) {}
