package org.openledger.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.attribution.segment.Segment;
import org.openledger.node.call.RecentCalls;
import org.openledger.node.chain.NodeLog;
import org.openledger.node.content.ContentPiece;
import org.openledger.node.content.ContentStore;
import org.openledger.node.content.ContentUploads;
import org.openledger.node.content.ForeignContentException;
import org.openledger.node.content.MissingContentException;
import org.openledger.node.content.StoredContents;
import org.openledger.node.index.SealedVersion;
import org.openledger.node.index.SegmentIndex;
import org.openledger.node.index.SegmentState;
import org.openledger.node.index.SegmentStatus;
import org.openledger.precompile.host.NodeFailureException;
import org.openledger.precompile.host.SegmentSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The part of OpenLedger that is a node's own: it reads the logs of each block, keeps the content
 * that they publish, and builds the index of each version that they seal. All of it is derived
 * data: what is lost or damaged is read from the chain again, see {@link #resumeBlock}.
 *
 * <p>Blocks are handed in by one thread, in any number of repetitions; queries come from any.
 */
public final class Node implements SegmentSource, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Node.class);

  private final Path directory;
  private final ContentStore contents;
  private final ContentUploads uploads;
  private final SegmentIndex index;
  private final RecentCalls recentCalls;
  private final Journal journal;

  /** Blocks below {@link #next} whose content is lost. */
  private final NavigableSet<Long> lostBlocks = new ConcurrentSkipListSet<>();

  private volatile Knowledge known = Knowledge.none();
  private volatile long lastBlock;
  private volatile long next = 1;
  private boolean startedOver;

  private Node(Path directory) {
    this.directory = directory;
    contents = ContentStore.open(directory.resolve(NodeData.CONTENTS));
    uploads = ContentUploads.open(directory.resolve(NodeData.UPLOADS));
    journal = Journal.open(directory.resolve(NodeData.JOURNAL));
    List<Fact> facts = journal.facts().stream().map(Fact::parse).toList();
    index = SegmentIndex.open(directory.resolve(NodeData.SEGMENTS), contents, this::lost);
    recentCalls = new RecentCalls(index::wasWrong);
    learn(facts);
  }

  /**
   * Opens or creates a node's data.
   *
   * @throws UncheckedIOException where the directory cannot be used
   */
  public static Node open(Path directory) {
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException("data directory " + directory + " cannot be made", e);
    }
    return new Node(directory);
  }

  /**
   * Ties the data to a chain; to be called before the first block. What blocks above the chain's
   * head told is dropped, and so is what was learned while no chain was named: it is read again.
   *
   * @param chain what tells this chain from all others, one line without tabs
   * @param head number of its last block
   * @throws OtherChainException where the data are of another chain
   */
  public synchronized void bind(String chain, long head) {
    String bound = journal.chain().orElse("");
    if (!bound.isEmpty() && !bound.equals(chain)) {
      throw new OtherChainException(
          "the data in "
              + directory
              + " are of the chain "
              + bound
              + ", this node's chain is "
              + chain
              + ": give each chain a data directory of its own, or delete this one: it is filled"
              + " from the chain again");
    }
    List<Fact> facts = journal.facts().stream().map(Fact::parse).toList();
    List<Fact> kept = bound.isEmpty() ? List.of() : upTo(head, facts);
    if (bound.isEmpty() || kept.size() < facts.size()) {
      keep(chain, kept);
    }
  }

  /**
   * Follows the chain back: what blocks above {@code head} told is forgotten. The next block handed
   * in is the one after it.
   *
   * @param head number of the last block that stays
   * @throws NodeFailureException where it cannot; it is to be tried again
   */
  public synchronized void rewind(long head) {
    // Unlike after a restart, all blocks up to here are known to have been read.
    long reached = next;
    long last = lastBlock;
    List<Fact> facts = journal.facts().stream().map(Fact::parse).toList();
    List<Fact> kept = upTo(head, facts);
    if (kept.size() < facts.size()) {
      keep(journal.chain().orElse(""), kept);
    }
    next = Math.min(reached, head + 1);
    lastBlock = Math.min(last, head);
  }

  private static List<Fact> upTo(long head, List<Fact> facts) {
    return facts.stream().filter(fact -> fact.block() <= head).toList();
  }

  /** Forgets all but these facts. */
  private void keep(String chain, List<Fact> kept) {
    journal.rewrite(chain, kept.stream().map(Fact::line).toList());
    known = Knowledge.none();
    lostBlocks.clear();
    lastBlock = 0;
    index.retain(
        kept.stream()
            .filter(Fact.Sealed.class::isInstance)
            .map(fact -> ((Fact.Sealed) fact).root())
            .collect(Collectors.toSet()));
    learn(kept);
  }

  /**
   * Takes in a block's logs.
   *
   * @param number the block's number
   * @param logs all its logs, in order; those of other contracts are passed over
   * @throws NodeFailureException where it cannot; nothing of the block is taken in then, and it is
   *     to be handed in again
   */
  public synchronized void onBlock(long number, List<NodeLog> logs) {
    // First: what is found to be lost from here on is asked for once more.
    boolean again = lostBlocks.remove(number);
    boolean done = false;
    try {
      Set<Bytes32> arrived = new HashSet<>();
      List<Fact> told =
          BlockReader.facts(
              number,
              logs,
              (root, content) -> {
                contents.put(root, content);
                arrived.add(root);
              });
      List<Fact> facts = fresh(told);
      journal.append(facts.stream().map(Fact::line).toList());
      facts.forEach(this::learn);
      arrived.forEach(index::arrived);
      lastBlock = Math.max(lastBlock, number);
      next = Math.max(next, number + 1);
      done = true;
    } finally {
      if (again && !done) {
        lostBlocks.add(number);
      }
    }
  }

  /**
   * A block up to which all logs are known to have been taken in; after a restart the last one that
   * told something.
   */
  public long lastBlock() {
    return lastBlock;
  }

  /**
   * The block to hand in next: the least one whose content is lost; where nothing is, the first one
   * that was not handed in. The host asks before each block, because content may be found lost at
   * any time. After a restart the last known block is read once more.
   */
  public long resumeBlock() {
    Long lost = lostBlocks.ceiling(0L);
    return lost == null ? next : Math.min(lost, next);
  }

  /**
   * Takes note that the host no longer has a block. One that is only asked for once more is given
   * up, so that those after it are still read.
   *
   * @return whether the host may go on at {@link #resumeBlock}
   */
  public boolean giveUp(long number) {
    boolean again = number < next;
    if (again) {
      lostBlocks.remove(number);
    }
    return again;
  }

  @Override
  public Segment segment(Bytes32 root) {
    return index.segment(root);
  }

  @Override
  public <T> T read(List<List<Bytes32>> corpus, Function<List<Segment>, T> question) {
    return index.read(corpus, question);
  }

  /** What contracts that run on this node's indexes have computed lately. */
  public RecentCalls recentCalls() {
    return recentCalls;
  }

  /** Contents that are being handed in. */
  public ContentUploads uploads() {
    return uploads;
  }

  /**
   * A content, checked against its root; empty where this node does not hold it, or it is of
   * another tokenizer.
   *
   * @param vocabularySize of its tokenizer
   */
  public Optional<byte[]> content(Bytes32 root, int vocabularySize) {
    try {
      return Optional.of(contents.get(root, vocabularySize).encoded());
    } catch (MissingContentException | ForeignContentException e) {
      LOG.debug("content {}: {}", root, e.getMessage());
      return Optional.empty();
    } catch (IOException e) {
      throw new NodeFailureException("content " + root.toHexString() + " cannot be read", e);
    }
  }

  /** Keeps a content whose root the caller has checked, and takes up what waited for it. */
  public void keep(Bytes32 root, byte[] encoded) {
    contents.put(root, encoded);
    index.arrived(root);
  }

  /** Whether there is a file of this content; that it is sound, only reading it says. */
  public boolean hasContent(Bytes32 root) {
    return contents.has(root);
  }

  /**
   * A piece of a content that was checked against its root; empty where this node does not hold it.
   *
   * @param vocabularySize of its tokenizer
   * @param offset where it begins
   * @param length bytes at most
   */
  public Optional<ContentPiece> contentPiece(
      Bytes32 root, int vocabularySize, long offset, int length) {
    try {
      return contents.piece(root, vocabularySize, offset, length);
    } catch (IOException e) {
      throw new NodeFailureException("content " + root.toHexString() + " cannot be read", e);
    }
  }

  /**
   * Contents that sealed versions need and this node lacks; those of active and announced versions
   * first. What stands in a block that is being read again is not among them.
   */
  public List<MissingContent> missingContents() {
    Knowledge now = known;
    List<MissingContent> missing = new ArrayList<>();
    for (Fact.Sealed sealed : now.sealed()) {
      if (isPending(sealed.root())) {
        missing.addAll(missing(now, sealed));
      }
    }
    missing.sort(
        Comparator.comparing((MissingContent it) -> !it.needed())
            .thenComparingLong(MissingContent::contribution));
    return missing;
  }

  /**
   * Active and announced versions without an index, by Datanet and version: empty where a block
   * cannot stop this node. A version that was just sealed is not yet among them.
   */
  public List<Unready> unready() {
    Knowledge now = known;
    List<Unready> unready = new ArrayList<>();
    for (Fact.Sealed sealed : now.sealed()) {
      SegmentStatus status = index.status(sealed.root()).orElse(null);
      if (now.isNeeded(sealed) && status != null && status.state() != SegmentState.READY) {
        unready.add(unready(now, sealed, status));
      }
    }
    unready.sort(Comparator.comparingLong(Unready::datanet).thenComparingLong(Unready::version));
    return unready;
  }

  /** Takes up versions that failed and whose contents are all here: they may be put in by hand. */
  public void retry() {
    Knowledge now = known;
    for (Fact.Sealed sealed : now.sealed()) {
      boolean failed =
          index
              .status(sealed.root())
              .filter(status -> status.state() == SegmentState.FAILED)
              .isPresent();
      if (failed && now.version(sealed).contentRoots().stream().allMatch(contents::has)) {
        index.retry(sealed.root());
      }
    }
  }

  /** Whether a version's index is here, verified, resident, and not another than was attested. */
  public boolean isReady(Bytes32 root) {
    return index.isReady(root);
  }

  /**
   * Asks for an index as a block does, but waits for nothing. Where it failed, it is tried anew,
   * unless contents are missing: then their coming is what it waits for.
   *
   * @return what is the matter with it; empty where it is ready, or this node knows of no such
   *     version
   */
  public Optional<Unready> urge(Bytes32 root) {
    Knowledge now = known;
    SegmentStatus status = index.status(root).orElse(null);
    Optional<Fact.Sealed> sealed =
        now.sealed().stream().filter(it -> it.root().equals(root)).findFirst();
    if (status == null || sealed.isEmpty()) {
      return Optional.empty();
    }
    if (status.state() == SegmentState.READY) {
      index.urge(root); // It may rest.
      return Optional.empty();
    }
    Unready unready = unready(now, sealed.get(), status);
    if (unready.missing() == 0) {
      index.urge(root);
    }
    return Optional.of(unready);
  }

  private Unready unready(Knowledge now, Fact.Sealed sealed, SegmentStatus status) {
    List<MissingContent> missing = isPending(sealed.root()) ? missing(now, sealed) : List.of();
    return new Unready(
        sealed.root(),
        sealed.datanet(),
        sealed.version(),
        status.state(),
        missing.size(),
        reason(status, missing));
  }

  private static String reason(SegmentStatus status, List<MissingContent> missing) {
    if (missing.isEmpty()) {
      return status.problem() == null ? "it is being built" : status.problem();
    }
    MissingContent first = missing.getFirst();
    return "content "
        + first.root().toHexString()
        + " of contribution "
        + first.contribution()
        + " is missing"
        + (missing.size() == 1 ? "" : " (and " + (missing.size() - 1) + " more)");
  }

  /** Whether a segment is neither ready nor being opened from its file. */
  private boolean isPending(Bytes32 root) {
    return index
        .status(root)
        .map(SegmentStatus::state)
        .filter(
            state ->
                state == SegmentState.FAILED
                    || (state == SegmentState.BUILDING && !index.hasFile(root)))
        .isPresent();
  }

  private List<MissingContent> missing(Knowledge now, Fact.Sealed sealed) {
    SealedVersion version = now.version(sealed);
    List<MissingContent> missing = new ArrayList<>();
    for (int i = 0; i < version.orders().size(); i++) {
      long contribution = version.orders().get(i);
      Bytes32 root = version.contentRoots().get(i);
      Fact.Published published = now.published(contribution);
      boolean readAgain = published != null && lostBlocks.contains(published.block());
      if (!readAgain && !contents.has(root)) {
        missing.add(
            new MissingContent(
                contribution,
                root,
                version.tokenizer(),
                version.datanet(),
                version.version(),
                now.isNeeded(sealed)));
      }
    }
    return missing;
  }

  /** How far this node is with every sealed version. */
  public List<SegmentStatus> segmentStatuses() {
    return index.statuses();
  }

  /** How far this node is with the version of a segment root; empty where it knows of none. */
  public Optional<SegmentStatus> segmentStatus(Bytes32 root) {
    return index.status(root);
  }

  /** What of contents this node holds; counted anew at each call. */
  public StoredContents storedContents() {
    return contents.stored();
  }

  @Override
  public void close() {
    index.close();
    journal.close();
  }

  /** What of a block's facts is new, once all of them fit to what is known. */
  private List<Fact> fresh(List<Fact> told) {
    Knowledge trial = known.trial();
    try {
      return told.stream().filter(trial::add).toList();
    } catch (NodeFailureException e) {
      if (!startedOver) {
        startedOver = true;
        next = 1;
        throw new NodeFailureException(
            e.getMessage() + ": the chain is read again from its first block", e);
      }
      throw new NodeFailureException(
          e.getMessage() + ": stop this node, delete " + directory + ", start it again", e);
    }
  }

  private void learn(List<Fact> facts) {
    facts.forEach(this::learn);
    next = Math.max(1, lastBlock);
    Set<Long> indexed = new HashSet<>();
    for (Fact.Sealed sealed : known.sealed()) {
      if (index.hasFile(sealed.root())) {
        indexed.addAll(sealed.orders());
      }
    }
    for (Fact.Published published : known.published()) {
      if (!indexed.contains(published.contribution()) && !contents.has(published.root())) {
        lost(List.of(published.contribution()));
      }
    }
  }

  private void learn(Fact fact) {
    known.add(fact);
    lastBlock = Math.max(lastBlock, fact.block());
    switch (fact) {
      case Fact.Sealed it -> index.add(known.version(it));
      case Fact.Announced it -> index.want(known.root(it));
      case Fact.Activated it -> index.attest(known.root(it), it.digest());
      case Fact.Datanet it -> LOG.debug("{}", it);
      case Fact.Contributed it -> LOG.debug("{}", it);
      case Fact.Published it -> LOG.debug("{}", it);
    }
  }

  private void lost(List<Long> contributions) {
    for (Long contribution : contributions) {
      Fact.Published published = known.published(contribution);
      if (published != null) {
        lostBlocks.add(published.block());
        LOG.info(
            "OL-310 content of contribution {} is read again from block {}",
            contribution,
            published.block());
      }
    }
  }
}
