package org.openledger.bench.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openledger.bench.BenchRow;
import org.openledger.bench.network.LoadBlocks.Block;
import org.openledger.client.Wallet;
import org.openledger.precompile.host.Address;

/** What counts as a rate that a node holds, how the highest is found, and what rows tell of it. */
class NetworkBenchTest {

  private record Named(String name, int inferences) implements Load {

    @Override
    public Address target() {
      return Address.ZERO;
    }

    @Override
    public BigInteger value() {
      return BigInteger.ZERO;
    }

    @Override
    public Bytes calldata(Wallet sender, long number) {
      return Bytes.EMPTY;
    }
  }

  private static final PushLoad PEER = new PushLoad(Address.ZERO, BigInteger.ZERO, List.of());

  /** A block every second from second 100 on, with so many transactions each. */
  private static List<Block> blocks(int... transactions) {
    List<Block> blocks = new ArrayList<>();
    for (int i = 0; i < transactions.length; i++) {
      blocks.add(new Block(100 + i, transactions[i]));
    }
    return blocks;
  }

  @Test
  void aRateHoldsWhereEachSecondHasItsBlockAndNoTransactionWaits() {
    assertThat(new LoadBlocks(blocks(0, 10, 10, 10)).held(30, 3)).isTrue();
    assertThat(new LoadBlocks(blocks(0, 5, 10, 10, 4, 1)).held(30, 3)).as("two late").isTrue();
    assertThat(new LoadBlocks(blocks(0, 5, 9, 9, 4, 2, 1)).held(30, 3)).as("three late").isFalse();
  }

  /** What was in the block before is not the load's, and what comes after it is not looked at. */
  @Test
  void blocksBeforeAndAfterTheLoadDoNotCount() {
    LoadBlocks blocks = new LoadBlocks(blocks(30, 15, 15, 0, 0, 0, 0, 0));
    assertThat(blocks.used(30)).isEqualTo(2);
    assertThat(blocks.held(30, 2)).isTrue();
    List<Block> late = new ArrayList<>(blocks(0, 15, 15));
    late.add(new Block(109, 0));
    assertThat(new LoadBlocks(late).held(30, 2)).isTrue();
  }

  @Test
  void aSecondWithoutItsBlockIsNotHeld() {
    List<Block> gap = new ArrayList<>(blocks(0, 10, 10));
    gap.add(new Block(104, 10));
    assertThat(new LoadBlocks(gap).held(30, 3)).isFalse();
    List<Block> first = new ArrayList<>(List.of(new Block(98, 0)));
    first.addAll(blocks(10, 10, 10));
    assertThat(new LoadBlocks(first).held(30, 3)).as("the first").isFalse();
  }

  /** To the step of the search: nothing above the limit passes, and not much below it stays. */
  @ParameterizedTest
  @CsvSource({"100, 777", "100, 100", "100, 31", "4, 5", "4, 1", "100, 12345"})
  void theHighestRateThatHoldsIsFound(int first, int limit) {
    RateSearch search = new RateSearch(new Named("a", 7), first);
    int windows = 0;
    while (!search.isDone()) {
      int rate = search.next();
      // Other work spoils every third window.
      search.tell(new LoadDriver.Window(rate <= limit && ++windows % 3 != 0, 1));
    }
    double found = search.inferencesPerSecond() / 7;
    assertThat(found).isLessThanOrEqualTo(limit).isGreaterThanOrEqualTo(limit / 1.04 - 1);
  }

  /** Rates double while they hold; a spoiled window ends that, and the highest that held stays. */
  @Test
  void theNodeIsWarmedUpAtARateNearTheHighest() {
    RateSearch search = new RateSearch(new Named("a", 7), 100);
    List<Integer> rates = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      rates.add(search.warmUp());
      search.warmed(new LoadDriver.Window(search.warmUp() <= 777, 1));
    }
    assertThat(rates).containsExactly(100, 200, 400, 800, 400, 400, 400);
    assertThat(search.next()).isEqualTo(400);
    RateSearch tooFast = new RateSearch(new Named("a", 7), 100);
    tooFast.warmed(new LoadDriver.Window(false, 1));
    assertThat(tooFast.warmUp()).isEqualTo(100);
    assertThat(tooFast.next()).isEqualTo(100);
  }

  @Test
  void whatNeverHoldsIsNought() {
    RateSearch search = new RateSearch(new Named("a", 1), 100);
    while (!search.isDone()) {
      search.tell(new LoadDriver.Window(false, 1));
    }
    assertThat(search.inferencesPerSecond()).isZero();
  }

  @Test
  void rowsCompareWithThePeerOfTheSameRun() {
    List<RateSearch> searches =
        List.of(
            held(PEER, 200, 50),
            held(new Named("settle.single", 1), 300, 100),
            held(new Named("settle.batch", 150), 20, 4));
    List<BenchRow> rows = NetworkBench.rows(load -> 1_000L * load.inferences(), searches);
    assertThat(rows.stream().map(BenchRow::name))
        .containsExactly(
            "peer.push.per_s",
            "peer.push.node_cpu",
            "peer.push.gas",
            "settle.single.per_s",
            "settle.single.node_cpu",
            "settle.single.gas",
            "settle.batch.inferences_per_s",
            "settle.batch.node_cpu",
            "settle.batch.gas");
    assertThat(rows.stream().map(BenchRow::value))
        .containsExactly(200., 50., 1_000., 300., 100., 1_000., 3_000., 4., 1_000.);
    assertThat(rows.stream().map(BenchRow::goal))
        .containsExactly(null, null, null, 260., null, null, 2_000., null, null);
    assertThat(rows.stream().map(BenchRow::peerValue))
        .containsExactly(null, null, null, 200., 50., null, 200., 50., null);
  }

  /** A search that ends at a rate. */
  private static RateSearch held(Load load, int rate, double micros) {
    RateSearch search = new RateSearch(load, rate);
    while (!search.isDone()) {
      search.tell(new LoadDriver.Window(search.next() <= rate, micros));
    }
    return search;
  }
}
