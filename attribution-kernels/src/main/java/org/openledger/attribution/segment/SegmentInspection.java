package org.openledger.attribution.segment;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.openledger.attribution.content.ContentHasher;
import org.openledger.attribution.content.SegmentRoot;
import org.openledger.attribution.content.Sha256;

/**
 * Says where a segment file is damaged. Unlike opening it goes on after the first fault, and it
 * proves that the suffixes are sorted instead of trusting the digest: in linear time, for each pair
 * of neighbours by their first ids and the ranks of what follows these (Burkhardt and Kärkkäinen,
 * "Fast Lightweight Suffix Array Construction and Checking", 2003).
 *
 * <p>Memory: 4 bytes for each symbol.
 */
public final class SegmentInspection {
  private static final long STEP = 1 << 26;

  private final SegmentImage image;
  private final SegmentLayout layout;
  private final List<Damage> damages = new ArrayList<>();

  private SegmentInspection(SegmentImage image) {
    this.image = image;
    this.layout = image.layout();
  }

  /**
   * The damage of a file, at most one for each section; nothing if it is intact.
   *
   * @param digest what its index digest has to be, 32 bytes
   * @throws IOException if it cannot be read
   */
  public static List<Damage> of(Path file, byte[] digest) throws IOException {
    try (Arena arena = Arena.ofShared();
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return of(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena), digest);
    }
  }

  static List<Damage> of(MemorySegment memory, byte[] digest) {
    long size = memory.byteSize();
    if (size < SegmentLayout.HEADER + SegmentLayout.FOOTER) {
      return List.of(new Damage("file", size, "cut off: " + size + " bytes are no segment"));
    }
    byte[] magic = memory.asSlice(0, 8).toArray(ValueLayout.JAVA_BYTE);
    if (!Arrays.equals(magic, SegmentLayout.MAGIC)) {
      return List.of(new Damage("header", 0, "the magic is missing"));
    }
    int version = SegmentImage.version(memory);
    if (version != SegmentLayout.VERSION) {
      return List.of(new Damage("header", 8, "a segment of version " + version));
    }
    SegmentLayout layout = SegmentImage.layout(memory);
    if (layout.vocabularySize() < 1 || layout.vocabularySize() == Integer.MAX_VALUE) {
      String what = "no vocabulary of " + layout.vocabularySize() + " ids";
      return List.of(new Damage("header", 12, what));
    }
    if (layout.contributions() < 0
        || layout.documents() < 0
        || layout.tokens() < 0
        || layout.tokens() > SegmentLayout.MAX_TEXT
        || layout.symbols() > SegmentLayout.MAX_TEXT) {
      return List.of(new Damage("header", 16, "the counts are out of range"));
    }
    if (layout.length() != size) {
      String what = size + " bytes, where the header's counts make " + layout.length();
      return List.of(new Damage("file", Math.min(size, layout.length()), what));
    }
    SegmentInspection inspection = new SegmentInspection(new SegmentImage(memory, layout));
    inspection.run(digest);
    return inspection.damages;
  }

  private void run(byte[] expected) {
    footer();
    header();
    boolean contributions = contributions();
    boolean documents = contributions && documents();
    boolean text = text();
    boolean roots = contributions && documents && text && roots();
    if (places()) {
      if (roots) {
        order();
      }
      branches();
      keys("heads", image.heads(), 0);
      keys("tails", image.tails(), 1);
      fences();
      minima();
    }
    padding();
    digests(expected);
  }

  private void footer() {
    long at = layout.footerAt();
    if (image.footerLength() != layout.length()) {
      wrong("footer", at, "its length is not the file's");
    } else if (!image.hasEndMagic()) {
      wrong("footer", at + SegmentLayout.END_MAGIC_AT, "the magic is missing");
    }
  }

  private void header() {
    int length = image.bytes(64, 1)[0];
    byte[] id = image.bytes(65, SegmentLayout.MAX_TOKENIZER_ID);
    if (length < 1 || length > id.length) {
      wrong("header", 64, "the tokenizer's id has no length from 1 to 63");
      return;
    }
    for (int i = 0; i < id.length; i++) {
      if (i < length ? id[i] <= 0 : id[i] != 0) {
        wrong("header", 65 + i, "the tokenizer's id is malformed");
        return;
      }
    }
  }

  private boolean contributions() {
    long previous = -1;
    int next = 0;
    for (int c = 0; c < layout.contributions(); c++) {
      long at = layout.contributionsAt() + (long) SegmentLayout.CONTRIBUTION * c;
      if (image.order(c) <= previous) {
        return wrong("contributions", at, "order " + image.order(c) + " comes after " + previous);
      }
      previous = image.order(c);
      int count = image.documentsOf(c);
      if (image.firstDocument(c) != next || count < 1 || count > layout.documents() - next) {
        return wrong("contributions", at + 40, "the documents of order " + previous);
      }
      next += count;
    }
    return next == layout.documents()
        || wrong("contributions", layout.contributionsAt(), "documents of no contribution");
  }

  private boolean documents() {
    int d = 0;
    int symbols = image.text().size();
    int place = 0;
    for (int c = 0; c < layout.contributions(); c++) {
      for (int i = 0; i < image.documentsOf(c); i++, d++) {
        long at = layout.documentsAt() + (long) SegmentLayout.DOCUMENT * d;
        if (image.contributionOf(d) != c) {
          return wrong("documents", at + 4, "document " + d + " is of another contribution");
        }
        int start = image.start(d);
        boolean fits = d == 0 ? start == 0 : start > place && start <= symbols - 1;
        if (!fits) {
          return wrong("documents", at, "document " + d + " begins at " + start);
        }
        place = start;
      }
    }
    return true;
  }

  private boolean text() {
    int symbols = image.text().size();
    int document = 0;
    for (int place = 0; place < symbols; place++) {
      int id = image.text().get(place);
      long at = textAt(place);
      if (id > image.vocabularySize()) {
        return wrong("text", at, "id " + (id - 1) + " is of no vocabulary");
      }
      boolean ends = document < layout.documents() && image.end(document) == place;
      if (ends != (id == SegmentLayout.SEPARATOR)) {
        return wrong("text", at, ends ? "a document does not end" : "a document ends too early");
      }
      if (ends) {
        document++;
      }
    }
    return true;
  }

  private boolean roots() {
    long[] orders = new long[layout.contributions()];
    byte[][] roots = new byte[orders.length][];
    boolean sound = true;
    for (int c = 0; c < orders.length; c++) {
      orders[c] = image.order(c);
      roots[c] = image.contentRoot(c);
      if (sound && !Arrays.equals(contentRoot(c), roots[c])) {
        int first = image.firstDocument(c);
        int end = image.end(first + image.documentsOf(c) - 1);
        String what = "the text of order " + orders[c] + " up to byte " + textAt(end);
        sound = wrong("text", textAt(image.start(first)), what + " has another root");
      }
    }
    if (!Arrays.equals(SegmentRoot.of(orders, roots), image.root())) {
      String what = sound ? "the orders or the segment root" : "the content roots";
      return wrong("contributions", layout.contributionsAt(), what + " are others");
    }
    return sound;
  }

  private byte[] contentRoot(int contribution) {
    ContentHasher hasher = new ContentHasher(image.vocabularySize());
    int first = image.firstDocument(contribution);
    for (int d = first; d < first + image.documentsOf(contribution); d++) {
      for (int place = image.start(d); place < image.end(d); place++) {
        hasher.id(image.text().get(place) - 1);
      }
      hasher.mark();
    }
    return hasher.root();
  }

  /** Whether the suffixes are all tokens' places, each once. */
  private boolean places() {
    int symbols = image.text().size();
    long[] seen = new long[(symbols >>> 6) + 1];
    for (int rank = 0; rank < image.suffixes().size(); rank++) {
      int place = image.suffixes().get(rank);
      if (place < 0 || place >= symbols) {
        return wrong("suffixes", suffixAt(rank), "rank " + rank + " is outside the text");
      }
      if (image.text().get(place) == SegmentLayout.SEPARATOR) {
        return wrong("suffixes", suffixAt(rank), "rank " + rank + " is of no token");
      }
      long bit = 1L << (place & 63);
      if ((seen[place >>> 6] & bit) != 0) {
        return wrong("suffixes", suffixAt(rank), "rank " + rank + " stands twice");
      }
      seen[place >>> 6] |= bit;
    }
    return true;
  }

  /** Whether every suffix precedes the next one. */
  private void order() {
    int[] ranks = new int[image.text().size()]; // Where separators stand, less how many follow.
    for (int rank = 0; rank < image.suffixes().size(); rank++) {
      ranks[image.suffixes().get(rank)] = rank;
    }
    int run = 0;
    for (int place = ranks.length - 1; place >= 0; place--) {
      run = image.text().get(place) == SegmentLayout.SEPARATOR ? run + 1 : 0;
      if (run > 0) {
        ranks[place] = -run;
      }
    }
    for (int rank = 1; rank < image.suffixes().size(); rank++) {
      if (!precedes(ranks, image.suffixes().get(rank - 1), image.suffixes().get(rank))) {
        wrong("suffixes", suffixAt(disorder()), "the suffixes are not sorted from here on");
        return;
      }
    }
  }

  /** The first rank whose suffix does not precede the next: the ranks above blame others too. */
  private int disorder() {
    for (int rank = 1; rank < image.suffixes().size(); rank++) {
      int one = image.suffixes().get(rank - 1);
      int other = image.suffixes().get(rank);
      int end = image.text().size();
      while (Math.max(one, other) < end && image.text().get(one) == image.text().get(other)) {
        one++;
        other++;
      }
      boolean precedes =
          one == end || (other < end && image.text().get(one) < image.text().get(other));
      if (!precedes) {
        return rank - 1;
      }
    }
    return 0;
  }

  private boolean precedes(int[] ranks, int one, int other) {
    int byId = Integer.compare(image.text().get(one), image.text().get(other));
    if (byId != 0) {
      return byId < 0;
    }
    int after = one + 1; // Within the text: a separator follows every token.
    int otherAfter = other + 1;
    if (after >= ranks.length || otherAfter >= ranks.length) {
      return after >= ranks.length;
    }
    if (ranks[after] >= 0 || ranks[otherAfter] >= 0) {
      return ranks[after] < ranks[otherAfter];
    }
    // Both are at separators: what comes behind the shorter row of them is its end or larger.
    int row = Math.min(-ranks[after], -ranks[otherAfter]);
    after += row;
    otherAfter += row;
    if (after >= ranks.length || otherAfter >= ranks.length) {
      return after >= ranks.length;
    }
    return ranks[after] < ranks[otherAfter];
  }

  /** Whether the index is the one expected, and the digests are right, if nothing else is wrong. */
  private void digests(byte[] expected) {
    if (!damages.isEmpty()) {
      return;
    }
    long at = layout.footerAt();
    boolean named = Arrays.equals(image.indexDigest(), expected);
    if (!Arrays.equals(IndexDigest.of(image), image.indexDigest())) {
      String what =
          named
              ? "the index digest does not match, although tables, text and suffixes agree: V or"
                  + " the tokenizer's id"
              : "the index digest is not that of the index";
      wrong(named ? "header" : "footer", named ? 12 : at + SegmentLayout.INDEX_DIGEST, what);
    } else if (!named) {
      wrong("header", 0, "another segment than the manifest names");
    } else if (!Arrays.equals(fileDigest(), image.fileDigest())) {
      wrong("footer", at + SegmentLayout.FILE_DIGEST, "the digest is not that of the bytes before");
    } else if (!Arrays.equals(image.computedTablesDigest(), image.tablesDigest())) {
      wrong("footer", at + SegmentLayout.TABLES_DIGEST, "the tables digest is another");
    }
  }

  private byte[] fileDigest() {
    MessageDigest hash = Sha256.digest();
    for (long at = 0; at < layout.footerAt(); at += STEP) {
      long length = Math.min(STEP, layout.footerAt() - at);
      hash.update(image.memory().asSlice(at, length).asByteBuffer());
    }
    return hash.digest();
  }

  private void branches() {
    int rank = DerivedColumns.firstWrongBranch(image);
    if (rank != DerivedColumns.SOUND) {
      long at = at(layout.branchesAt(), rank, SegmentLayout.BRANCH_WIDTH);
      wrong("branches", at, "branch " + rank + " is not of its suffix and the one before");
    }
  }

  private void keys(String section, PackedColumn keys, int part) {
    int k = DerivedColumns.firstWrongKey(image, keys, part);
    if (k != DerivedColumns.SOUND) {
      long at = at(layout.keysAt(part), k, layout.keyWidth());
      wrong(section, at, "key " + k + " is not of its suffix");
    }
  }

  private void fences() {
    int f = DerivedColumns.firstWrongFence(image);
    if (f != DerivedColumns.SOUND) {
      long at = at(layout.fencesAt(), f, layout.fenceWidth());
      wrong("fences", at, "fence " + f + " is in another place");
    }
  }

  private void minima() {
    for (int level = 0; level < image.minima().size(); level++) {
      int block = DerivedColumns.firstWrongMinimum(image, level);
      if (block != DerivedColumns.SOUND) {
        long at = at(layout.minimaAt(level), block, layout.placeWidth());
        wrong("minima", at, "block " + block + " of level " + level + " has another minimum");
        return;
      }
    }
  }

  private void padding() {
    padding("text", image.text(), layout.suffixesAt());
    padding("suffixes", image.suffixes(), layout.branchesAt());
    padding("branches", image.branches(), layout.keysAt(0));
    padding("heads", image.heads(), layout.keysAt(1));
    padding("tails", image.tails(), layout.fencesAt());
    padding("fences", image.fences(), layout.minimaAt(0));
    for (int level = 0; level < image.minima().size(); level++) {
      padding("minima", image.minima().get(level), layout.minimaAt(level + 1));
    }
  }

  private void padding(String section, PackedColumn column, long end) {
    boolean said = damages.stream().anyMatch(damage -> damage.section().equals(section));
    if (!said && !column.paddedWithZeros()) {
      wrong(section, end - 1, "the padding is not zero");
    }
  }

  private long textAt(int place) {
    return at(layout.textAt(), place, layout.symbolWidth());
  }

  private long suffixAt(int rank) {
    return at(layout.suffixesAt(), rank, layout.placeWidth());
  }

  /** The byte in which a number of a column begins. */
  private static long at(long column, long index, int width) {
    return column + index * width / 8;
  }

  private boolean wrong(String section, long offset, String what) {
    damages.add(new Damage(section, offset, what));
    return false;
  }
}
