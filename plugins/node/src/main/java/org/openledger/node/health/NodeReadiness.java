package org.openledger.node.health;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.openledger.node.Node;
import org.openledger.node.Unready;
import org.openledger.node.chain.HeadProtocol;
import org.openledger.node.index.SegmentState;
import org.openledger.precompile.Contracts;

/**
 * The readiness of a node's own part: whether its software has the protocol's versions, indexes of
 * all versions of Datanets that are active or announced, their contents, how far it follows its
 * host's chain, and whether it failed to execute a block.
 */
public final class NodeReadiness implements Readiness {

  /** How many blocks a node in normal work may lag behind its host. */
  public static final long BLOCKS_BEHIND = 2;

  /**
   * How many blocks before a protocol version that its software lacks a node ceases to be ready.
   * The version is scheduled longer before; were every node unready from then on, nobody could
   * serve until all are upgraded.
   */
  public static final long UPGRADE_BLOCKS = 7_200;

  private record Failure(long block, String message) {}

  private final Node node;
  private final LongSupplier head;
  private final Supplier<Optional<HeadProtocol>> protocol;
  private volatile @Nullable Failure failure;

  /**
   * @param head number of the last block of the host's chain
   * @param protocol versions of its protocol; empty where they cannot be told now
   */
  public NodeReadiness(Node node, LongSupplier head, Supplier<Optional<HeadProtocol>> protocol) {
    this.node = node;
    this.head = head;
    this.protocol = protocol;
  }

  /**
   * Takes note that this node could not execute a call. It stands until the host has the block:
   * what was asked about an older one, or one that is not next, is nothing that stops it.
   *
   * @param block in which the call stands, or would
   */
  public void failed(long block, String message) {
    if (block == head.getAsLong() + 1) {
      failure = new Failure(block, message);
    }
  }

  @Override
  public List<Reason> reasons() {
    return reasons(BLOCKS_BEHIND);
  }

  /**
   * The reasons, by another measure of lag.
   *
   * @param blocksBehind how many blocks the node may lag behind its host
   */
  public List<Reason> reasons(long blocksBehind) {
    List<Reason> reasons = new ArrayList<>();
    addFailure(reasons);
    protocol.get().ifPresent(it -> addProtocol(it, reasons));
    node.unready().forEach(version -> addVersion(version, reasons));
    addLag(blocksBehind, reasons);
    return List.copyOf(reasons);
  }

  private void addFailure(List<Reason> reasons) {
    Failure standing = failure;
    if (standing != null && standing.block() > head.getAsLong()) {
      reasons.add(
          new Reason(
              "OL-401",
              "this node could not execute block "
                  + standing.block()
                  + ": "
                  + standing.message()
                  + "; repair that, the block is tried again by itself or after a restart"));
    }
  }

  private static void addProtocol(HeadProtocol it, List<Reason> reasons) {
    long newest = Contracts.newestVersion();
    String lack =
        ", this node's software knows up to "
            + newest
            + "; install the release that has it, and start this node again";
    if (it.isEndOf(newest)) {
      reasons.add(
          new Reason(
              "OL-411",
              "protocol version "
                  + it.activation().at(it.head() + 1)
                  + " holds from block "
                  + it.activation().fromBlock()
                  + " on"
                  + lack));
    } else if (it.isScheduledWithout(newest) && it.blocksLeft() <= UPGRADE_BLOCKS) {
      reasons.add(
          new Reason(
              "OL-410",
              "protocol version "
                  + it.activation().next()
                  + " will hold from block "
                  + it.activation().fromBlock()
                  + " on, "
                  + it.blocksLeft()
                  + " blocks from now"
                  + lack));
    }
  }

  private static void addVersion(Unready version, List<Reason> reasons) {
    String index =
        "the index of Datanet "
            + version.datanet()
            + " version "
            + version.version()
            + ", which is active or announced, is not ready: "
            + version.reason();
    if (version.missing() > 0) {
      reasons.add(
          new Reason(
              "OL-402",
              index
                  + "; name peers that hold its contents (openledger_contentStatus), hand them in,"
                  + " or restore an archive"));
    } else if (version.state() == SegmentState.FAILED) {
      reasons.add(
          new Reason("OL-403", index + "; see to the node's disk and memory, then restart it"));
    } else {
      reasons.add(new Reason("OL-404", index + "; wait"));
    }
  }

  private void addLag(long blocksBehind, List<Reason> reasons) {
    long taken = node.resumeBlock() - 1;
    long last = head.getAsLong();
    if (last - taken > blocksBehind) {
      reasons.add(
          new Reason(
              "OL-405",
              "the indexes follow the chain up to block "
                  + taken
                  + ", its head is "
                  + last
                  + "; wait, and where it stays so see to the lines OL-301 to OL-303 of the log"));
    }
  }
}
