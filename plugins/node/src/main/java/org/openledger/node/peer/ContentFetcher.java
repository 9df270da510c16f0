package org.openledger.node.peer;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.attribution.content.Content;
import org.openledger.attribution.content.MalformedContentException;
import org.openledger.node.MissingContent;
import org.openledger.node.content.OperatorKey;
import org.openledger.node.peer.PeerException.Reason;
import org.openledger.precompile.host.NodeFailureException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches in the background what is wanted, from peers by turns. Each peer gives one content at a
 * time, piece by piece; what it gave in part stays on the disk. A whole content is checked against
 * its root before anybody sees it. A peer that takes long with a content does not have it for
 * itself: others are asked for it too, and the first to end wins.
 */
public final class ContentFetcher implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ContentFetcher.class);

  private final ContentDemand demand;
  private final FetchOrder order = new FetchOrder();
  private final PeerTurns turns;
  private final PeerContents contents;
  private final Partials partials;
  private final FetchLimits limits;
  private final ExecutorService clock =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("openledger-fetch").factory());
  private final ExecutorService workers =
      Executors.newThreadPerTaskExecutor(
          Thread.ofPlatform().daemon().name("openledger-fetch-", 1).factory());

  /** Since when each content is being fetched by the peer that was asked last. */
  private final Map<Bytes32, Long> asked = new ConcurrentHashMap<>();

  private final Set<Bytes32> tooLarge = ConcurrentHashMap.newKeySet();

  private ContentFetcher(
      ContentDemand demand,
      List<Peer> peers,
      PeerContents contents,
      Path directory,
      FetchLimits limits) {
    this.demand = demand;
    this.turns = new PeerTurns(peers, limits);
    this.contents = contents;
    this.partials = Partials.open(directory, limits.partials());
    this.limits = limits;
  }

  /**
   * Starts to fetch.
   *
   * @param peers whom to ask
   * @param key of this node's operator; needed where there are peers
   * @param chainId of the chain that the contents are of
   * @param directory of what was fetched in part
   */
  public static ContentFetcher start(
      ContentDemand demand,
      List<Peer> peers,
      Optional<OperatorKey> key,
      BigInteger chainId,
      Path directory,
      FetchLimits limits) {
    PeerContents contents =
        key.<PeerContents>map(
                it -> new HttpPeerContents(it, chainId, limits.time(), InstantSource.system()))
            .orElse(ContentFetcher::refuse);
    return start(demand, peers, contents, directory, limits);
  }

  static ContentFetcher start(
      ContentDemand demand,
      List<Peer> peers,
      PeerContents contents,
      Path directory,
      FetchLimits limits) {
    ContentFetcher fetcher = new ContentFetcher(demand, peers, contents, directory, limits);
    fetcher.clock.execute(fetcher::run);
    return fetcher;
  }

  private static Bytes refuse(Peer peer, WantedContent content, long offset, int length)
      throws PeerException {
    throw new PeerException(Reason.REFUSED, "is not asked: this node has no key of an operator");
  }

  /** What is known of each peer. */
  public List<PeerStatus> peers() {
    return turns.statuses();
  }

  @Override
  public void close() {
    clock.shutdownNow();
    workers.shutdownNow();
    try {
      if (!workers.awaitTermination(5, TimeUnit.SECONDS)) {
        LOG.warn("OL-362 a content is still being fetched; it goes on at the next start");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      while (!clock.isShutdown()) {
        look();
        Thread.sleep(limits.tick());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Gives work to the peers that have none. */
  private void look() {
    try {
      List<MissingContent> missing = order.of(demand.missing());
      Set<Bytes32> roots = missing.stream().map(MissingContent::root).collect(Collectors.toSet());
      asked.keySet().retainAll(roots);
      if (missing.isEmpty()) {
        partials.clear(); // What a killed process left of a content that it had.
      }
      for (MissingContent content : missing) {
        if (!turns.isAnybodyFree()) {
          break;
        }
        if (mayBeAsked(content.root())) {
          turns.take(content.root()).ifPresent(peer -> ask(peer, content));
        }
      }
    } catch (RuntimeException e) {
      LOG.warn("OL-363 contents cannot be fetched now: {}", e.toString());
    }
  }

  private boolean mayBeAsked(Bytes32 root) {
    Long since = asked.get(root);
    return since == null || System.nanoTime() - since > limits.patience().toNanos();
  }

  private void ask(Peer peer, MissingContent missing) {
    order.asked(missing.root());
    boolean begun = false;
    try {
      Optional<WantedContent> content = demand.sized(missing).filter(this::isNotTooLarge);
      if (content.isPresent()) {
        asked.put(missing.root(), System.nanoTime());
        workers.execute(() -> fetch(peer, content.get()));
        begun = true;
      }
    } finally {
      if (!begun) {
        turns.left(peer);
      }
    }
  }

  private boolean isNotTooLarge(WantedContent content) {
    boolean large = content.size() > limits.content();
    if (large && tooLarge.add(content.root())) {
      LOG.error(
          "OL-364 content {} of contribution {} has {} bytes, too many to be fetched: copy its"
              + " file from another node's content directory",
          content.root().toHexString(),
          content.contribution(),
          content.size());
    }
    return !large;
  }

  private void fetch(Peer peer, WantedContent content) {
    Bytes32 root = content.root();
    try (Partials.Part part = partials.of(root, peer)) {
      fetchPieces(peer, content, part);
      if (keep(content, peer, part)) {
        turns.succeeded(peer);
      }
      asked.remove(root);
    } catch (PeerException e) {
      turns.failed(peer, root, e);
      asked.remove(root);
    } catch (IOException | NodeFailureException e) {
      // This node's own trouble: it stays asked for, and is tried again after the patience.
      LOG.error("OL-365 content {} cannot be written: {}", root.toHexString(), e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      turns.left(peer);
    }
  }

  /** All pieces that are not here yet, unless the content comes another way meanwhile. */
  private void fetchPieces(Peer peer, WantedContent content, Partials.Part part)
      throws IOException, PeerException, InterruptedException {
    long at = part.received();
    if (at > content.size()) {
      part.drop();
      at = 0;
    }
    while (at < content.size() && !demand.has(content.root())) {
      int length = (int) Math.min(limits.piece(), content.size() - at);
      part.append(contents.piece(peer, content, at, length));
      at += length;
    }
  }

  /**
   * Checks a whole content and hands it over. One at a time: that takes a multiple of its size.
   *
   * @return whether it is this peer's; else it came another way
   */
  private synchronized boolean keep(WantedContent content, Peer peer, Partials.Part part)
      throws IOException, PeerException {
    Bytes32 root = content.root();
    if (demand.has(root)) {
      partials.drop(root);
      return false;
    }
    byte[] whole = part.whole();
    Bytes32 found;
    try {
      found = Bytes32.wrap(Content.parse(whole, content.vocabularySize()).root());
    } catch (MalformedContentException e) {
      part.drop();
      throw new PeerException(Reason.WRONG, "gave a malformed content: " + e.getMessage());
    }
    if (!found.equals(root)) {
      part.drop();
      throw new PeerException(
          Reason.WRONG, "gave content " + found.toHexString() + " for " + root.toHexString());
    }
    demand.keep(root, whole);
    partials.drop(root);
    LOG.info(
        "OL-366 content {} of contribution {} was fetched from {}",
        root.toHexString(),
        content.contribution(),
        peer);
    return true;
  }
}
