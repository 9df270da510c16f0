package org.openledger.node.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.node.history.event.Position;
import org.openledger.node.history.query.Told;
import org.openledger.node.history.store.DamagedStoreException;
import org.openledger.node.history.store.HistoryStore;
import org.openledger.precompile.host.NodeFailureException;

class HistoryTest {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir private Path directory;

  @Test
  void aDeletedHistoryIsMadeAnew() throws Exception {
    RandomChain chain = new RandomChain(11);
    chain.grow(60);
    long rows;
    try (History history = open(chain)) {
      history.await(LIMIT);
      rows = history.status().rows();
    }
    Files.delete(directory.resolve("history.mv"));
    try (History history = open(chain)) {
      assertThat(history.await(LIMIT)).isTrue();
      compare(history, chain);
      assertThat(history.status().rows()).isEqualTo(rows);
    }
  }

  @Test
  void aChainThatWentBackIsFollowedBack() throws Exception {
    RandomChain chain = new RandomChain(12);
    chain.grow(60);
    try (History history = open(chain)) {
      assertThat(history.await(LIMIT)).isTrue();
      chain.goBack(40);
      assertThat(history.await(LIMIT)).isTrue();
      compare(history, chain);
      assertThat(history.status().undoneBlocks()).isEqualTo(40);
      assertThat(history.status().block()).isEqualTo(20);
    }
  }

  @Test
  void aReorganisationThatIsTooDeepToUndoMakesItAnew() throws Exception {
    RandomChain chain = new RandomChain(13);
    chain.grow(30);
    chain.growEmpty(HistoryStore.KEPT + 50);
    try (History history = open(chain)) {
      assertThat(history.await(LIMIT)).isTrue();
      chain.goBack(HistoryStore.KEPT + 60);
      chain.grow(10);
      assertThat(history.await(LIMIT)).isTrue();
      compare(history, chain);
      assertThat(history.status().rebuilds()).isEqualTo(1);
    }
  }

  @Test
  void aDamagedFileIsMadeAnewAndSaysTheSame() throws Exception {
    RandomChain chain = new RandomChain(14);
    chain.grow(80);
    try (History history = open(chain)) {
      history.await(LIMIT);
    }
    damage();
    try (History history = open(chain)) {
      assertThat(history.await(LIMIT)).isTrue();
      compare(history, chain);
      assertThat(history.status().rebuilds()).isEqualTo(1);
    }
  }

  @Test
  void whatFailsOnThisNodeIsTriedAgain() throws Exception {
    RandomChain chain = new RandomChain(15);
    chain.grow(80);
    AtomicBoolean failing = new AtomicBoolean(true);
    try (History history =
        History.open(
            directory,
            chain.chain,
            (block, number) -> {
              if (failing.get()) {
                throw new NodeFailureException("no state");
              }
              return RandomChain.account(number);
            })) {
      assertThat(history.await(Duration.ofMillis(300))).isFalse();
      assertThat(history.status().phase()).isEqualTo(HistoryPhase.WAITING);
      failing.set(false);
      assertThat(history.await(LIMIT)).isTrue();
      compare(history, chain);
    }
  }

  @Test
  void aHostWithoutReceiptsHoldsItUp() throws Exception {
    RandomChain chain = new RandomChain(16);
    chain.grow(20);
    chain.chain.withholdReceipts(12);
    try (History history = open(chain)) {
      assertThat(history.await(Duration.ofMillis(300))).isFalse();
      assertThat(history.status().block()).isEqualTo(11);
      chain.chain.withholdReceipts(-1);
      assertThat(history.await(LIMIT)).isTrue();
      compare(history, chain);
    }
  }

  @Test
  void aFaultOfTheRowsIsNoDamage() throws Exception {
    RandomChain chain = new RandomChain(17);
    chain.grow(5);
    try (History history = open(chain)) {
      history.await(LIMIT);
      assertThatThrownBy(() -> history.read(rows -> Told.read(rows, new Position(4, 99))))
          .isInstanceOf(IllegalStateException.class)
          .isNotInstanceOf(DamagedStoreException.class);
    }
  }

  private History open(RandomChain chain) {
    return History.open(directory, chain.chain, RandomChain::account);
  }

  private static void compare(History history, RandomChain chain) {
    HistoryEqualityTest.compare(history, chain, new SplittableRandom(1), "");
  }

  private void damage() throws IOException {
    Path file = directory.resolve("history.mv");
    byte[] bytes = Files.readAllBytes(file);
    for (int at = bytes.length / 2; at < bytes.length / 2 + 64; at++) {
      bytes[at] ^= 4;
    }
    Files.write(file, bytes);
  }
}
