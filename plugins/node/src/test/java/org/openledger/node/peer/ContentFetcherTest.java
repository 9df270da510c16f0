package org.openledger.node.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.tuweni.bytes.Bytes32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openledger.attribution.content.Content;
import org.openledger.node.MissingContent;
import org.openledger.node.content.OperatorKey;
import org.openledger.node.peer.FakePeer.Asked;
import org.openledger.node.peer.FakePeer.Manner;

/** Contents come in from good peers, whatever the others do. */
class ContentFetcherTest {

  private static final int PIECE = 1_000;
  private static final OperatorKey CLIENT = OperatorKey.of(BigInteger.valueOf(42));
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final List<AutoCloseable> open = new ArrayList<>();

  @TempDir Path directory;

  private static FetchLimits limits() {
    return limits(4);
  }

  private static FetchLimits limits(int partials) {
    return new FetchLimits(
        PIECE,
        1 << 20,
        partials,
        Duration.ofMillis(500),
        Duration.ofMillis(300),
        Duration.ofMillis(200),
        Duration.ofMillis(50),
        Duration.ofSeconds(20),
        Duration.ofMillis(10));
  }

  private static Content content(int seed) {
    int[] ids = new int[3_000 + seed];
    Arrays.setAll(ids, i -> (i * 31 + seed * 7) % 256);
    return Content.of(List.of(ids, new int[] {seed}), 256);
  }

  private static List<Content> contents(int count) {
    return IntStream.range(0, count).mapToObj(ContentFetcherTest::content).toList();
  }

  private FakePeer peer(int number, Manner manner, List<Content> holds) throws IOException {
    FakePeer peer = new FakePeer(number, manner, CLIENT, holds);
    open.add(peer);
    return peer;
  }

  private ContentFetcher fetch(Demand demand, Peer... peers) {
    ContentFetcher fetcher =
        ContentFetcher.start(
            demand, List.of(peers), Optional.of(CLIENT), FakePeer.CHAIN, directory, limits());
    open.addFirst(fetcher);
    return fetcher;
  }

  private static void assertComplete(Demand demand, List<Content> contents) {
    await().atMost(LIMIT).untilAsserted(() -> assertThat(demand.missing()).isEmpty());
    for (Content content : contents) {
      assertThat(demand.kept.get(Bytes32.wrap(content.root()))).isEqualTo(content.encoded());
    }
  }

  @AfterEach
  void closeAll() throws Exception {
    for (AutoCloseable it : open) {
      it.close();
    }
  }

  @Test
  void aContentComesPieceByPieceInOrder() throws Exception {
    List<Content> contents = contents(1);
    FakePeer good = peer(1, Manner.GOOD, contents);
    Demand demand = new Demand(contents);
    ContentFetcher fetcher = fetch(demand, good.peer());
    assertComplete(demand, contents);
    assertThat(good.asked.stream().map(Asked::offset))
        .containsExactly(0L, 1_000L, 2_000L, 3_000L, 4_000L, 5_000L, 6_000L);
    assertThat(fetcher.peers())
        .singleElement()
        .satisfies(it -> assertThat(it.operator()).isEqualTo(good.peer().operator()))
        .satisfies(it -> assertThat(it.failures()).isZero());
    await().atMost(LIMIT).untilAsserted(() -> assertThat(directory).isEmptyDirectory());
  }

  /** Bad ones in front and behind: the contents come, and only what was asked for is kept. */
  @ParameterizedTest
  @EnumSource(value = Manner.class, mode = EnumSource.Mode.EXCLUDE, names = "GOOD")
  void badPeersStopNoGoodOne(Manner manner) throws Exception {
    List<Content> contents = contents(4);
    FakePeer first = peer(1, manner, contents);
    FakePeer good = peer(2, Manner.GOOD, contents);
    FakePeer last = peer(3, manner, contents);
    Demand demand = new Demand(contents);
    ContentFetcher fetcher = fetch(demand, first.peer(), good.peer(), last.peer());
    assertComplete(demand, contents);
    assertThat(demand.kept).hasSize(4);
    if (manner != Manner.LACKS) {
      await()
          .atMost(LIMIT)
          .untilAsserted(
              () ->
                  assertThat(fetcher.peers().getFirst().problem())
                      .as("%s", fetcher.peers())
                      .isPresent());
    }
  }

  @Test
  void peersThatCannotBeReachedAreLeftAloneLongerEachTime() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    Peer gone =
        new Peer(OperatorKey.of(BigInteger.TEN).address(), URI.create("http://127.0.0.1:" + port));
    List<Content> contents = contents(2);
    Demand demand = new Demand(contents);
    ContentFetcher fetcher = fetch(demand, gone);
    await()
        .atMost(LIMIT)
        .untilAsserted(() -> assertThat(fetcher.peers().getFirst().failures()).isGreaterThan(3));
    assertThat(fetcher.peers().getFirst().failures()).isLessThan(9);
    assertThat(demand.kept).isEmpty();
  }

  @Test
  void oneThatHoldsOnlySomeGivesThoseAndAnotherTheRest() throws Exception {
    List<Content> contents = contents(2);
    Content stranger = content(77);
    FakePeer one = peer(1, Manner.GOOD, List.of(contents.get(0), stranger));
    FakePeer other = peer(2, Manner.GOOD, List.of(stranger, contents.get(1)));
    Demand demand = new Demand(contents);
    fetch(demand, one.peer(), other.peer());
    assertComplete(demand, contents);
    assertThat(demand.kept).doesNotContainKey(Bytes32.wrap(stranger.root()));
  }

  @Test
  void aFetchGoesOnWhereItWasInterrupted() throws Exception {
    List<Content> contents = contents(1);
    FakePeer peer = peer(1, Manner.GOOD, contents);
    peer.pieces = 3;
    Demand demand = new Demand(contents);
    try (ContentFetcher first =
        ContentFetcher.start(
            demand,
            List.of(peer.peer()),
            Optional.of(CLIENT),
            FakePeer.CHAIN,
            directory,
            limits())) {
      await().atMost(LIMIT).untilAsserted(() -> assertThat(peer.asked).hasSizeGreaterThan(3));
      assertThat(first.peers()).hasSize(1);
    }
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files).singleElement().satisfies(it -> assertThat(it).hasSize(3 * PIECE));
    }
    peer.asked.clear();
    peer.pieces = Integer.MAX_VALUE;
    fetch(demand, peer.peer());
    assertComplete(demand, contents);
    assertThat(peer.asked.getFirst().offset()).isEqualTo(3 * PIECE);
  }

  /** What a crash of the machine left may be anything: it is seen at the end, and fetched anew. */
  @Test
  void aDamagedPartIsFetchedAnew() throws Exception {
    List<Content> contents = contents(1);
    FakePeer peer = peer(1, Manner.GOOD, contents);
    String root = Bytes32.wrap(contents.getFirst().root()).toUnprefixedHexString();
    String operator = peer.peer().operator().bytes().toUnprefixedHexString();
    Files.write(directory.resolve(root + "-" + operator + ".fetch"), new byte[2 * PIECE]);
    Demand demand = new Demand(contents);
    fetch(demand, peer.peer());
    assertComplete(demand, contents);
  }

  @Test
  void whatComesAnotherWayIsNotFetchedToItsEnd() throws Exception {
    List<Content> contents = contents(1);
    FakePeer peer = peer(1, Manner.GOOD, contents);
    peer.pieces = 2;
    Demand demand = new Demand(contents);
    ContentFetcher fetcher = fetch(demand, peer.peer());
    await().atMost(LIMIT).untilAsserted(() -> assertThat(peer.asked).hasSizeGreaterThan(2));
    demand.keep(Bytes32.wrap(contents.getFirst().root()), contents.getFirst().encoded());
    await()
        .atMost(LIMIT)
        .untilAsserted(() -> assertThat(fetcher.peers().getFirst().busy()).isFalse());
    int before = peer.asked.size();
    Thread.sleep(300);
    assertThat(peer.asked).hasSize(before);
  }

  /** Whoever gives what was asked for is not blamed for what this node has thrown away. */
  @Test
  void moreFetchesAtOnceThanPartsAreKeptSpoilNone() throws Exception {
    List<Content> contents = contents(24);
    List<Peer> peers = new ArrayList<>();
    for (int number = 1; number <= 4; number++) {
      peers.add(peer(number, Manner.GOOD, contents).peer());
    }
    Demand demand = new Demand(contents);
    ContentFetcher fetcher =
        ContentFetcher.start(
            demand, peers, Optional.of(CLIENT), FakePeer.CHAIN, directory, limits(1));
    open.addFirst(fetcher);
    assertComplete(demand, contents);
    // A busy machine may be too slow for a piece; wrong bytes are another thing.
    assertThat(fetcher.peers())
        .allSatisfy(it -> assertThat(it.problem().orElse("")).doesNotContain("gave"));
  }

  @Test
  void aSlowPeerDoesNotHaveAContentForItself() throws Exception {
    List<Content> contents = contents(1);
    FakePeer slow = peer(1, Manner.GOOD, contents);
    slow.pieces = 1;
    FakePeer good = peer(2, Manner.LACKS, contents);
    Demand demand = new Demand(contents);
    fetch(demand, slow.peer(), good.peer());
    await().atMost(LIMIT).untilAsserted(() -> assertThat(slow.asked).isNotEmpty());
    good.manner = Manner.GOOD;
    assertComplete(demand, contents);
  }

  /** More of them than can be asked for before a peer is asked for the first one again. */
  @Test
  void contentsThatNobodyHasKeepNoOtherFromBeingFetched() throws Exception {
    List<Content> contents = contents(60);
    FakePeer peer = peer(1, Manner.GOOD, contents);
    contents.subList(0, 59).forEach(it -> peer.lacks.add(Bytes32.wrap(it.root())));
    Demand demand = new Demand(contents);
    fetch(demand, peer.peer());
    Bytes32 root = Bytes32.wrap(contents.getLast().root());
    await().atMost(LIMIT).until(() -> demand.has(root));
    assertThat(demand.missing()).hasSize(59);
  }

  @Test
  void contentsTooLargeAreNotAskedFor() throws Exception {
    Content content = content(1);
    FakePeer peer = peer(1, Manner.GOOD, List.of(content));
    Bytes32 root = Bytes32.wrap(content.root());
    Demand small = new Demand(List.of(content));
    ContentDemand large =
        new ContentDemand() {
          @Override
          public List<MissingContent> missing() {
            return small.missing();
          }

          @Override
          public Optional<WantedContent> sized(MissingContent missing) {
            return Optional.of(new WantedContent(1, root, (1 << 20) + 1, 256));
          }

          @Override
          public boolean has(Bytes32 asked) {
            return small.has(asked);
          }

          @Override
          public void keep(Bytes32 asked, byte[] encoded) {
            small.keep(asked, encoded);
          }
        };
    ContentFetcher fetcher =
        ContentFetcher.start(
            large, List.of(peer.peer()), Optional.of(CLIENT), FakePeer.CHAIN, directory, limits());
    open.addFirst(fetcher);
    Thread.sleep(200);
    assertThat(peer.asked).isEmpty();
  }
}
