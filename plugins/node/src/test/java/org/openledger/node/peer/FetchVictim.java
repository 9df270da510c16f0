package org.openledger.node.peer;

import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.attribution.content.Content;
import org.openledger.node.MissingContent;
import org.openledger.node.content.ContentStore;
import org.openledger.node.content.OperatorKey;
import org.openledger.precompile.host.Address;

/** A process that fetches contents into a store, again and again, until it is killed. */
final class FetchVictim {

  static final OperatorKey KEY = OperatorKey.of(BigInteger.valueOf(42));

  /** Pieces of a content, the last one shorter. */
  static final int PIECES = 6;

  static final List<Content> CONTENTS =
      IntStream.range(0, 3).mapToObj(FetchVictim::content).toList();

  /** In bytes. */
  static final int PIECE = 16_000;

  private FetchVictim() {}

  /** The directory and the number of the first round. */
  public static void main(String[] args) throws Exception {
    Path parent = Path.of(args[0]);
    live(parent, -1);
    long begun = System.nanoTime();
    live(parent, -2);
    System.out.println("took " + (System.nanoTime() - begun) / 1_000_000);
    for (long round = Long.parseLong(args[1]); ; round++) {
      System.out.println("round " + round);
      live(parent, round);
    }
  }

  /** A store that wants what it does not hold. */
  static ContentDemand demand(ContentStore store) {
    Demand all = new Demand(CONTENTS);
    return new ContentDemand() {
      @Override
      public List<MissingContent> missing() {
        return all.missing().stream().filter(it -> !store.has(it.root())).toList();
      }

      @Override
      public Optional<WantedContent> sized(MissingContent missing) {
        return all.sized(missing);
      }

      @Override
      public boolean has(Bytes32 root) {
        return store.has(root);
      }

      @Override
      public void keep(Bytes32 root, byte[] encoded) {
        store.put(root, encoded);
      }
    };
  }

  static Path store(Path parent, long round) {
    return parent.resolve("round" + round).resolve("content");
  }

  static Path parts(Path parent, long round) {
    return parent.resolve("round" + round).resolve("fetches");
  }

  /** Fetches what the store of a round lacks, until it lacks nothing. */
  static void live(Path parent, long round) throws IOException, InterruptedException {
    Peer peer = new Peer(key(1), URI.create(Files.readString(parent.resolve("url"))));
    ContentDemand demand = demand(ContentStore.open(store(parent, round)));
    try (ContentFetcher fetcher =
        ContentFetcher.start(
            demand,
            List.of(peer),
            Optional.of(KEY),
            FakePeer.CHAIN,
            parts(parent, round),
            limits())) {
      while (!demand.missing().isEmpty() || !isEmpty(parts(parent, round))) {
        Thread.sleep(1);
      }
      if (fetcher.peers().getFirst().failures() > 0) {
        throw new IllegalStateException("round " + round + ": " + fetcher.peers());
      }
    }
  }

  private static boolean isEmpty(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.findAny().isEmpty();
    }
  }

  private static Address key(int number) {
    return OperatorKey.of(BigInteger.valueOf(1_000 + number)).address();
  }

  private static FetchLimits limits() {
    Duration second = Duration.ofSeconds(1);
    return new FetchLimits(
        PIECE,
        1 << 20,
        8,
        Duration.ofSeconds(30),
        Duration.ofSeconds(30),
        second,
        second,
        second,
        Duration.ofMillis(1));
  }

  private static Content content(int seed) {
    int[] ids = new int[40_000 + seed];
    Arrays.setAll(ids, i -> (i * 31 + seed * 7) % 256);
    return Content.of(List.of(ids), 256);
  }
}
