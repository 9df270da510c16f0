package org.openledger.attribution.content;

import java.util.ArrayList;
import java.util.List;

/**
 * The Merkle tree hash of RFC 9162 §2.1.1 (the same as RFC 6962) with SHA-256: leaves are prefixed
 * 0x00, inner nodes 0x01, and n leaves split at the largest power of two below n.
 */
public final class MerkleTree {
  private static final byte[] LEAF = {0};
  private static final byte[] NODE = {1};

  private MerkleTree() {}

  /** Root over the data of the leaves; of no leaves it is the hash of the empty string. */
  public static byte[] root(List<byte[]> leaves) {
    return rootOfHashes(hashes(leaves));
  }

  /**
   * Inclusion path of a leaf (RFC 9162 §2.1.3.1), from the leaf's sibling upwards.
   *
   * @throws IndexOutOfBoundsException if there is no such leaf
   */
  public static List<byte[]> path(List<byte[]> leaves, int index) {
    return pathOfHashes(hashes(leaves), index);
  }

  /** Hash of a leaf's data. */
  public static byte[] leafHash(byte[] data) {
    return Sha256.of(LEAF, data);
  }

  static byte[] nodeHash(byte[] left, byte[] right) {
    return Sha256.of(NODE, left, right);
  }

  static byte[] rootOfHashes(List<byte[]> hashes) {
    return hashes.isEmpty() ? Sha256.of() : root(hashes, 0, hashes.size());
  }

  static List<byte[]> pathOfHashes(List<byte[]> hashes, int index) {
    if (index < 0 || index >= hashes.size()) {
      throw new IndexOutOfBoundsException("leaf " + index + " of " + hashes.size());
    }
    List<byte[]> path = new ArrayList<>();
    collect(hashes, 0, hashes.size(), index, path);
    return path;
  }

  private static List<byte[]> hashes(List<byte[]> leaves) {
    List<byte[]> hashes = new ArrayList<>(leaves.size());
    for (byte[] leaf : leaves) {
      hashes.add(leafHash(leaf));
    }
    return hashes;
  }

  private static byte[] root(List<byte[]> hashes, int begin, int end) {
    if (end - begin == 1) {
      return hashes.get(begin).clone();
    }
    int middle = begin + split(end - begin);
    return nodeHash(root(hashes, begin, middle), root(hashes, middle, end));
  }

  private static void collect(
      List<byte[]> hashes, int begin, int end, int index, List<byte[]> path) {
    if (end - begin == 1) {
      return;
    }
    int middle = begin + split(end - begin);
    if (index < middle) {
      collect(hashes, begin, middle, index, path);
      path.add(root(hashes, middle, end));
    } else {
      collect(hashes, middle, end, index, path);
      path.add(root(hashes, begin, middle));
    }
  }

  /** The largest power of two below n; n is at least 2. */
  static int split(int n) {
    return Integer.highestOneBit(n - 1);
  }
}
