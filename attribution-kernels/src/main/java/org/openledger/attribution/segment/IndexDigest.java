package org.openledger.attribution.segment;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.openledger.attribution.content.Sha256;

/**
 * SHA-256 of what an index says, however its file packs that: what operators attest to. The bytes,
 * integers little endian:
 *
 * <pre>
 *   19       "openledger/index/v1"
 *   1, then  length of the tokenizer's id, the id in ASCII
 *   4 4 4 8  V, contributions C, documents D, tokens n
 *   C times  8 order, 32 content root, 4 documents
 *   D times  4 tokens of the document
 *   n times  4 id, by documents
 *   n times  4 place of the suffix, by rank; a document takes its tokens and one place more
 * </pre>
 *
 * <p>Each part's length follows from what is before it, so different indexes have different bytes.
 * Memory: 64 KiB.
 */
final class IndexDigest {
  private static final byte[] TAG = "openledger/index/v1".getBytes(StandardCharsets.US_ASCII);

  private final MessageDigest digest = Sha256.digest();
  private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);

  /** Begins with the tokenizer and the counts. */
  IndexDigest(String tokenizerId, SegmentLayout layout) {
    byte[] id = tokenizerId.getBytes(StandardCharsets.US_ASCII);
    buffer.put(TAG).put((byte) id.length).put(id).putInt(layout.vocabularySize());
    buffer.putInt(layout.contributions()).putInt(layout.documents()).putLong(layout.tokens());
  }

  /** That of an image whose tables and text fit each other. */
  static byte[] of(SegmentImage image) {
    IndexDigest index = new IndexDigest(image.tokenizerId(), image.layout());
    for (int c = 0; c < image.layout().contributions(); c++) {
      index.contribution(image.order(c), image.contentRoot(c), image.documentsOf(c));
    }
    for (int d = 0; d < image.layout().documents(); d++) {
      index.number(image.end(d) - image.start(d));
    }
    index.text(image.text());
    index.suffixes(image.suffixes());
    return index.value();
  }

  void contribution(long order, byte[] contentRoot, int documents) {
    room(8 + Sha256.LENGTH + 4);
    buffer.putLong(order).put(contentRoot).putInt(documents);
  }

  void number(int number) {
    room(4);
    buffer.putInt(number);
  }

  /** A symbol of the text: an id plus 1, or what ends a document and is passed over. */
  void symbol(int symbol) {
    if (symbol != SegmentLayout.SEPARATOR) {
      number(symbol - 1);
    }
  }

  void text(PackedColumn text) {
    for (int place = 0; place < text.size(); place++) {
      symbol(text.get(place));
    }
  }

  void suffixes(PackedColumn suffixes) {
    for (int rank = 0; rank < suffixes.size(); rank++) {
      number(suffixes.get(rank));
    }
  }

  /** The digest, 32 bytes; nothing may follow. */
  byte[] value() {
    flush();
    return digest.digest();
  }

  private void room(int bytes) {
    if (buffer.remaining() < bytes) {
      flush();
    }
  }

  private void flush() {
    digest.update(buffer.flip());
    buffer.clear();
  }
}
