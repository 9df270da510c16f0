package org.openledger.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
import org.openledger.node.chain.NodeLog;
import org.openledger.node.content.ContentStore;
import org.openledger.node.content.ContentUploads;
import org.openledger.node.content.MissingContentException;
import org.openledger.node.index.SegmentIndex;
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
  private final Journal journal;

  /** Blocks below {@link #next} whose content is lost. */
  private final NavigableSet<Long> lostBlocks = new ConcurrentSkipListSet<>();

  private volatile Knowledge known = Knowledge.none();
  private volatile long lastBlock;
  private volatile long next = 1;
  private boolean startedOver;

  private Node(Path directory) {
    this.directory = directory;
    contents = ContentStore.open(directory.resolve("content"));
    uploads = ContentUploads.open(directory.resolve("uploads"));
    journal = Journal.open(directory.resolve("journal.tsv"));
    List<Fact> facts = journal.facts().stream().map(Fact::parse).toList();
    index = SegmentIndex.open(directory.resolve("segments"), contents, this::lost);
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

  /** Contents that are being handed in. */
  public ContentUploads uploads() {
    return uploads;
  }

  /**
   * A content, checked against its root; empty where this node does not hold it.
   *
   * @param vocabularySize of its tokenizer
   */
  public Optional<byte[]> content(Bytes32 root, int vocabularySize) {
    try {
      return Optional.of(contents.get(root, vocabularySize).encoded());
    } catch (MissingContentException e) {
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

  /** How far this node is with every sealed version. */
  public List<SegmentStatus> segmentStatuses() {
    return index.statuses();
  }

  /** How far this node is with the version of a segment root; empty where it knows of none. */
  public Optional<SegmentStatus> segmentStatus(Bytes32 root) {
    return index.status(root);
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
            "content of contribution {} is read again from block {}",
            contribution,
            published.block());
      }
    }
  }
}
