package org.openledger.precompile.datanet;

import org.apache.tuweni.bytes.Bytes32;

/**
 * A sealed version's record.
 *
 * @param segmentRoot root of the segment that it adds
 * @param contributions how many contributions it adds
 * @param tokens how many tokens they hold
 * @param indexDigest digest of the canonical index that all operators attested; zero until then
 * @param active whether models may be deployed on it
 */
public record Version(
    Bytes32 segmentRoot, long contributions, long tokens, Bytes32 indexDigest, boolean active) {}
