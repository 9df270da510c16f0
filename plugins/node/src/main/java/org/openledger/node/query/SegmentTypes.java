package org.openledger.node.query;

import java.util.Optional;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.node.index.SegmentMerge;
import org.openledger.node.index.SegmentState;
import org.openledger.node.index.SegmentStatus;
import org.openledger.node.rpc.JsonTypes;
import org.openledger.node.rpc.ObjectType;

/** How the state of this node's indexes is written. */
final class SegmentTypes {

  private static final ObjectType<SegmentMerge> MERGE =
      ObjectType.<SegmentMerge>of("SegmentMerge", "A merge that a version is part of")
          .with(
              "firstVersion",
              JsonTypes.ID,
              "number of the first version",
              SegmentMerge::firstVersion)
          .with(
              "lastVersion", JsonTypes.ID, "number of the last version", SegmentMerge::lastVersion)
          .with(
              "step",
              JsonTypes.STRING,
              "what is being done; merged once the merged segment is in use",
              SegmentMerge::step)
          .with(
              "percent",
              JsonTypes.quantity(0, 100),
              "how much of the step is done",
              merge -> (long) merge.percent());

  static final ObjectType<SegmentStatus> STATUS =
      ObjectType.<SegmentStatus>of("SegmentStatus", "What this node tells of one segment")
          .with(
              "segmentRoot",
              JsonTypes.HASH,
              "the segment's root",
              status -> Bytes32.fromHexString(status.segmentRoot()))
          .with("datanet", JsonTypes.ID, "the Datanet", SegmentStatus::datanet)
          .with("version", JsonTypes.ID, "the Datanet's version", SegmentStatus::version)
          .with(
              "state",
              JsonTypes.oneOf(SegmentState.class),
              "how far this node is with it",
              SegmentStatus::state)
          .with(
              "indexDigest",
              JsonTypes.optional(JsonTypes.HASH),
              "digest to attest; null until ready",
              status -> Optional.ofNullable(status.indexDigest()).map(Bytes32::fromHexString))
          .with(
              "contributions",
              JsonTypes.QUANTITY,
              "how many contributions it holds",
              status -> (long) status.contributions())
          .with(
              "tokens",
              JsonTypes.QUANTITY,
              "how many tokens it holds; 0 until ready",
              SegmentStatus::tokens)
          .with(
              "problem",
              JsonTypes.optional(JsonTypes.STRING),
              "why it failed; null otherwise",
              status -> Optional.ofNullable(status.problem()))
          .with(
              "merge",
              MERGE.orNull(),
              "the merge that goes on with it, else the largest that it is part of",
              status -> Optional.ofNullable(status.merge()));

  private SegmentTypes() {}
}
