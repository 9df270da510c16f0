package org.openledger.devnet.state;

import java.io.DataOutputStream;
import java.io.IOException;
import java.util.IdentityHashMap;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.units.bigints.UInt256;
import org.jspecify.annotations.Nullable;

/**
 * Writes the states of one block after the other; a node that several states share is written once,
 * so that a state costs what it changed. Nodes are numbered from 1 in the order in which they are
 * written, children before parents; 0 is the empty trie. Read by {@link StateReader}.
 */
public final class StateWriter {

  static final int ROOT = 0;
  static final int BRANCH = 1;
  static final int EXTENSION = 2;
  static final int WORD = 3;
  static final int ACCOUNT = 4;

  private final DataOutputStream out;
  private final IdentityHashMap<TrieNode<?>, Integer> numbers = new IdentityHashMap<>();

  public StateWriter(DataOutputStream out) {
    this.out = out;
  }

  /** Writes what is new of a state, and which node is its root. */
  public void write(WorldState state) throws IOException {
    int root = node(state.accounts().root());
    out.writeByte(ROOT);
    out.writeInt(root);
  }

  private int node(@Nullable TrieNode<?> node) throws IOException {
    if (node == null) {
      return 0;
    }
    Integer known = numbers.get(node);
    if (known != null) {
      return known;
    }
    switch (node) {
      case TrieNode.Branch<?> branch -> branch(branch);
      case TrieNode.Extension<?> extension -> {
        int child = node(extension.child);
        out.writeByte(EXTENSION);
        path(extension.path);
        out.writeInt(child);
      }
      case TrieNode.Leaf<?> leaf -> leaf(leaf);
    }
    int number = numbers.size() + 1;
    numbers.put(node, number);
    return number;
  }

  private void branch(TrieNode.Branch<?> branch) throws IOException {
    int[] children = new int[branch.children.length];
    int mask = 0;
    for (int step = 0; step < children.length; step++) {
      children[step] = node(branch.children[step]);
      mask |= children[step] == 0 ? 0 : 1 << step;
    }
    out.writeByte(BRANCH);
    out.writeShort(mask);
    for (int child : children) {
      if (child != 0) {
        out.writeInt(child);
      }
    }
  }

  private void leaf(TrieNode.Leaf<?> leaf) throws IOException {
    switch (leaf.value) {
      case Account account -> {
        int storage = node(account.storage().root());
        out.writeByte(ACCOUNT);
        path(leaf.path);
        out.writeLong(account.nonce());
        word(account.balance());
        out.writeInt(account.code().size());
        out.write(account.code().toArrayUnsafe());
        out.writeInt(storage);
      }
      case UInt256 word -> {
        out.writeByte(WORD);
        path(leaf.path);
        word(word);
      }
      default -> throw new IllegalStateException("a leaf is an account or a word");
    }
  }

  private void path(byte[] path) throws IOException {
    out.writeByte(path.length);
    out.write(path);
  }

  private void word(UInt256 word) throws IOException {
    Bytes bytes = word.toMinimalBytes();
    out.writeByte(bytes.size());
    out.write(bytes.toArrayUnsafe());
  }
}
