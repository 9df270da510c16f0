package org.openledger.devnet.state;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Changes of a trie: each gives new nodes along one path and keeps all others. */
final class TrieEdit {

  private static final int STEPS = 16;

  private TrieEdit() {}

  static <V> TrieNode<V> put(@Nullable TrieNode<V> node, byte[] path, int depth, V value) {
    return switch (node) {
      case null -> new TrieNode.Leaf<>(Nibbles.from(path, depth), value);
      case TrieNode.Leaf<V> leaf ->
          Nibbles.equal(path, depth, leaf.path)
              ? new TrieNode.Leaf<>(leaf.path, value)
              : splitLeaf(leaf, path, depth, value);
      case TrieNode.Extension<V> extension -> putExtension(extension, path, depth, value);
      case TrieNode.Branch<V> branch ->
          depth == path.length
              ? new TrieNode.Branch<>(branch.children, value)
              : branch.with(path[depth], put(branch.children[path[depth]], path, depth + 1, value));
    };
  }

  private static <V> TrieNode<V> splitLeaf(TrieNode.Leaf<V> leaf, byte[] path, int depth, V value) {
    int common = Nibbles.common(path, depth, leaf.path);
    TrieNode.Branch<V> branch = emptyBranch();
    branch =
        common == leaf.path.length
            ? new TrieNode.Branch<>(branch.children, leaf.value)
            : branch.with(
                leaf.path[common],
                new TrieNode.Leaf<>(Nibbles.from(leaf.path, common + 1), leaf.value));
    return extend(Arrays.copyOf(leaf.path, common), put(branch, path, depth + common, value));
  }

  private static <V> TrieNode<V> putExtension(
      TrieNode.Extension<V> extension, byte[] path, int depth, V value) {
    int common = Nibbles.common(path, depth, extension.path);
    if (common == extension.path.length) {
      return new TrieNode.Extension<>(
          extension.path, put(extension.child, path, depth + common, value));
    }
    TrieNode.Branch<V> branch =
        TrieEdit.<V>emptyBranch()
            .with(
                extension.path[common],
                extend(Nibbles.from(extension.path, common + 1), extension.child));
    return extend(Arrays.copyOf(extension.path, common), put(branch, path, depth + common, value));
  }

  static <V> @Nullable TrieNode<V> remove(TrieNode<V> node, byte[] path, int depth) {
    switch (node) {
      case TrieNode.Leaf<V> leaf -> {
        return Nibbles.equal(path, depth, leaf.path) ? null : leaf;
      }
      case TrieNode.Extension<V> extension -> {
        if (!Nibbles.startsWith(path, depth, extension.path)) {
          return extension;
        }
        TrieNode<V> child = remove(extension.child, path, depth + extension.path.length);
        if (child == extension.child) {
          return extension;
        }
        return child == null ? null : extend(extension.path, child);
      }
      case TrieNode.Branch<V> branch -> {
        if (depth == path.length) {
          return branch.value == null
              ? branch
              : collapse(new TrieNode.Branch<>(branch.children, null));
        }
        TrieNode<V> old = branch.children[path[depth]];
        if (old == null) {
          return branch;
        }
        TrieNode<V> child = remove(old, path, depth + 1);
        return child == old ? branch : collapse(branch.with(path[depth], child));
      }
    }
  }

  /** A branch with one entry left becomes that entry. */
  private static <V> TrieNode<V> collapse(TrieNode.Branch<V> branch) {
    int only = -1;
    for (int step = 0; step < STEPS; step++) {
      if (branch.children[step] != null) {
        if (only >= 0 || branch.value != null) {
          return branch;
        }
        only = step;
      }
    }
    if (only < 0) {
      V value = branch.value;
      return value == null ? branch : new TrieNode.Leaf<>(new byte[0], value);
    }
    TrieNode<V> child = branch.children[only];
    return child == null ? branch : extend(new byte[] {(byte) only}, child);
  }

  /** {@code child} reached by {@code path}: merged with it where it has a path of its own. */
  private static <V> TrieNode<V> extend(byte[] path, TrieNode<V> child) {
    if (path.length == 0) {
      return child;
    }
    return switch (child) {
      case TrieNode.Leaf<V> leaf -> new TrieNode.Leaf<>(Nibbles.join(path, leaf.path), leaf.value);
      case TrieNode.Extension<V> extension ->
          new TrieNode.Extension<>(Nibbles.join(path, extension.path), extension.child);
      case TrieNode.Branch<V> branch -> new TrieNode.Extension<>(path, branch);
    };
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  static <V> TrieNode.Branch<V> emptyBranch() {
    return new TrieNode.Branch<>((TrieNode<V>[]) new TrieNode[STEPS], null);
  }
}
