package org.openledger.node.index;

import org.jspecify.annotations.Nullable;

/**
 * What a node tells of one segment.
 *
 * @param segmentRoot its root, hexadecimal
 * @param datanet the Datanet's id
 * @param version the version's number
 * @param state how far the node is
 * @param indexDigest digest to attest, hexadecimal; null until ready
 * @param contributions how many contributions it holds
 * @param tokens how many tokens it holds; 0 until ready
 * @param problem why it failed; null otherwise
 * @param merge the merge that goes on with it, else the largest that it is part of; null where
 *     there is none. A merge changes nothing about what a version answers
 */
public record SegmentStatus(
    String segmentRoot,
    long datanet,
    long version,
    SegmentState state,
    @Nullable String indexDigest,
    int contributions,
    long tokens,
    @Nullable String problem,
    @Nullable SegmentMerge merge) {}
