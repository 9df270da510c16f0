package org.openledger.attribution.segment;

import java.nio.charset.StandardCharsets;
import org.openledger.attribution.content.Sha256;

/**
 * Where things stand in a segment file. All integers are little endian; columns are packed as
 * {@link PackedColumn} reads them.
 *
 * <pre>
 *   header, 128 bytes
 *     0    8   magic "OLSEGMNT"
 *     8    4   version, 4
 *     12   4   V, ordinary ids of the tokenizer
 *     16   4   contributions, C
 *     20   4   documents, D
 *     24   8   tokens, n
 *     32   32  segment root
 *     64   1   length of the tokenizer's id
 *     65   63  the id in ASCII, then zeros
 *   contributions, 48 bytes each, by ascending order
 *     0    8   order
 *     8    32  content root
 *     40   4   first document
 *     44   4   documents, at least 1
 *   documents, 8 bytes each
 *     0    4   place of the first token in the text
 *     4    4   contribution
 *   text, a column of n + D symbols: the ids of each document, each plus 1, then a 0
 *   suffixes, a column of n: the places of all tokens, by the lexicographic order of the text from
 *     there on, where the end is smaller than every symbol
 *   branches, a column of bytes: how many symbols each suffix shares with the one before, at most
 *     15, and 16 times the lowest 4 bits of the symbol behind these; just 15 for 15 or more
 *   heads, a column: the first symbols of every 16th suffix, in one number
 *   tails, a column: as many symbols behind these
 *   fences, a column: for each value of a head's highest bits, how many heads are smaller
 *   minima, columns: the smallest of each 64 suffixes, of each 16 of these, and so on
 *   footer, 112 bytes
 *     0    8   length of the file
 *     8    32  index digest, see {@link IndexDigest}
 *     40   32  file digest: SHA-256 of everything before the footer
 *     72   32  tables digest: SHA-256 of everything before the text, then of the footer up to here
 *     104  8   magic "OLSEGEND"
 * </pre>
 */
record SegmentLayout(int vocabularySize, int contributions, int documents, long tokens) {
  static final byte[] MAGIC = "OLSEGMNT".getBytes(StandardCharsets.US_ASCII);
  static final byte[] END_MAGIC = "OLSEGEND".getBytes(StandardCharsets.US_ASCII);
  static final int VERSION = 4;
  static final int HEADER = 128;

  /** Where these stand in the footer. */
  static final int INDEX_DIGEST = 8;

  static final int FILE_DIGEST = INDEX_DIGEST + Sha256.LENGTH;
  static final int TABLES_DIGEST = FILE_DIGEST + Sha256.LENGTH;
  static final int END_MAGIC_AT = TABLES_DIGEST + Sha256.LENGTH;
  static final int FOOTER = END_MAGIC_AT + 8;

  static final int CONTRIBUTION = 8 + Sha256.LENGTH + 8;
  static final int DOCUMENT = 8;
  static final int MAX_TOKENIZER_ID = 63;

  /** Symbols of the largest text: its places, and all sums of two of them less one, are ints. */
  static final long MAX_TEXT = Integer.MAX_VALUE - 128;

  /** The symbol that ends a document: smaller than that of every id. */
  static final int SEPARATOR = 0;

  /** Width of a branch. */
  static final int BRANCH_WIDTH = 8;

  /** Lowest bits of a branch: the number of symbols shared, or its limit. */
  static final int SHARED_BITS = 4;

  static final int MOST_SHARED = (1 << SHARED_BITS) - 1;

  /** Lowest bits of the symbol that follows, in the bits above. */
  static final int FOLLOWING_MASK = (1 << (BRANCH_WIDTH - SHARED_BITS)) - 1;

  /** Every 16th suffix has a key: a head and a tail. */
  static final int KEY_STEP_BITS = 4;

  static final int KEY_PARTS = 2;

  /** There is about one fence to 2^3 keys. */
  static final int FENCE_STEP_BITS = 3;

  static final int MINIMA_FIRST_BITS = 6;
  static final int MINIMA_NEXT_BITS = 4;

  /** Symbols of the text. */
  long symbols() {
    return tokens + documents;
  }

  int symbolWidth() {
    return PackedColumn.widthFor(vocabularySize);
  }

  int placeWidth() {
    return PackedColumn.widthFor(symbols());
  }

  /** Symbols in a part of a key: as many as fit. */
  int keySymbols() {
    return PackedColumn.MAX_WIDTH / symbolWidth();
  }

  int keyWidth() {
    return keySymbols() * symbolWidth();
  }

  int keys() {
    return groups((int) tokens, KEY_STEP_BITS);
  }

  /** Bits of a head that choose its fence. */
  int fenceBits() {
    int bits = PackedColumn.widthFor(keys()) - 1 - FENCE_STEP_BITS;
    return Math.clamp(bits, 0, keyWidth());
  }

  int fences() {
    return (1 << fenceBits()) + 1;
  }

  int fenceWidth() {
    return PackedColumn.widthFor(keys());
  }

  /** Levels of minima: the last has one number, or none where there are no tokens. */
  int minimaLevels() {
    int levels = 1;
    for (int size = minima(0); size > 1; size = groups(size, MINIMA_NEXT_BITS)) {
      levels++;
    }
    return levels;
  }

  /** Numbers of a level. */
  int minima(int level) {
    int size = groups((int) tokens, MINIMA_FIRST_BITS);
    for (int l = 0; l < level; l++) {
      size = groups(size, MINIMA_NEXT_BITS);
    }
    return size;
  }

  long contributionsAt() {
    return HEADER;
  }

  long documentsAt() {
    return contributionsAt() + (long) CONTRIBUTION * contributions;
  }

  long textAt() {
    return documentsAt() + (long) DOCUMENT * documents;
  }

  long suffixesAt() {
    return textAt() + PackedColumn.bytes(symbols(), symbolWidth());
  }

  long branchesAt() {
    return suffixesAt() + PackedColumn.bytes(tokens, placeWidth());
  }

  long keysAt(int part) {
    long at = branchesAt() + PackedColumn.bytes(tokens, BRANCH_WIDTH);
    return at + part * PackedColumn.bytes(keys(), keyWidth());
  }

  long fencesAt() {
    return keysAt(KEY_PARTS);
  }

  long minimaAt(int level) {
    long at = fencesAt() + PackedColumn.bytes(fences(), fenceWidth());
    for (int l = 0; l < level; l++) {
      at += PackedColumn.bytes(minima(l), placeWidth());
    }
    return at;
  }

  long footerAt() {
    return minimaAt(minimaLevels());
  }

  long length() {
    return footerAt() + FOOTER;
  }

  private static int groups(int size, int bits) {
    return (size >>> bits) + ((size & (1 << bits) - 1) == 0 ? 0 : 1);
  }
}
