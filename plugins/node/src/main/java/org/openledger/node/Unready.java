package org.openledger.node;

import org.apache.tuweni.bytes.Bytes32;
import org.openledger.node.index.SegmentState;

/**
 * Why a node is not ready: it has no index of a version that is active, or announced to become so.
 * A block that uses the version stops it.
 *
 * @param segmentRoot root of the version's segment
 * @param datanet the version's Datanet
 * @param version the version's number
 * @param state how far the node is with it
 * @param missing how many contents it lacks for it
 * @param reason what is the matter, a part of a sentence
 */
public record Unready(
    Bytes32 segmentRoot,
    long datanet,
    long version,
    SegmentState state,
    int missing,
    String reason) {}
