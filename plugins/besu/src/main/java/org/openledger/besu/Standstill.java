package org.openledger.besu;

import java.time.Duration;
import java.time.InstantSource;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import org.hyperledger.besu.evm.frame.BlockValues;
import org.jspecify.annotations.Nullable;
import org.openledger.node.Node;
import org.openledger.node.log.Seldom;
import org.openledger.precompile.host.NodeFailureException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of a call that this node cannot execute, for want of an index or by a fault of its
 * own: no result of it is right, so the block at hand must fail, on this node alone.
 *
 * <p>The host takes a call that fails for a defect of the transaction, and drops the transaction
 * from its pool. A call that was interrupted it takes for what it is, something of the moment: the
 * transaction stays, and so does the node's word for it. Therefore what leaves here has an
 * InterruptedException as its cause.
 */
final class Standstill {

  private static final Logger LOG = LoggerFactory.getLogger(Standstill.class);

  /** Older blocks than this are fetched from others: the node catches up. */
  private static final Duration FRESH = Duration.ofSeconds(30);

  /** A call was not executed. The host looks at the cause, see {@link Standstill}. */
  static final class NotExecutedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NotExecutedException(NodeFailureException why) {
      super(why.getMessage(), interruption(why));
    }

    private static InterruptedException interruption(NodeFailureException why) {
      InterruptedException interruption = new InterruptedException(why.getMessage());
      interruption.initCause(why);
      return interruption;
    }
  }

  /** How long a call may wait for an index. */
  enum Patience {
    /** Not at all: a block is being built, or somebody only asks. */
    NONE(Duration.ZERO, Duration.ZERO),
    /**
     * The block is new: others wait for this node's word. After a start its indexes are still being
     * opened, and Besu would leave peers for a block that fails.
     */
    SHORT(Duration.ofSeconds(2), Duration.ofSeconds(30)),
    /** The node catches up: without a wait it would take good blocks for bad ones. */
    LONG(Duration.ofMinutes(1), Duration.ofMinutes(10));

    private final Duration missing;
    private final Duration building;

    Patience(Duration missing, Duration building) {
      this.missing = missing;
      this.building = building;
    }

    /** For an index that is unknown, or whose contents are missing. */
    Duration missing() {
      return missing;
    }

    /** For one that is being built. */
    Duration building() {
      return building;
    }
  }

  private static final ThreadLocal<@Nullable BlockValues> BLOCK = new ThreadLocal<>();

  private final Node node;
  private final HeldTransactions held;
  private final InstantSource clock;

  private final Seldom lines = new Seldom();
  private boolean lacked;
  private volatile @Nullable LongSupplier head;
  private volatile BiConsumer<Long, String> stops = (block, why) -> {};

  /**
   * @param held the transactions of blocks that this node builds
   * @param clock what the age of a block is reckoned by; no result depends on it
   */
  Standstill(Node node, HeldTransactions held, InstantSource clock) {
    this.node = node;
    this.held = held;
    this.clock = clock;
  }

  /** Names the number of the newest block, once there is a chain. */
  void follow(LongSupplier newHead) {
    head = newHead;
  }

  /** Names who is told of each block that stops this node, and why. */
  void tell(BiConsumer<Long, String> listener) {
    stops = listener;
  }

  /** Takes note of the block that this thread executes a call of. */
  void enter(BlockValues block) {
    BLOCK.set(block);
  }

  /** How long the call on this thread may wait. */
  Patience patience() {
    BlockValues block = BLOCK.get();
    if (block == null || held.isBuilding() || !isNew(block)) {
      return Patience.NONE;
    }
    long age = clock.instant().getEpochSecond() - block.getTimestamp();
    return age > FRESH.toSeconds() ? Patience.LONG : Patience.SHORT;
  }

  /**
   * What leaves a call that failed.
   *
   * @param counted is run where a block needs the call that the node cannot execute: not where
   *     somebody only asks, or the host has interrupted it
   */
  RuntimeException failed(
      String contract, BlockValues block, NodeFailureException why, Runnable counted) {
    String message = String.valueOf(why.getMessage());
    if (why.getCause() instanceof InterruptedException) {
      return new NotExecutedException(why);
    }
    if (held.isBuilding()) {
      counted.run();
      held.hold();
      once(
          "OL-307",
          "OpenLedger holds transactions back from the blocks that this node builds; they stay in"
              + " the pool: "
              + message);
      return new NotExecutedException(why);
    }
    if (!isNew(block)) {
      LOG.debug("OpenLedger cannot execute a call of {}: {}", contract, message);
      return why;
    }
    counted.run();
    stops.accept(block.getNumber(), message);
    once(
        "OL-301",
        "OpenLedger stops this node before block "
            + block.getNumber()
            + ", it goes on by itself once repaired: "
            + message);
    return new NotExecutedException(why);
  }

  /** Whether the chain waits for the block; one that somebody only imagines is none of it. */
  private boolean isNew(BlockValues block) {
    LongSupplier current = head;
    return current != null
        && block.getNumber() == current.getAsLong() + 1
        && !Simulation.isOnThisThread();
  }

  /** One line for each thing that is wrong, and again if it is after a while. */
  private void once(String code, String message) {
    boolean lacks = !node.unready().isEmpty();
    synchronized (lines) {
      if (lacked && !lacks) {
        lines.clear();
      }
      lacked = lacks;
    }
    if (lines.isDue(message)) {
      LOG.error("{} {}", code, message);
    }
  }
}
