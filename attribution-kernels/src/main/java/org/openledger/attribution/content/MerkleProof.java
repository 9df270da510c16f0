package org.openledger.attribution.content;

import java.security.MessageDigest;
import java.util.List;

/**
 * Proves that a leaf stands at an index of a Merkle tree (RFC 9162 §2.1.3.2).
 *
 * <p>A root alone does not bind the size of its tree: whoever verifies must take {@code treeSize}
 * from a source that he trusts, not from the prover.
 *
 * @param index of the leaf, from 0
 * @param treeSize leaves of the tree
 * @param path sibling hashes of 32 bytes, from the leaf upwards
 */
public record MerkleProof(int index, int treeSize, List<byte[]> path) {
  /** Keeps its own list. */
  public MerkleProof {
    path = List.copyOf(path);
  }

  /** The proof for one of the given leaves. */
  public static MerkleProof of(List<byte[]> leaves, int index) {
    return new MerkleProof(index, leaves.size(), MerkleTree.path(leaves, index));
  }

  /**
   * The root that the tree has if this leaf stands at the index.
   *
   * @throws IllegalArgumentException if index, size and path do not fit together
   */
  public byte[] rootFor(byte[] leaf) {
    if (index < 0 || index >= treeSize) {
      throw new IllegalArgumentException("no leaf " + index + " in a tree of " + treeSize);
    }
    int node = index;
    int last = treeSize - 1;
    byte[] hash = MerkleTree.leafHash(leaf);
    for (byte[] sibling : path) {
      if (sibling.length != Sha256.LENGTH) {
        throw new IllegalArgumentException("a path holds hashes of 32 bytes");
      }
      if (last == 0) {
        throw new IllegalArgumentException("the path is too long");
      }
      if ((node & 1) == 1 || node == last) {
        hash = MerkleTree.nodeHash(sibling, hash);
        while ((node & 1) == 0 && node != 0) {
          node >>>= 1;
          last >>>= 1;
        }
      } else {
        hash = MerkleTree.nodeHash(hash, sibling);
      }
      node >>>= 1;
      last >>>= 1;
    }
    if (last != 0) {
      throw new IllegalArgumentException("the path is too short");
    }
    return hash;
  }

  /** Whether the leaf stands at the index of the tree with this root. */
  public boolean verify(byte[] leaf, byte[] root) {
    try {
      return MessageDigest.isEqual(rootFor(leaf), root);
    } catch (IllegalArgumentException malformed) {
      return false;
    }
  }
}
