package org.openledger.attribution.content;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A contribution's documents in their canonical form; immutable.
 *
 * <p>Encoding: the ids of each document, packed big endian ({@link TokenPacking}), then a mark of
 * one id whose bytes are all ones. Documents may be empty, content may not. Its Merkle root is that
 * over chunks of 128 ids ({@link ContentHasher}), so that a span is proved without the rest.
 */
public final class Content {
  private final int vocabularySize;
  private final int width;
  private final byte[] encoded;

  /** For each document, the index of its mark in the stream of ids. */
  private final int[] marks;

  private final byte[] root;

  private Content(byte[] encoded, int[] marks, int vocabularySize) {
    this.vocabularySize = vocabularySize;
    this.width = TokenPacking.width(vocabularySize);
    this.encoded = encoded;
    this.marks = marks;
    this.root = MerkleTree.rootOfHashes(leafHashes());
  }

  /**
   * Encodes documents.
   *
   * @throws MalformedContentException if there is no document, or an id is not in 0 to V - 1
   */
  public static Content of(List<int[]> documents, int vocabularySize) {
    int width = TokenPacking.width(vocabularySize);
    if (documents.isEmpty()) {
      throw new MalformedContentException(
          MalformedContentException.Flaw.NO_DOCUMENT, "empty content: no document");
    }
    long ids = documents.size();
    for (int[] document : documents) {
      ids += document.length;
    }
    if (ids * width > Integer.MAX_VALUE - 16) {
      throw new MalformedContentException(
          MalformedContentException.Flaw.TOO_LARGE, "content too large: " + ids + " ids");
    }
    byte[] encoded = new byte[(int) ids * width];
    int[] marks = new int[documents.size()];
    int at = 0;
    for (int d = 0; d < marks.length; d++) {
      for (int id : documents.get(d)) {
        requireOrdinary(id, vocabularySize, d);
        TokenPacking.put(encoded, at++ * width, width, id);
      }
      marks[d] = at;
      TokenPacking.put(encoded, at++ * width, width, TokenPacking.REDACTED);
    }
    return new Content(encoded, marks, vocabularySize);
  }

  /**
   * Reads encoded content.
   *
   * @throws MalformedContentException if an id is truncated or not below V, the last document is
   *     not ended by a mark, or there is no document
   */
  public static Content parse(byte[] encoded, int vocabularySize) {
    int[] ids = TokenPacking.unpack(encoded, vocabularySize);
    if (ids.length == 0) {
      throw new MalformedContentException(
          MalformedContentException.Flaw.NO_DOCUMENT, "empty content: no document");
    }
    int[] marks = new int[ids.length];
    int documents = 0;
    for (int i = 0; i < ids.length; i++) {
      if (ids[i] == TokenPacking.REDACTED) {
        marks[documents++] = i;
      } else {
        requireOrdinary(ids[i], vocabularySize, documents);
      }
    }
    if (ids[ids.length - 1] != TokenPacking.REDACTED) {
      throw new MalformedContentException(
          MalformedContentException.Flaw.NOT_TERMINATED, "the last document is not terminated");
    }
    return new Content(encoded.clone(), Arrays.copyOf(marks, documents), vocabularySize);
  }

  /** Leaves of the Merkle tree over content of so many tokens (marks not counted) and documents. */
  public static int treeSize(long tokens, int documents) {
    long ids = Math.addExact(tokens, documents);
    return Math.toIntExact((ids + ContentHasher.CHUNK_IDS - 1) / ContentHasher.CHUNK_IDS);
  }

  /** The canonical bytes, a copy. */
  public byte[] encoded() {
    return encoded.clone();
  }

  /** V of the tokenizer. */
  public int vocabularySize() {
    return vocabularySize;
  }

  /** At least 1. */
  public int documentCount() {
    return marks.length;
  }

  /** Ids of a document, a copy. */
  public int[] document(int index) {
    int begin = start(index);
    int[] ids = new int[marks[index] - begin];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = id(begin + i);
    }
    return ids;
  }

  /** Ids of a document, counted. */
  public int documentLength(int index) {
    return marks[index] - start(index);
  }

  /** Ids of all documents, marks not counted. */
  public long tokenCount() {
    return (long) ids() - marks.length;
  }

  /** The 32-byte Merkle root, a copy. */
  public byte[] root() {
    return root.clone();
  }

  /** Leaves of the Merkle tree. */
  public int treeSize() {
    return treeSize(tokenCount(), marks.length);
  }

  /**
   * Proves the ids [begin, end) of a document.
   *
   * @throws IndexOutOfBoundsException if the document has no such span
   * @throws IllegalArgumentException if the span is empty
   */
  public SpanProof prove(int document, int begin, int end) {
    int[] ids = document(document);
    if (begin < 0 || end > ids.length) {
      throw new IndexOutOfBoundsException(
          "span [" + begin + ", " + end + ") of a document of " + ids.length + " ids");
    }
    if (begin >= end) {
      throw new IllegalArgumentException("an empty span has no proof");
    }
    List<byte[]> hashes = leafHashes();
    int first = (start(document) + begin) / ContentHasher.CHUNK_IDS;
    int last = (start(document) + end - 1) / ContentHasher.CHUNK_IDS;
    List<byte[]> chunks = new ArrayList<>();
    List<List<byte[]>> paths = new ArrayList<>();
    for (int chunk = first; chunk <= last; chunk++) {
      chunks.add(leaf(chunk));
      paths.add(MerkleTree.pathOfHashes(hashes, chunk));
    }
    return new SpanProof(
        document, begin, Arrays.copyOfRange(ids, begin, end), first, chunks, paths);
  }

  /** The leaf of the Merkle tree that holds an id of a document. */
  public int chunkOf(int document, int offset) {
    return (start(document) + offset) / ContentHasher.CHUNK_IDS;
  }

  /** A leaf of the Merkle tree, see {@link ContentHasher}. */
  public byte[] chunk(int index) {
    return leaf(index);
  }

  /**
   * Proves leaves of the Merkle tree.
   *
   * @param chunks their indexes, ascending
   */
  public MerkleMultiProof prove(int[] chunks) {
    return MerkleMultiProof.ofHashes(leafHashes(), chunks);
  }

  private int ids() {
    return encoded.length / width;
  }

  private int id(int index) {
    return TokenPacking.get(encoded, index * width, width);
  }

  private int start(int document) {
    return document == 0 ? 0 : marks[document - 1] + 1;
  }

  private byte[] leaf(int chunk) {
    int begin = chunk * ContentHasher.CHUNK_IDS;
    int end = Math.min(begin + ContentHasher.CHUNK_IDS, ids());
    int found = Arrays.binarySearch(marks, begin);
    int document = found >= 0 ? found : -found - 1;
    byte[] leaf = new byte[ContentHasher.LEAF_HEADER + (end - begin) * width];
    ContentHasher.header(leaf, document, begin - start(document), width);
    System.arraycopy(
        encoded, begin * width, leaf, ContentHasher.LEAF_HEADER, (end - begin) * width);
    return leaf;
  }

  private List<byte[]> leafHashes() {
    List<byte[]> hashes = new ArrayList<>(treeSize());
    for (int chunk = 0; chunk < treeSize(); chunk++) {
      hashes.add(MerkleTree.leafHash(leaf(chunk)));
    }
    return hashes;
  }

  private static void requireOrdinary(int id, int vocabularySize, int document) {
    if (id < 0 || id >= vocabularySize) {
      throw new MalformedContentException(
          MalformedContentException.Flaw.UNKNOWN_ID,
          "document "
              + document
              + " holds id "
              + Integer.toUnsignedString(id)
              + ", which is not an ordinary id below "
              + vocabularySize);
    }
  }
}
