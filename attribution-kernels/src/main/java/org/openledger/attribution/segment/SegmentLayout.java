package org.openledger.attribution.segment;

import java.nio.charset.StandardCharsets;
import org.openledger.attribution.content.Sha256;

/**
 * Where things stand in a segment file. All integers are little endian.
 *
 * <pre>
 *   header, 128 bytes
 *     0    8   magic "OLSEGMNT"
 *     8    4   version, 1
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
 *   text, 4 bytes for each of n + D symbols: the ids of each document, then FFFFFFFF
 *   suffixes, 4 bytes for each of n: the places of all tokens, by the lexicographic order of the
 *     text from there on, where FFFFFFFF is smaller than every id and the end smaller than that
 *   footer, 48 bytes
 *     0    8   length of the file
 *     8    32  digest: SHA-256 of everything before the footer
 *     40   8   magic "OLSEGEND"
 * </pre>
 */
record SegmentLayout(int contributions, int documents, long tokens) {
  static final byte[] MAGIC = "OLSEGMNT".getBytes(StandardCharsets.US_ASCII);
  static final byte[] END_MAGIC = "OLSEGEND".getBytes(StandardCharsets.US_ASCII);
  static final int VERSION = 1;
  static final int HEADER = 128;
  static final int FOOTER = 8 + Sha256.LENGTH + 8;
  static final int CONTRIBUTION = 8 + Sha256.LENGTH + 8;
  static final int DOCUMENT = 8;
  static final int MAX_TOKENIZER_ID = 63;

  /** Symbols of the largest text: its places, and all sums of two of them less one, are ints. */
  static final long MAX_TEXT = Integer.MAX_VALUE - 128;

  /** What ends a document in the text; as a signed integer smaller than every id. */
  static final int SEPARATOR = -1;

  /** Symbols of the text. */
  long symbols() {
    return tokens + documents;
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
    return textAt() + 4 * symbols();
  }

  long footerAt() {
    return suffixesAt() + 4 * tokens;
  }

  long length() {
    return footerAt() + FOOTER;
  }
}
