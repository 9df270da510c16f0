package org.openledger.attribution.content;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * What a sealed version commits to: the Merkle root over its contributions, by ascending order,
 * each a leaf of u64 big-endian order and 32 bytes of content root.
 */
public final class SegmentRoot {
  private SegmentRoot() {}

  /**
   * The root.
   *
   * @param orders of the contributions: not negative, strictly ascending
   * @param contentRoots of the same contributions, 32 bytes each
   * @throws IllegalArgumentException if the orders do not ascend or the lengths differ
   */
  public static byte[] of(long[] orders, byte[][] contentRoots) {
    return MerkleTree.root(leaves(orders, contentRoots));
  }

  /** The leaves of the tree, for inclusion proofs of one contribution. */
  public static List<byte[]> leaves(long[] orders, byte[][] contentRoots) {
    if (orders.length != contentRoots.length) {
      throw new IllegalArgumentException(
          orders.length + " orders for " + contentRoots.length + " content roots");
    }
    List<byte[]> leaves = new ArrayList<>(orders.length);
    long previous = -1;
    for (int i = 0; i < orders.length; i++) {
      if (orders[i] <= previous) {
        throw new IllegalArgumentException(
            "orders must ascend: " + orders[i] + " comes after " + previous);
      }
      leaves.add(leaf(orders[i], contentRoots[i]));
      previous = orders[i];
    }
    return leaves;
  }

  /** One contribution's leaf, 40 bytes. */
  public static byte[] leaf(long order, byte[] contentRoot) {
    if (contentRoot.length != Sha256.LENGTH) {
      throw new IllegalArgumentException("a content root has 32 bytes, not " + contentRoot.length);
    }
    return ByteBuffer.allocate(8 + Sha256.LENGTH).putLong(order).put(contentRoot).array();
  }
}
