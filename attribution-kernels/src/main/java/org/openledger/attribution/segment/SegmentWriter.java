package org.openledger.attribution.segment;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.IntToLongFunction;
import org.jspecify.annotations.Nullable;
import org.openledger.attribution.content.Content;
import org.openledger.attribution.content.SegmentRoot;
import org.openledger.attribution.content.Sha256;
import org.openledger.attribution.progress.Progress;

/**
 * Builds segments. The same contributions give the same bytes on every machine.
 *
 * <p>Memory while building: about 13 bytes for each token besides the contents.
 */
@SuppressWarnings("ByteBufferBackingArray") // All buffers here are whole arrays, see littleEndian.
public final class SegmentWriter {
  private final String tokenizerId;
  private final int vocabularySize;
  private final List<Contribution> contributions;
  private final byte[] root;
  private final SegmentLayout layout;
  private final Progress progress;

  private SegmentWriter(
      String tokenizerId, int vocabularySize, List<Contribution> contributions, Progress progress) {
    this.tokenizerId = tokenizerId;
    this.vocabularySize = vocabularySize;
    this.contributions = List.copyOf(contributions);
    this.progress = progress;
    this.root = root(contributions);
    this.layout = layout(vocabularySize, contributions);
    requireFit();
  }

  /**
   * Writes {@code <hex root>.segment}: under a temporary name, forced to the disk, then renamed, so
   * that no reader ever sees a part of it. An older file of that name is replaced.
   *
   * @param directory where to write; exists
   * @param tokenizerId 1 to 63 ASCII characters
   * @param vocabularySize V of the tokenizer
   * @param segmentRoot what the root must be, or null if the caller has no expectation
   * @param contributions by strictly ascending order
   * @param progress told about the steps
   * @return the file
   * @throws IllegalArgumentException if the orders do not ascend, a content does not have its root
   *     or is of another vocabulary, the root is another, or there is too much text for one segment
   * @throws IOException if it cannot be written; nothing is left behind then
   */
  public static Path write(
      Path directory,
      String tokenizerId,
      int vocabularySize,
      byte @Nullable [] segmentRoot,
      List<Contribution> contributions,
      Progress progress)
      throws IOException {
    SegmentWriter writer = new SegmentWriter(tokenizerId, vocabularySize, contributions, progress);
    if (segmentRoot != null && !Arrays.equals(segmentRoot, writer.root)) {
      throw new IllegalArgumentException(
          "the contributions have root "
              + HexFormat.of().formatHex(writer.root)
              + ", not "
              + HexFormat.of().formatHex(segmentRoot));
    }
    Path target = directory.resolve(fileName(writer.root));
    Path temporary = Files.createTempFile(directory, "segment", ".tmp");
    try {
      try (FileChannel file = FileChannel.open(temporary, StandardOpenOption.WRITE);
          OutputStream out = new BufferedOutputStream(Channels.newOutputStream(file), 1 << 16)) {
        writer.encode(out);
        out.flush();
        file.force(true);
      }
      Files.move(
          temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
    }
    forceDirectory(directory);
    return target;
  }

  /** Name of the file of the segment with this root. */
  public static String fileName(byte[] segmentRoot) {
    return HexFormat.of().formatHex(segmentRoot) + ".segment";
  }

  static void encode(
      String tokenizerId, int vocabularySize, List<Contribution> contributions, OutputStream out)
      throws IOException {
    new SegmentWriter(tokenizerId, vocabularySize, contributions, Progress.NONE).encode(out);
  }

  private void encode(OutputStream out) throws IOException {
    Sink sink = new Sink(out);
    header(sink);
    contributions(sink);
    int[] text = text();
    documents(sink);
    sink.inTables = false;
    sink.column(layout.symbolWidth(), text.length, i -> text[i]);
    int[] suffixes = SuffixArrays.build(text, vocabularySize + 1, progress);
    // The smallest suffixes are those that begin at separators: nobody looks for them.
    int first = layout.documents();
    sink.column(layout.placeWidth(), (int) layout.tokens(), rank -> suffixes[first + rank]);
    sink.column(
        SegmentLayout.BRANCH_WIDTH, (int) layout.tokens(), new Branches(text, suffixes, first));
    long[] heads = keys(text, suffixes, 0);
    sink.column(layout.keyWidth(), heads.length, k -> heads[k]);
    long[] tails = keys(text, suffixes, layout.keySymbols());
    sink.column(layout.keyWidth(), tails.length, k -> tails[k]);
    int[] fences = fences(heads);
    sink.column(layout.fenceWidth(), fences.length, f -> fences[f]);
    int[] numbers = Arrays.copyOfRange(suffixes, first, suffixes.length);
    int bits = SegmentLayout.MINIMA_FIRST_BITS;
    for (int level = 0; level < layout.minimaLevels(); level++) {
      int[] minima = minima(numbers, bits, layout.minima(level));
      sink.column(layout.placeWidth(), minima.length, i -> minima[i]);
      numbers = minima;
      bits = SegmentLayout.MINIMA_NEXT_BITS;
    }
    out.write(footer(indexDigest(text, suffixes), sink));
    progress.report("writing", layout.length(), layout.length());
  }

  private byte[] footer(byte[] indexDigest, Sink sink) {
    ByteBuffer footer = littleEndian(SegmentLayout.FOOTER);
    footer.putLong(layout.length()).put(indexDigest).put(sink.digest.digest());
    sink.tables.update(footer.array(), 0, footer.position());
    footer.put(sink.tables.digest()).put(SegmentLayout.END_MAGIC);
    return footer.array();
  }

  private byte[] indexDigest(int[] text, int[] suffixes) {
    IndexDigest index = new IndexDigest(tokenizerId, layout);
    for (Contribution contribution : contributions) {
      int documents = contribution.content().documentCount();
      index.contribution(contribution.order(), contribution.contentRoot(), documents);
    }
    for (Contribution contribution : contributions) {
      for (int d = 0; d < contribution.content().documentCount(); d++) {
        index.number(contribution.content().documentLength(d));
      }
    }
    for (int symbol : text) {
      index.symbol(symbol);
    }
    for (int rank = layout.documents(); rank < suffixes.length; rank++) {
      index.number(suffixes[rank]);
    }
    return index.value();
  }

  private void header(Sink sink) throws IOException {
    byte[] id = tokenizerId.getBytes(StandardCharsets.US_ASCII);
    ByteBuffer header = littleEndian(SegmentLayout.HEADER);
    header.put(SegmentLayout.MAGIC).putInt(SegmentLayout.VERSION).putInt(vocabularySize);
    header.putInt(layout.contributions()).putInt(layout.documents()).putLong(layout.tokens());
    header.put(root).put((byte) id.length).put(id);
    sink.bytes(header.array());
  }

  private void contributions(Sink sink) throws IOException {
    int firstDocument = 0;
    for (Contribution contribution : contributions) {
      int documents = contribution.content().documentCount();
      ByteBuffer entry = littleEndian(SegmentLayout.CONTRIBUTION);
      entry.putLong(contribution.order()).put(contribution.contentRoot());
      entry.putInt(firstDocument).putInt(documents);
      sink.bytes(entry.array());
      firstDocument += documents;
    }
  }

  private void documents(Sink sink) throws IOException {
    int place = 0;
    for (int c = 0; c < contributions.size(); c++) {
      Content content = contributions.get(c).content();
      for (int d = 0; d < content.documentCount(); d++) {
        sink.bytes(littleEndian(SegmentLayout.DOCUMENT).putInt(place).putInt(c).array());
        place += content.documentLength(d) + 1;
      }
    }
  }

  private int[] text() {
    int[] text = new int[(int) layout.symbols()];
    int place = 0;
    for (Contribution contribution : contributions) {
      for (int d = 0; d < contribution.content().documentCount(); d++) {
        int[] ids = contribution.content().document(d);
        for (int id : ids) {
          text[place++] = id + 1;
        }
        text[place++] = SegmentLayout.SEPARATOR;
      }
      progress.report("reading contributions", place, text.length);
    }
    return text;
  }

  /** Some symbols of every 16th suffix, in one number; zeros follow the end of the text. */
  private long[] keys(int[] text, int[] suffixes, int skipped) {
    long[] keys = new long[layout.keys()];
    for (int k = 0; k < keys.length; k++) {
      int place = suffixes[layout.documents() + (k << SegmentLayout.KEY_STEP_BITS)] + skipped;
      for (int i = 0; i < layout.keySymbols(); i++) {
        keys[k] <<= layout.symbolWidth();
        keys[k] |= i < text.length - place ? text[place + i] : 0;
      }
    }
    return keys;
  }

  /** For each value of the heads' highest bits, and for one more, how many heads are smaller. */
  private int[] fences(long[] heads) {
    int[] fences = new int[layout.fences()];
    int shift = layout.keyWidth() - layout.fenceBits();
    int smaller = 0;
    for (int f = 0; f < fences.length; f++) {
      while (smaller < heads.length && heads[smaller] >>> shift < f) {
        smaller++;
      }
      fences[f] = smaller;
    }
    return fences;
  }

  /** The smallest number of each block of 2^bits. */
  private static int[] minima(int[] numbers, int bits, int blocks) {
    int[] minima = new int[blocks];
    Arrays.fill(minima, Integer.MAX_VALUE);
    for (int i = 0; i < numbers.length; i++) {
      minima[i >>> bits] = Math.min(minima[i >>> bits], numbers[i]);
    }
    return minima;
  }

  private void requireFit() {
    int idLength = tokenizerId.getBytes(StandardCharsets.US_ASCII).length;
    if (idLength < 1 || idLength > SegmentLayout.MAX_TOKENIZER_ID) {
      throw new IllegalArgumentException("a tokenizer's id has 1 to 63 characters");
    }
    if (vocabularySize < 1 || vocabularySize == Integer.MAX_VALUE) {
      throw new IllegalArgumentException("no vocabulary of " + vocabularySize + " ids");
    }
    if (layout.symbols() > SegmentLayout.MAX_TEXT) {
      throw new IllegalArgumentException(layout.tokens() + " tokens are too many for a segment");
    }
    for (Contribution contribution : contributions) {
      if (contribution.content().vocabularySize() != vocabularySize) {
        throw new IllegalArgumentException(
            "contribution " + contribution.order() + " is of another tokenizer");
      }
      if (!Arrays.equals(contribution.content().root(), contribution.contentRoot())) {
        throw new IllegalArgumentException(
            "contribution " + contribution.order() + " has not the content it committed to");
      }
    }
  }

  private static byte[] root(List<Contribution> contributions) {
    long[] orders = contributions.stream().mapToLong(Contribution::order).toArray();
    byte[][] roots = contributions.stream().map(Contribution::contentRoot).toArray(byte[][]::new);
    return SegmentRoot.of(orders, roots);
  }

  private static SegmentLayout layout(int vocabularySize, List<Contribution> contributions) {
    int documents = 0;
    long tokens = 0;
    for (Contribution contribution : contributions) {
      documents = Math.addExact(documents, contribution.content().documentCount());
      tokens += contribution.content().tokenCount();
    }
    return new SegmentLayout(vocabularySize, contributions.size(), documents, tokens);
  }

  private static void forceDirectory(Path directory) {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      // Some systems open no directories; the file is whole either way.
    }
  }

  private static ByteBuffer littleEndian(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * What each suffix shares with the one before it, and how it goes on. Asked rank by rank. The
   * symbols of some suffixes are fetched at once, so that the cache misses overlap.
   */
  private static final class Branches implements IntToLongFunction {
    private static final int FETCHED = 64;

    private final int[] text;
    private final int[] suffixes;
    private final int first;

    /** The symbols of the last suffix fetched before, then of those fetched now. */
    private final int[] symbols = new int[(FETCHED + 1) * SegmentLayout.MOST_SHARED];

    /**
     * Of suffixes of which the first one asked for is not the very first.
     *
     * @param first number of the suffix of rank 0
     */
    Branches(int[] text, int[] suffixes, int first) {
      this.text = text;
      this.suffixes = suffixes;
      this.first = first;
    }

    @Override
    public long applyAsLong(int rank) {
      int slot = rank % FETCHED;
      if (slot == 0) {
        int fetched = Math.min(FETCHED, suffixes.length - first - rank);
        for (int i = 0; i <= fetched; i++) {
          fetch(i, suffixes[first + rank + i - 1]);
        }
      }
      int before = slot * SegmentLayout.MOST_SHARED;
      int at = before + SegmentLayout.MOST_SHARED;
      int shared = 0;
      while (shared < SegmentLayout.MOST_SHARED
          && symbols[before + shared] == symbols[at + shared]) {
        shared++;
      }
      int following =
          shared == SegmentLayout.MOST_SHARED
              ? 0
              : symbols[at + shared] & SegmentLayout.FOLLOWING_MASK;
      return (long) following << SegmentLayout.SHARED_BITS | shared;
    }

    private void fetch(int slot, int place) {
      int to = slot * SegmentLayout.MOST_SHARED;
      int count = Math.min(SegmentLayout.MOST_SHARED, text.length - place);
      System.arraycopy(text, place, symbols, to, count);
      Arrays.fill(symbols, to + count, to + SegmentLayout.MOST_SHARED, -1); // Behind the end.
    }
  }

  /** Writes and hashes. */
  private static final class Sink {
    private static final int WORDS = 1 << 13;

    private final OutputStream out;
    private final MessageDigest digest = Sha256.digest();
    private final MessageDigest tables = Sha256.digest();
    private boolean inTables = true;

    Sink(OutputStream out) {
      this.out = out;
    }

    void bytes(byte[] bytes) throws IOException {
      digest.update(bytes);
      if (inTables) {
        tables.update(bytes);
      }
      out.write(bytes);
    }

    /** A column as {@link PackedColumn} reads it. */
    void column(int width, int size, IntToLongFunction numbers) throws IOException {
      ByteBuffer words = littleEndian(8 * WORDS);
      long word = 0; // Its lowest bits are the numbers so far, as many as `used`.
      int used = 0;
      for (int i = 0; i < size; i++) {
        long number = numbers.applyAsLong(i);
        word |= number << used;
        used += width;
        if (used >= 64) {
          put(words, word);
          used -= 64;
          word = used == 0 ? 0 : number >>> (width - used);
        }
      }
      if (used > 0) {
        put(words, word);
      }
      put(words, 0);
      flush(words);
    }

    private void put(ByteBuffer words, long word) throws IOException {
      if (!words.hasRemaining()) {
        flush(words);
      }
      words.putLong(word);
    }

    private void flush(ByteBuffer words) throws IOException {
      bytes(Arrays.copyOf(words.array(), words.position()));
      words.clear();
    }
  }
}
