package org.openledger.node.evidence;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.precompile.abi.Keccak256;

/**
 * Proofs of some keys of one trie in the compact form: the part of the trie that they know, each
 * node once, from the root downwards. Hashes of nodes that are there are left out, and so are the
 * paths of leaves that belong to the keys.
 */
final class CompactTrie {

  private static final int EMPTY = 0;
  private static final int BRANCH = 1;
  private static final int LEAF_OF_KEY = 2;
  private static final int LEAF = 3;
  private static final int EXTENSION = 4;

  private static final int HASH = 0;
  private static final int KNOWN = 1;
  private static final int EMBEDDED = 2;

  private static final int STEPS = 16;
  private static final int MAX_STEPS = 64;
  private static final Bytes NOTHING = Rlp.string(Bytes.EMPTY);
  private static final Bytes NO_PATH = Bytes.wrap(new byte[64]);

  private final List<Bytes> paths = new ArrayList<>();
  private final Map<Bytes, Bytes> nodes = new HashMap<>();

  /**
   * @param keys that are proved
   */
  CompactTrie(List<Bytes> keys) {
    Map<Bytes, Bytes> sorted = new TreeMap<>();
    for (Bytes key : keys) {
      sorted.put(key, TrieProof.nibbles(key));
    }
    paths.addAll(sorted.values());
  }

  /**
   * Writes proofs.
   *
   * @param proofs for each key the nodes from the root on
   */
  void write(CompactWriter out, List<List<Bytes>> proofs) throws EvidenceException {
    Bytes root = Bytes.EMPTY;
    for (List<Bytes> proof : proofs) {
      for (Bytes node : proof) {
        nodes.computeIfAbsent(Keccak256.hash(node), any -> node);
      }
      if (!proof.isEmpty()) {
        root = proof.getFirst();
      }
    }
    if (root.isEmpty() || root.equals(NOTHING)) {
      out.octet(EMPTY);
    } else {
      write(out, root, Bytes.EMPTY);
    }
  }

  private void write(CompactWriter out, Bytes node, Bytes before) throws EvidenceException {
    List<Rlp.Item> items = Rlp.list(node, Fault.MALFORMED);
    if (items.size() == TrieProof.BRANCH_ITEMS) {
      writeBranch(out, items, before);
      return;
    }
    EvidenceException.require(items.size() == 2, Fault.MALFORMED, "a node of no kind");
    Bytes compact = items.getFirst().string(Fault.MALFORMED);
    Bytes steps = new TrieProof(Fault.MALFORMED).steps(compact);
    if (TrieProof.isLeaf(compact)) {
      boolean derived = Rlp.join(List.of(before, steps)).equals(first(before));
      out.octet(derived ? LEAF_OF_KEY : LEAF);
      if (!derived) {
        out.counted(steps);
      }
      out.packed(items.get(1).string(Fault.MALFORMED));
    } else {
      out.octet(EXTENSION);
      out.counted(steps);
      Bytes reference = items.get(1).raw();
      int kind = kind(reference);
      out.octet(kind);
      writeChild(out, kind, reference, Rlp.join(List.of(before, steps)));
    }
  }

  private void writeBranch(CompactWriter out, List<Rlp.Item> items, Bytes before)
      throws EvidenceException {
    out.octet(BRANCH);
    int[] masks = new int[3];
    for (int step = 0; step < STEPS; step++) {
      Bytes reference = items.get(step).raw();
      if (!reference.equals(NOTHING)) {
        masks[kind(reference)] |= 1 << step;
      }
    }
    for (int mask : masks) {
      out.mask(mask);
    }
    for (int step = 0; step < STEPS; step++) {
      Bytes reference = items.get(step).raw();
      if (!reference.equals(NOTHING)) {
        writeChild(out, kind(reference), reference, Rlp.join(List.of(before, Bytes.of(step))));
      }
    }
    out.packed(items.get(STEPS).string(Fault.MALFORMED));
  }

  private int kind(Bytes reference) {
    if (!TrieProof.isHash(reference)) {
      return EMBEDDED;
    }
    return nodes.containsKey(reference.slice(1)) ? KNOWN : HASH;
  }

  private void writeChild(CompactWriter out, int kind, Bytes reference, Bytes before)
      throws EvidenceException {
    switch (kind) {
      case HASH -> out.plain(reference.slice(1));
      case KNOWN -> write(out, child(reference), before);
      default -> out.counted(reference);
    }
  }

  private Bytes child(Bytes reference) throws EvidenceException {
    Bytes node = nodes.get(reference.slice(1));
    if (node == null) {
      throw CompactReader.malformed("a node of a trie is missing");
    }
    return node;
  }

  /** Reads what {@link #write} wrote; the proofs of the keys that were given, in their order. */
  List<List<Bytes>> read(CompactReader in, List<Bytes> keys) throws EvidenceException {
    int kind = in.octet();
    List<List<Bytes>> proofs = new ArrayList<>();
    if (kind == EMPTY) {
      keys.forEach(key -> proofs.add(List.of()));
      return proofs;
    }
    Bytes root = read(in, kind, Bytes.EMPTY);
    Bytes32 hash = Keccak256.hash(root);
    nodes.put(hash, root);
    TrieProof trie = new TrieProof(Fault.MALFORMED);
    for (Bytes key : keys) {
      List<Bytes> proof = new ArrayList<>();
      trie.walk(
          hash,
          key,
          wanted -> {
            Bytes node = nodes.get(wanted);
            if (node == null) {
              throw CompactReader.malformed("a node of a trie is missing");
            }
            proof.add(node);
            return node;
          });
      proofs.add(proof);
    }
    return proofs;
  }

  private Bytes read(CompactReader in, int kind, Bytes before) throws EvidenceException {
    return switch (kind) {
      case BRANCH -> readBranch(in, before);
      case LEAF_OF_KEY -> leaf(first(before).slice(before.size()), in.packed());
      case LEAF -> leaf(steps(in, before), in.packed());
      case EXTENSION -> {
        Bytes steps = steps(in, before);
        EvidenceException.require(!steps.isEmpty(), Fault.MALFORMED, "an empty extension");
        Bytes child = readChild(in, in.octet(), Rlp.join(List.of(before, steps)));
        yield Rlp.list(List.of(Rlp.string(ReceiptTrie.compact(steps, false)), child));
      }
      default -> throw CompactReader.malformed("a node of no kind");
    };
  }

  private Bytes readBranch(CompactReader in, Bytes before) throws EvidenceException {
    EvidenceException.require(before.size() < MAX_STEPS, Fault.MALFORMED, "a path is too long");
    int[] masks = {in.mask(), in.mask(), in.mask()};
    List<Bytes> items = new ArrayList<>();
    for (int step = 0; step < STEPS; step++) {
      Bytes item = NOTHING;
      for (int kind = HASH; kind <= EMBEDDED; kind++) {
        if ((masks[kind] >> step & 1) == 1) {
          item = readChild(in, kind, Rlp.join(List.of(before, Bytes.of(step))));
        }
      }
      items.add(item);
    }
    items.add(Rlp.string(in.packed()));
    return Rlp.list(items);
  }

  private Bytes readChild(CompactReader in, int kind, Bytes before) throws EvidenceException {
    return switch (kind) {
      case HASH -> Rlp.string(in.plain(Bytes32.SIZE));
      case KNOWN -> {
        Bytes node = read(in, in.octet(), before);
        Bytes32 hash = Keccak256.hash(node);
        nodes.put(hash, node);
        yield Rlp.string(hash);
      }
      case EMBEDDED -> in.counted();
      default -> throw CompactReader.malformed("a reference of no kind");
    };
  }

  private static Bytes leaf(Bytes steps, Bytes value) {
    return Rlp.list(List.of(Rlp.string(ReceiptTrie.compact(steps, true)), Rlp.string(value)));
  }

  private static Bytes steps(CompactReader in, Bytes before) throws EvidenceException {
    Bytes steps = in.counted();
    boolean sound = steps.size() <= MAX_STEPS - before.size();
    for (int i = 0; i < steps.size(); i++) {
      sound &= steps.get(i) >= 0 && steps.get(i) < STEPS;
    }
    EvidenceException.require(sound, Fault.MALFORMED, "a path in a trie is no path");
    return steps;
  }

  /** The path of the first key below a node. */
  private Bytes first(Bytes before) {
    for (Bytes path : paths) {
      if (path.size() >= before.size() && path.slice(0, before.size()).equals(before)) {
        return path;
      }
    }
    return NO_PATH;
  }
}
