package org.openledger.attribution.content;

import java.util.ArrayList;
import java.util.List;

/**
 * Proves that several leaves stand in one Merkle tree: {@link MerkleProof} for all of them at once,
 * with each hash that their paths share only once.
 *
 * <p>It holds the roots of the largest subtrees without a proved leaf, from left to right. Their
 * number follows from size and indexes, so there is one proof only for the same leaves.
 *
 * <p>A root does not bind the size of its tree. That the leaves are in the tree is proved whatever
 * size is claimed, because leaves and inner nodes are hashed with different prefixes; <b>where</b>
 * they stand is proved only if the size is known from a source that is trusted, or if all leaves
 * are given. So leaves that must not be moved say themselves where they stand.
 */
public final class MerkleMultiProof {
  private final int treeSize;
  private final int[] indexes;
  private final List<byte[]> hashes;

  /**
   * A proof of somebody's.
   *
   * @param treeSize leaves of the tree, at least 1
   * @param indexes of the proved leaves: ascending, at least one
   * @param hashes roots of the subtrees without a proved leaf, 32 bytes each, from left to right
   * @throws IllegalArgumentException if these do not fit together
   */
  public MerkleMultiProof(int treeSize, int[] indexes, List<byte[]> hashes) {
    this.treeSize = treeSize;
    this.indexes = indexes.clone();
    this.hashes = List.copyOf(hashes);
    if (this.hashes.size() != hashCount(treeSize, this.indexes)) {
      throw new IllegalArgumentException("a Merkle proof with too many or too few hashes");
    }
    for (byte[] hash : this.hashes) {
      if (hash.length != Sha256.LENGTH) {
        throw new IllegalArgumentException("a Merkle proof holds hashes of 32 bytes");
      }
    }
  }

  /** The proof for some of the given leaves. */
  public static MerkleMultiProof of(List<byte[]> leaves, int[] indexes) {
    List<byte[]> leafHashes = new ArrayList<>(leaves.size());
    for (byte[] leaf : leaves) {
      leafHashes.add(MerkleTree.leafHash(leaf));
    }
    return ofHashes(leafHashes, indexes);
  }

  static MerkleMultiProof ofHashes(List<byte[]> leafHashes, int[] indexes) {
    requireIndexes(leafHashes.size(), indexes);
    List<byte[]> hashes = new ArrayList<>();
    new Walk(indexes) {
      @Override
      byte[] apart(int begin, int end) {
        byte[] root = MerkleTree.rootOfHashes(leafHashes.subList(begin, end));
        hashes.add(root);
        return root;
      }

      @Override
      byte[] leaf(int at) {
        return leafHashes.get(indexes[at]);
      }
    }.root(0, leafHashes.size());
    return new MerkleMultiProof(leafHashes.size(), indexes, hashes);
  }

  /**
   * How many hashes prove some leaves.
   *
   * @throws IllegalArgumentException if the indexes do not ascend, are not in the tree, or none
   */
  public static int hashCount(int treeSize, int[] indexes) {
    requireIndexes(treeSize, indexes);
    int[] count = {0};
    new Walk(indexes) {
      @Override
      byte[] apart(int begin, int end) {
        count[0]++;
        return NOTHING;
      }

      @Override
      byte[] leaf(int at) {
        return NOTHING;
      }

      @Override
      byte[] join(byte[] left, byte[] right) {
        return NOTHING;
      }
    }.root(0, treeSize);
    return count[0];
  }

  /** Leaves of the tree. */
  public int treeSize() {
    return treeSize;
  }

  /** Indexes of the proved leaves, a copy. */
  public int[] indexes() {
    return indexes.clone();
  }

  /** Roots of the subtrees without a proved leaf. */
  public List<byte[]> hashes() {
    return hashes;
  }

  /**
   * The root that the tree has if these leaves stand at the indexes.
   *
   * @param leaves data of the leaves, one for each index
   */
  public byte[] rootFor(List<byte[]> leaves) {
    if (leaves.size() != indexes.length) {
      throw new IllegalArgumentException(
          leaves.size() + " leaves for " + indexes.length + " places");
    }
    return new Walk(indexes) {
      private int used;

      @Override
      byte[] apart(int begin, int end) {
        return hashes.get(used++);
      }

      @Override
      byte[] leaf(int at) {
        return MerkleTree.leafHash(leaves.get(at));
      }
    }.root(0, treeSize);
  }

  private static void requireIndexes(int treeSize, int[] indexes) {
    boolean sound = indexes.length > 0 && indexes[0] >= 0;
    for (int i = 1; i < indexes.length; i++) {
      sound &= indexes[i] > indexes[i - 1];
    }
    if (!sound || indexes[indexes.length - 1] >= treeSize) {
      throw new IllegalArgumentException(
          "a Merkle proof names leaves that are not in ascending order in its tree");
    }
  }

  /** Goes through the subtrees of a tree from left to right. */
  private abstract static class Walk {
    static final byte[] NOTHING = new byte[0];

    private final int[] proved;
    private int next;

    Walk(int[] proved) {
      this.proved = proved;
    }

    /** The root of a subtree that holds no proved leaf. */
    abstract byte[] apart(int begin, int end);

    /** The hash of a proved leaf. */
    abstract byte[] leaf(int at);

    byte[] join(byte[] left, byte[] right) {
      return MerkleTree.nodeHash(left, right);
    }

    final byte[] root(int begin, int end) {
      if (next == proved.length || proved[next] >= end) {
        return apart(begin, end);
      }
      if (end - begin == 1) {
        return leaf(next++);
      }
      int middle = begin + MerkleTree.split(end - begin);
      byte[] left = root(begin, middle);
      return join(left, root(middle, end));
    }
  }
}
