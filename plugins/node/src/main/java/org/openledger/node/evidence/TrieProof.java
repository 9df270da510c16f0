package org.openledger.node.evidence;

import java.util.HashMap;
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
  private static final int BRANCH_ITEMS = 17;
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
    Bytes path = nibbles(key);
    Bytes reference = Rlp.string(root);
    Optional<Bytes> value = Optional.empty();
    int next = 0;
    int depth = 0;
    while (!reference.equals(EMPTY_NODE)) {
      Bytes node = reference;
      if (reference.size() == 1 + Bytes32.SIZE && (reference.get(0) & 0xff) == 0xa0) {
        EvidenceException.require(next < nodes.size(), fault, "a proof of a trie is cut off");
        node = nodes.get(next++);
        EvidenceException.require(
            hash(node).equals(reference.slice(1)), fault, "a node of a trie has another hash");
      }
      List<Rlp.Item> items = Rlp.list(node, fault);
      if (items.size() == BRANCH_ITEMS) {
        if (depth == path.size()) {
          Bytes held = items.get(BRANCH_ITEMS - 1).string(fault);
          value = held.isEmpty() ? Optional.empty() : Optional.of(held);
          break;
        }
        reference = items.get(path.get(depth++)).raw();
        continue;
      }
      EvidenceException.require(items.size() == 2, fault, "a node of a trie is of no kind");
      Bytes compact = items.getFirst().string(fault);
      Bytes steps = steps(compact);
      boolean ends = (compact.get(0) >> 4 & LEAF) != 0;
      boolean onPath =
          steps.size() <= path.size() - depth && path.slice(depth, steps.size()).equals(steps);
      if (ends || !onPath) {
        boolean found = ends && onPath && steps.size() == path.size() - depth;
        value = found ? Optional.of(items.get(1).string(fault)) : Optional.empty();
        break;
      }
      depth += steps.size();
      reference = items.get(1).raw();
    }
    EvidenceException.require(next == nodes.size(), fault, "a proof of a trie has nodes too many");
    return value;
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
  private Bytes steps(Bytes compact) throws EvidenceException {
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
