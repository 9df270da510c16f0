package org.openledger.attribution.segment;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openledger.attribution.content.Content;

/**
 * A suffix-array index over the contributions of a sealed version; immutable, and read by many
 * threads at once.
 *
 * <p>Documents stand in the text by ascending (order, index in the contribution), so the smallest
 * place in the text is the earliest holder. Each is followed by a separator that no query contains:
 * nothing is ever found across the border of a document. Ids outside 0 to V - 1 are found nowhere.
 *
 * <p>Costs, for n tokens: see {@link Query}, which answers many questions about an answer at once;
 * {@link #interval} and {@link #longestMatch} ask one. {@link #earliest} reads at most 336 numbers.
 */
public final class Segment extends Holdings implements AutoCloseable {
  private final @Nullable Arena arena;

  /** Of an image that is verified, every byte of it. */
  Segment(SegmentImage image, @Nullable Arena arena) {
    super(image);
    this.arena = arena;
  }

  /**
   * Opens a segment file, mapped off the heap, after verifying every byte of it: the digests, the
   * header, the tables, that the suffixes are a permutation of the tokens, and that the text has
   * the content roots and the segment root that the file names. {@link UnverifiedSegment} opens one
   * at once.
   *
   * @throws SegmentFormatException if the file is not intact
   * @throws IOException if it cannot be read
   */
  public static Segment open(Path file) throws IOException {
    Arena arena = Arena.ofShared();
    boolean opened = false;
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      MemorySegment memory = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
      Segment segment = new Segment(SegmentCheck.verified(memory), arena);
      opened = true;
      return segment;
    } finally {
      if (!opened) {
        arena.close();
      }
    }
  }

  /**
   * Builds a segment in memory.
   *
   * @throws IllegalArgumentException as {@link SegmentWriter#write} does
   */
  public static Segment of(
      String tokenizerId, int vocabularySize, List<Contribution> contributions) {
    try {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      SegmentWriter.encode(tokenizerId, vocabularySize, contributions, out);
      return parse(out.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException("a segment just built", e);
    }
  }

  /**
   * Reads a segment from bytes, verified as {@link #open} does. The bytes must not change
   * afterwards.
   *
   * @throws SegmentFormatException if they are not intact
   */
  public static Segment parse(byte[] bytes) throws SegmentFormatException {
    return new Segment(SegmentCheck.verified(MemorySegment.ofArray(bytes)), null);
  }

  /** Unmaps the file. Queries that still run fail with IllegalStateException. */
  @Override
  public void close() {
    if (arena != null && arena.scope().isAlive()) {
      arena.close();
    }
  }

  /** Brings all pages of the file into memory, as far as the system has room for them. */
  public void load() {
    if (arena != null) {
      image.memory().load();
    }
  }

  /**
   * SHA-256 over the canonical bytes of the index, 32 bytes: the same on every machine, and however
   * files pack it. What operators attest to.
   */
  public byte[] digest() {
    return image.indexDigest();
  }

  /** How many documents there are. */
  public int documents() {
    return image.layout().documents();
  }

  /** How many contributions there are. */
  public int contributions() {
    return image.layout().contributions();
  }

  /** Index of the contribution that holds a document. */
  public int contributionOf(int document) {
    return image.contributionOf(document);
  }

  /** Order of a contribution. */
  public long contributionOrder(int contribution) {
    return image.order(contribution);
  }

  /** Content root of a contribution, 32 bytes. */
  public byte[] contentRoot(int contribution) {
    return image.contentRoot(contribution);
  }

  /** Index of a document within its contribution. */
  public int documentIndex(int document) {
    return document - image.firstDocument(image.contributionOf(document));
  }

  /** Tokens of a document. */
  public int documentLength(int document) {
    return image.end(document) - image.start(document);
  }

  /** Ids of a document. */
  public int[] document(int document) {
    int start = image.start(document);
    int[] ids = new int[documentLength(document)];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = tokenAt(start + i);
    }
    return ids;
  }

  /** The documents of a contribution as content, for proofs. */
  public Content content(int contribution) {
    List<int[]> documents = new ArrayList<>();
    int first = image.firstDocument(contribution);
    for (int d = 0; d < image.documentsOf(contribution); d++) {
      documents.add(document(first + d));
    }
    return Content.of(documents, vocabularySize());
  }

  /** The id at a place of the text, or -1 where a document ends. */
  public int tokenAt(int position) {
    return image.text().get(position) - 1;
  }

  /** The place of the text where the suffix of a rank begins; ranks go from 0 to tokens() - 1. */
  public int positionOf(int rank) {
    return image.suffixes().get(rank);
  }

  /** The document that a place of the text lies in. */
  public int documentAt(int position) {
    return image.documentHolding(position);
  }

  /** How many tokens stand in the document before a place of the text. */
  public int offsetAt(int position) {
    return position - image.start(documentAt(position));
  }

  /** Where the ids y[begin, end) occur; their number is the interval's count. */
  public Interval interval(int[] y, int begin, int end) {
    int[] ids = Arrays.copyOfRange(y, begin, end);
    return new Query(image, minimum, ids, 1).interval(0, ids.length);
  }

  /** How many of the ids from y[at] on occur consecutively in a document. */
  public int longestMatch(int[] y, int at) {
    return longestMatch(y, at, y.length);
  }

  /** The smallest place of the text among the suffixes of ranks [lo, hi), which are not none. */
  public int earliest(int lo, int hi) {
    return minimum.min(lo, hi);
  }
}
