package org.openledger.node.evidence;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.precompile.abi.Keccak256;

/** The trie over a block's receipts (Yellow Paper, appendix D), as far as it proves one of them. */
final class ReceiptTrie {

  private static final int STEPS = 16;
  private static final int HASHED_FROM = 32;
  private static final Bytes NOTHING = Rlp.string(Bytes.EMPTY);

  private record Entry(Bytes path, Bytes value) {}

  private final Bytes target;
  private final List<Bytes> upwards = new ArrayList<>();

  private ReceiptTrie(Bytes target) {
    this.target = target;
  }

  /**
   * The nodes from the root to one receipt.
   *
   * @param receipts all of the block
   * @param index of the one
   */
  static List<Bytes> proof(List<Bytes> receipts, int index) {
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < receipts.size(); i++) {
      entries.add(new Entry(TrieProof.nibbles(ReceiptProof.key(i)), receipts.get(i)));
    }
    ReceiptTrie trie = new ReceiptTrie(TrieProof.nibbles(ReceiptProof.key(index)));
    Bytes root = trie.node(entries, 0);
    if (root.size() < HASHED_FROM) {
      trie.upwards.add(root);
    }
    Collections.reverse(trie.upwards);
    return List.copyOf(trie.upwards);
  }

  /** Keccak-256 of the root's node. */
  static Bytes32 root(List<Bytes> receipts) {
    return receipts.isEmpty()
        ? Keccak256.hash(NOTHING)
        : Keccak256.hash(proof(receipts, 0).getFirst());
  }

  /** RLP of the node over entries that share their first steps. No path begins another. */
  private Bytes node(List<Entry> entries, int depth) {
    Entry first = entries.getFirst();
    Bytes rlp;
    if (entries.size() == 1) {
      rlp =
          Rlp.list(
              List.of(Rlp.string(compact(first.path.slice(depth), true)), Rlp.string(first.value)));
    } else {
      int shared = shared(entries, depth);
      rlp = shared > 0 ? extension(entries, depth, shared) : branch(entries, depth);
    }
    boolean onTheWay =
        first.path.size() >= depth
            && target.size() >= depth
            && first.path.slice(0, depth).equals(target.slice(0, depth));
    if (onTheWay && rlp.size() >= HASHED_FROM) {
      upwards.add(rlp);
    }
    return rlp;
  }

  private Bytes extension(List<Entry> entries, int depth, int shared) {
    Bytes steps = entries.getFirst().path.slice(depth, shared);
    return Rlp.list(
        List.of(Rlp.string(compact(steps, false)), reference(node(entries, depth + shared))));
  }

  private Bytes branch(List<Entry> entries, int depth) {
    List<Bytes> items = new ArrayList<>();
    for (int step = 0; step < STEPS; step++) {
      List<Entry> below = new ArrayList<>();
      for (Entry entry : entries) {
        if (entry.path.get(depth) == step) {
          below.add(entry);
        }
      }
      items.add(below.isEmpty() ? NOTHING : reference(node(below, depth + 1)));
    }
    items.add(NOTHING);
    return Rlp.list(items);
  }

  private static int shared(List<Entry> entries, int depth) {
    Bytes first = entries.getFirst().path.slice(depth);
    int shared = first.size();
    for (Entry entry : entries) {
      shared = Math.min(shared, first.commonPrefixLength(entry.path.slice(depth)));
    }
    return shared;
  }

  private static Bytes reference(Bytes node) {
    return node.size() < HASHED_FROM ? node : Rlp.string(Keccak256.hash(node));
  }

  /** Hex-prefix encoding (Yellow Paper, appendix C). */
  static Bytes compact(Bytes steps, boolean leaf) {
    boolean odd = steps.size() % 2 == 1;
    byte[] out = new byte[steps.size() / 2 + 1];
    out[0] = (byte) ((leaf ? 0x20 : 0) | (odd ? 0x10 | steps.get(0) : 0));
    for (int i = odd ? 1 : 0, o = 1; i < steps.size(); i += 2, o++) {
      out[o] = (byte) (steps.get(i) << 4 | steps.get(i + 1));
    }
    return Bytes.wrap(out);
  }
}
