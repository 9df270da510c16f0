package org.openledger.attribution.segment;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.openledger.attribution.content.Sha256;

/** The fields of a segment, read from its bytes as {@link SegmentLayout} lays them out. */
final class SegmentImage {
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final MemorySegment memory;
  private final SegmentLayout layout;
  private final PackedColumn text;
  private final PackedColumn suffixes;
  private final PackedColumn branches;
  private final PackedColumn heads;
  private final PackedColumn tails;
  private final PackedColumn fences;
  private final List<PackedColumn> minima = new ArrayList<>();

  /** The memory has exactly the length that the layout says. */
  SegmentImage(MemorySegment memory, SegmentLayout layout) {
    this.memory = memory;
    this.layout = layout;
    int places = layout.placeWidth();
    this.text = column(layout.textAt(), layout.symbolWidth(), (int) layout.symbols());
    this.suffixes = column(layout.suffixesAt(), places, (int) layout.tokens());
    this.branches = column(layout.branchesAt(), SegmentLayout.BRANCH_WIDTH, (int) layout.tokens());
    this.heads = column(layout.keysAt(0), layout.keyWidth(), layout.keys());
    this.tails = column(layout.keysAt(1), layout.keyWidth(), layout.keys());
    this.fences = column(layout.fencesAt(), layout.fenceWidth(), layout.fences());
    for (int level = 0; level < layout.minimaLevels(); level++) {
      minima.add(column(layout.minimaAt(level), places, layout.minima(level)));
    }
  }

  static int version(MemorySegment memory) {
    return memory.get(INT, 8);
  }

  /** What the header says; counts may be anything. */
  static SegmentLayout layout(MemorySegment memory) {
    return new SegmentLayout(
        memory.get(INT, 12), memory.get(INT, 16), memory.get(INT, 20), memory.get(LONG, 24));
  }

  SegmentLayout layout() {
    return layout;
  }

  MemorySegment memory() {
    return memory;
  }

  int vocabularySize() {
    return layout.vocabularySize();
  }

  byte[] root() {
    return bytes(32, Sha256.LENGTH);
  }

  String tokenizerId() {
    int length = Math.min(memory.get(ValueLayout.JAVA_BYTE, 64), SegmentLayout.MAX_TOKENIZER_ID);
    return new String(bytes(65, Math.max(0, length)), StandardCharsets.US_ASCII);
  }

  long order(int contribution) {
    return memory.get(LONG, contributionAt(contribution));
  }

  byte[] contentRoot(int contribution) {
    return bytes(contributionAt(contribution) + 8, Sha256.LENGTH);
  }

  int firstDocument(int contribution) {
    return memory.get(INT, contributionAt(contribution) + 40);
  }

  int documentsOf(int contribution) {
    return memory.get(INT, contributionAt(contribution) + 44);
  }

  /** Place of the document's first token. */
  int start(int document) {
    return memory.get(INT, documentAt(document));
  }

  /** Place of the separator behind the document. */
  int end(int document) {
    return (document + 1 == layout.documents() ? text.size() : start(document + 1)) - 1;
  }

  int contributionOf(int document) {
    return memory.get(INT, documentAt(document) + 4);
  }

  /** The document that a place of the text lies in. */
  int documentHolding(int position) {
    int low = 0;
    int high = layout.documents() - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (start(middle) <= position) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  /** The same; quick if it is the document guessed. */
  int documentHolding(int position, int guess) {
    boolean right = start(guess) <= position && position < end(guess);
    return right ? guess : documentHolding(position);
  }

  PackedColumn text() {
    return text;
  }

  PackedColumn suffixes() {
    return suffixes;
  }

  PackedColumn branches() {
    return branches;
  }

  PackedColumn heads() {
    return heads;
  }

  PackedColumn tails() {
    return tails;
  }

  PackedColumn fences() {
    return fences;
  }

  /** By level, from the longest column to the shortest. */
  List<PackedColumn> minima() {
    return minima;
  }

  byte[] indexDigest() {
    return bytes(layout.footerAt() + SegmentLayout.INDEX_DIGEST, Sha256.LENGTH);
  }

  byte[] fileDigest() {
    return bytes(layout.footerAt() + SegmentLayout.FILE_DIGEST, Sha256.LENGTH);
  }

  byte[] tablesDigest() {
    return bytes(layout.footerAt() + SegmentLayout.TABLES_DIGEST, Sha256.LENGTH);
  }

  /** What the tables digest has to be: over header, tables and the footer before it. */
  byte[] computedTablesDigest() {
    MessageDigest digest = Sha256.digest();
    digest.update(memory.asSlice(0, layout.textAt()).asByteBuffer());
    digest.update(bytes(layout.footerAt(), SegmentLayout.TABLES_DIGEST));
    return digest.digest();
  }

  boolean hasEndMagic() {
    byte[] magic = SegmentLayout.END_MAGIC;
    return Arrays.equals(
        bytes(layout.footerAt() + SegmentLayout.END_MAGIC_AT, magic.length), magic);
  }

  byte[] bytes(long at, int length) {
    byte[] bytes = new byte[length];
    MemorySegment.copy(memory, ValueLayout.JAVA_BYTE, at, bytes, 0, length);
    return bytes;
  }

  long footerLength() {
    return memory.get(LONG, layout.footerAt());
  }

  private PackedColumn column(long at, int width, int size) {
    return new PackedColumn(memory.asSlice(at, PackedColumn.bytes(size, width)), width, size);
  }

  private long contributionAt(int contribution) {
    if (contribution < 0 || contribution >= layout.contributions()) {
      throw new IndexOutOfBoundsException(
          "contribution " + contribution + " of " + layout.contributions());
    }
    return layout.contributionsAt() + (long) SegmentLayout.CONTRIBUTION * contribution;
  }

  private long documentAt(int document) {
    if (document < 0 || document >= layout.documents()) {
      throw new IndexOutOfBoundsException("document " + document + " of " + layout.documents());
    }
    return layout.documentsAt() + (long) SegmentLayout.DOCUMENT * document;
  }
}
