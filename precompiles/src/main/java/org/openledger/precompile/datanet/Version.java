package org.openledger.precompile.datanet;

import org.apache.tuweni.bytes.Bytes32;

/**
 * A sealed version's record.
 *
 * @param segmentRoot root of the segment that it adds
 * @param contributions how many contributions it adds
 * @param tokens how many tokens they hold
 * @param indexDigest digest of the canonical index, of the active or of the scheduled one; zero:
 *     none
 * @param active whether models may be deployed on it
 * @param activationBlock the first block in which it can be activated; 0: not scheduled
 */
public record Version(
    Bytes32 segmentRoot,
    long contributions,
    long tokens,
    Bytes32 indexDigest,
    boolean active,
    long activationBlock) {}
