package org.openledger.node.evidence;

import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.precompile.abi.Keccak256;

/**
 * Checks proofs of Merkle-Patricia tries (Yellow Paper, appendix D). Proofs of one trie share
 * nodes: each is hashed once.
 */
final class TrieProof {

  private static final Bytes EMPTY_NODE = Bytes.of(0x80);
  private static final Bytes32 EMPTY_ROOT = Keccak256.hash(EMPTY_NODE);
  static final int BRANCH_ITEMS = 17;
  private static final int ODD = 1;
  private static final int LEAF = 2;

  private final Fault fault;
  private final Map<Bytes, Bytes32> hashes = new HashMap<>();

  /**
   * @param fault what a wrong proof is
   */
  TrieProof(Fault fault) {
    this.fault = fault;
  }

  /** Gives the node with a hash. */
  @FunctionalInterface
  interface Nodes {
    Bytes node(Bytes hash) throws EvidenceException;
  }

  /**
   * The value under a key; empty where the nodes prove that there is none.
   *
   * @param nodes those on the way from the root to the key, and no others
   */
  Optional<Bytes> value(Bytes32 root, Bytes key, List<Bytes> nodes) throws EvidenceException {
    if (root.equals(EMPTY_ROOT)) {
      boolean none = nodes.isEmpty() || nodes.equals(List.of(EMPTY_NODE));
      EvidenceException.require(none, fault, "nodes of an empty trie");
      return Optional.empty();
    }
    Iterator<Bytes> left = nodes.iterator();
    Optional<Bytes> value =
        walk(
            root,
            key,
            hash -> {
              EvidenceException.require(left.hasNext(), fault, "a proof of a trie is cut off");
              Bytes node = left.next();
              EvidenceException.require(
                  hash(node).equals(hash), fault, "a node of a trie has another hash");
              return node;
            });
    EvidenceException.require(!left.hasNext(), fault, "a proof of a trie has nodes too many");
    return value;
  }

  /** Goes from the root of a trie that is not empty to a key. */
  Optional<Bytes> walk(Bytes32 root, Bytes key, Nodes nodes) throws EvidenceException {
    Bytes path = nibbles(key);
    Bytes reference = Rlp.string(root);
    int depth = 0;
    while (!reference.equals(EMPTY_NODE)) {
      List<Rlp.Item> items =
          Rlp.list(isHash(reference) ? nodes.node(reference.slice(1)) : reference, fault);
      if (items.size() == BRANCH_ITEMS) {
        if (depth == path.size()) {
          Bytes held = items.get(BRANCH_ITEMS - 1).string(fault);
          return held.isEmpty() ? Optional.empty() : Optional.of(held);
        }
        reference = items.get(path.get(depth++)).raw();
        continue;
      }
      EvidenceException.require(items.size() == 2, fault, "a node of a trie is of no kind");
      Bytes compact = items.getFirst().string(fault);
      Bytes steps = steps(compact);
      boolean onPath =
          steps.size() <= path.size() - depth && path.slice(depth, steps.size()).equals(steps);
      if (isLeaf(compact) || !onPath) {
        boolean found = isLeaf(compact) && onPath && steps.size() == path.size() - depth;
        return found ? Optional.of(items.get(1).string(fault)) : Optional.empty();
      }
      depth += steps.size();
      reference = items.get(1).raw();
    }
    return Optional.empty();
  }

  /** Whether a reference to a node is its hash; else it is the node. */
  static boolean isHash(Bytes reference) {
    return reference.size() == 1 + Bytes32.SIZE && (reference.get(0) & 0xff) == 0xa0;
  }

  /** Whether the path that a node begins with is a leaf's. */
  static boolean isLeaf(Bytes compact) {
    return (compact.get(0) >> 4 & LEAF) != 0;
  }

  /** Four-bit steps, one a byte. */
  static Bytes nibbles(Bytes key) {
    byte[] steps = new byte[2 * key.size()];
    for (int i = 0; i < steps.length; i++) {
      steps[i] = (byte) (key.get(i / 2) >> (i % 2 == 0 ? 4 : 0) & 0xf);
    }
    return Bytes.wrap(steps);
  }

  /** The steps of a leaf or an extension (hex-prefix encoding). */
  Bytes steps(Bytes compact) throws EvidenceException {
    boolean sound = !compact.isEmpty() && (compact.get(0) & 0xc0) == 0;
    boolean odd = sound && (compact.get(0) >> 4 & ODD) != 0;
    sound &= odd || (!compact.isEmpty() && (compact.get(0) & 0xf) == 0);
    EvidenceException.require(sound, fault, "a path in a trie is no path");
    return nibbles(compact).slice(odd ? 1 : 2);
  }

  private Bytes32 hash(Bytes node) {
    return hashes.computeIfAbsent(node, Keccak256::hash);
  }
}
