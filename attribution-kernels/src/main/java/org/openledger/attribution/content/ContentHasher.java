package org.openledger.attribution.content;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Computes a content's Merkle root from a stream of ids.
 *
 * <pre>
 *   leaf   u32  document index of the chunk's first id
 *          u32  offset of that id in its document (a mark's is the document's length)
 *          u8   bytes of an id
 *          1 to 128 ids, marks included
 * </pre>
 */
public final class ContentHasher {
  /** Ids of a chunk; only the last one of a content may hold fewer. */
  public static final int CHUNK_IDS = 128;

  static final int LEAF_HEADER = 9;

  private final int width;
  private final byte[] leaf;
  private final List<byte[]> hashes = new ArrayList<>();
  private int filled = LEAF_HEADER;
  private int document;
  private int offset;

  /** For content of a tokenizer with this many ordinary ids. */
  public ContentHasher(int vocabularySize) {
    width = TokenPacking.width(vocabularySize);
    leaf = new byte[LEAF_HEADER + CHUNK_IDS * width];
  }

  /** The next id of the document. */
  public void id(int id) {
    put(id);
    offset++;
  }

  /** The document ends. */
  public void mark() {
    put(TokenPacking.REDACTED);
    document++;
    offset = 0;
  }

  /** The root over all that was given; the hasher is not to be used afterwards. */
  public byte[] root() {
    return MerkleTree.rootOfHashes(leafHashes());
  }

  List<byte[]> leafHashes() {
    if (filled > LEAF_HEADER) {
      hashes.add(MerkleTree.leafHash(Arrays.copyOf(leaf, filled)));
      filled = LEAF_HEADER;
    }
    return hashes;
  }

  static void header(byte[] leaf, int document, int offset, int width) {
    ByteBuffer.wrap(leaf).putInt(document).putInt(offset).put((byte) width);
  }

  private void put(int id) {
    if (filled == LEAF_HEADER) {
      header(leaf, document, offset, width);
    }
    TokenPacking.put(leaf, filled, width, id);
    filled += width;
    if (filled == leaf.length) {
      hashes.add(MerkleTree.leafHash(leaf));
      filled = LEAF_HEADER;
    }
  }
}
