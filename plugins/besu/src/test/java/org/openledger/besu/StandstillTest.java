package org.openledger.besu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.apache.tuweni.bytes.Bytes32;
import org.hyperledger.besu.evm.frame.BlockValues;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.node.Node;
import org.openledger.node.Unready;
import org.openledger.precompile.host.NodeFailureException;

/** What leaves a call that this node cannot execute, and how long such a call waits. */
class StandstillTest {

  private static final long NOW = 1_000_000;

  @TempDir Path directory;
  private final AtomicReference<List<Unready>> unready = new AtomicReference<>(List.of());
  private final HeldTransactions held = new HeldTransactions(unready::get);

  private static BlockValues block(long number, long timestamp) {
    return new BlockValues() {
      @Override
      public long getNumber() {
        return number;
      }

      @Override
      public long getTimestamp() {
        return timestamp;
      }
    };
  }

  private Standstill standstill(Node node) {
    Standstill standstill = new Standstill(node, held, () -> Instant.ofEpochSecond(NOW));
    standstill.follow(() -> 10);
    return standstill;
  }

  /** The host leaves a transaction in its pool where the cause is an interruption. */
  @Test
  void aBlockThatCannotBeExecutedIsInterruptedNotInvalid() {
    try (Node node = Node.open(directory)) {
      NodeFailureException why = new NodeFailureException("no index");
      RuntimeException leaves =
          standstill(node).failed("InferenceFees", block(11, NOW), why, () -> {});
      assertThat(leaves)
          .isInstanceOf(Standstill.NotExecutedException.class)
          .hasMessage("no index")
          .hasCauseInstanceOf(InterruptedException.class)
          .hasRootCause(why);
    }
  }

  @Test
  void whoOnlyAsksAboutThePastGetsTheFailureItself() {
    try (Node node = Node.open(directory)) {
      NodeFailureException why = new NodeFailureException("no index");
      Standstill standstill = standstill(node);
      List<String> told = new ArrayList<>();
      standstill.tell((block, reason) -> told.add(block + " " + reason));
      AtomicInteger counted = new AtomicInteger();
      Function<BlockValues, RuntimeException> failed =
          block -> standstill.failed("InferenceFees", block, why, counted::incrementAndGet);
      assertThat(failed.apply(block(10, NOW))).isSameAs(why);
      assertThat(told).isEmpty();
      assertThat(counted).hasValue(0);
      assertThat(failed.apply(block(11, NOW))).isNotSameAs(why);
      assertThat(told).containsExactly("11 no index");
      assertThat(counted).hasValue(1);
      // Blocks are executed one after the other: this one somebody imagines.
      assertThat(failed.apply(block(12, NOW))).isSameAs(why);
      assertThat(told).hasSize(1);
      assertThat(counted).hasValue(1);
    }
  }

  /** The host interrupts its own work, such as a block that it builds too long. */
  @Test
  void whatTheHostInterruptsIsNoFailureOfTheNode() {
    try (Node node = Node.open(directory)) {
      AtomicInteger counted = new AtomicInteger();
      NodeFailureException why =
          new NodeFailureException("interrupted", new InterruptedException("interrupted"));
      assertThat(
              standstill(node)
                  .failed("InferenceFees", block(11, NOW), why, counted::incrementAndGet))
          .isInstanceOf(Standstill.NotExecutedException.class);
      assertThat(counted).hasValue(0);
    }
  }

  @Test
  void aCallWaitsAsItsBlockAllows() {
    try (Node node = Node.open(directory)) {
      Standstill standstill = standstill(node);
      standstill.enter(block(11, NOW));
      assertThat(standstill.patience()).isEqualTo(Standstill.Patience.SHORT);
      standstill.enter(block(11, NOW - 31));
      assertThat(standstill.patience()).isEqualTo(Standstill.Patience.LONG);
      standstill.enter(block(10, NOW - 31));
      assertThat(standstill.patience()).isEqualTo(Standstill.Patience.NONE);
      standstill.enter(block(12, NOW - 31));
      assertThat(standstill.patience()).isEqualTo(Standstill.Patience.NONE);
    }
  }

  @Test
  void segmentsThatAreNotThereAreNotWaitedForWithoutPatience() {
    try (Node node = Node.open(directory)) {
      FollowedSegments segments =
          new FollowedSegments(node, () -> Standstill.Patience.NONE, "do this");
      assertThat(catchThrowable(() -> segments.segment(Bytes32.ZERO)))
          .isInstanceOf(NodeFailureException.class)
          .hasMessageContaining("is unknown to this node");
      assertThat(catchThrowable(() -> segments.read(List.of(List.of(Bytes32.ZERO)), List::size)))
          .isInstanceOf(NodeFailureException.class);
      assertThat(segments.<Integer>read(List.of(), List::size)).isZero();
    }
  }
}
