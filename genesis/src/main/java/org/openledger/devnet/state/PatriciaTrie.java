package org.openledger.devnet.state;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.rlp.RLP;
import org.jspecify.annotations.Nullable;

/**
 * A persistent Merkle-Patricia trie (Yellow Paper, appendix D): a change gives a new trie that
 * shares all other nodes with the old one, so that the state of every block stays readable at the
 * price of its differences. Hashes are computed once for each node, when a root is asked for.
 *
 * <p>Immutable: any number of threads may read.
 *
 * @param <V> what the leaves hold
 */
public final class PatriciaTrie<V> {

  /** The root of a trie without entries: Keccak-256 of the RLP of an empty string. */
  public static final Bytes32 EMPTY_ROOT = Keccak.hash(RLP.encodeValue(Bytes.EMPTY));

  private final @Nullable TrieNode<V> root;
  private final Function<V, Bytes> encoding;

  private PatriciaTrie(@Nullable TrieNode<V> root, Function<V, Bytes> encoding) {
    this.root = root;
    this.encoding = encoding;
  }

  /**
   * A trie without entries.
   *
   * @param encoding the bytes that a leaf stores for a value; never empty
   */
  public static <V> PatriciaTrie<V> empty(Function<V, Bytes> encoding) {
    return new PatriciaTrie<>(null, encoding);
  }

  /** The value under {@code key}. */
  public Optional<V> get(Bytes key) {
    TrieNode<V> node = root;
    byte[] path = Nibbles.of(key);
    int depth = 0;
    while (node != null) {
      switch (node) {
        case TrieNode.Leaf<V> leaf -> {
          return Nibbles.equal(path, depth, leaf.path) ? Optional.of(leaf.value) : Optional.empty();
        }
        case TrieNode.Extension<V> extension -> {
          if (!Nibbles.startsWith(path, depth, extension.path)) {
            return Optional.empty();
          }
          depth += extension.path.length;
          node = extension.child;
        }
        case TrieNode.Branch<V> branch -> {
          if (depth == path.length) {
            return Optional.ofNullable(branch.value);
          }
          node = branch.children[path[depth++]];
        }
      }
    }
    return Optional.empty();
  }

  /** The trie with {@code value} under {@code key}. */
  public PatriciaTrie<V> put(Bytes key, V value) {
    return new PatriciaTrie<>(TrieEdit.put(root, Nibbles.of(key), 0, value), encoding);
  }

  /** The trie without an entry under {@code key}. */
  public PatriciaTrie<V> remove(Bytes key) {
    return root == null
        ? this
        : new PatriciaTrie<>(TrieEdit.remove(root, Nibbles.of(key), 0), encoding);
  }

  /**
   * The nodes from the root towards {@code key}, each as its RLP: they prove the value there, or
   * that there is none. Nodes of less than 32 bytes stand in the node above them, not by
   * themselves.
   */
  public List<Bytes> proof(Bytes key) {
    List<Bytes> nodes = new ArrayList<>();
    TrieNode<V> node = root;
    byte[] path = Nibbles.of(key);
    int depth = 0;
    while (node != null) {
      Bytes rlp = node.rlp(encoding);
      if (node == root || rlp.size() >= Bytes32.SIZE) {
        nodes.add(rlp);
      }
      switch (node) {
        case TrieNode.Leaf<V> leaf -> node = null;
        case TrieNode.Extension<V> extension -> {
          node = Nibbles.startsWith(path, depth, extension.path) ? extension.child : null;
          depth += extension.path.length;
        }
        case TrieNode.Branch<V> branch ->
            node = depth == path.length ? null : branch.children[path[depth++]];
      }
    }
    return nodes;
  }

  public boolean isEmpty() {
    return root == null;
  }

  @Nullable TrieNode<V> root() {
    return root;
  }

  /** Another trie with the same encoding. */
  PatriciaTrie<V> withRoot(@Nullable TrieNode<V> other) {
    return new PatriciaTrie<>(other, encoding);
  }

  /** The root hash. */
  public Bytes32 rootHash() {
    return root == null ? EMPTY_ROOT : Keccak.hash(root.rlp(encoding));
  }
}
