package org.openledger.devnet.state;

import java.util.function.Function;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.rlp.RLP;
import org.apache.tuweni.rlp.RLPWriter;
import org.jspecify.annotations.Nullable;

/** An immutable node of a {@link PatriciaTrie}. */
abstract sealed class TrieNode<V> {

  private static final int HASHED_FROM = 32;

  // Computed at most a few times when threads race, always to the same bytes.
  private volatile @Nullable Bytes reference;

  abstract Bytes rlp(Function<V, Bytes> encoding);

  /** What a parent stores: the node itself below 32 bytes of RLP, else its hash. */
  final Bytes reference(Function<V, Bytes> encoding) {
    Bytes known = reference;
    if (known == null) {
      Bytes rlp = rlp(encoding);
      known = rlp.size() < HASHED_FROM ? rlp : RLP.encodeValue(Keccak.hash(rlp));
      reference = known;
    }
    return known;
  }

  static final class Leaf<V> extends TrieNode<V> {
    final byte[] path;
    final V value;

    Leaf(byte[] path, V value) {
      this.path = path;
      this.value = value;
    }

    @Override
    Bytes rlp(Function<V, Bytes> encoding) {
      return RLP.encodeList(
          list -> {
            list.writeValue(Nibbles.compact(path, true));
            list.writeValue(encoding.apply(value));
          });
    }
  }

  static final class Extension<V> extends TrieNode<V> {
    final byte[] path;
    final TrieNode<V> child;

    Extension(byte[] path, TrieNode<V> child) {
      this.path = path;
      this.child = child;
    }

    @Override
    Bytes rlp(Function<V, Bytes> encoding) {
      return RLP.encodeList(
          list -> {
            list.writeValue(Nibbles.compact(path, false));
            list.writeRLP(child.reference(encoding));
          });
    }
  }

  static final class Branch<V> extends TrieNode<V> {
    final @Nullable TrieNode<V>[] children;
    final @Nullable V value;

    Branch(@Nullable TrieNode<V>[] children, @Nullable V value) {
      this.children = children;
      this.value = value;
    }

    /** The branch with another child at {@code step}. */
    Branch<V> with(int step, @Nullable TrieNode<V> child) {
      @Nullable TrieNode<V>[] copy = children.clone();
      copy[step] = child;
      return new Branch<>(copy, value);
    }

    @Override
    Bytes rlp(Function<V, Bytes> encoding) {
      return RLP.encodeList(list -> write(list, encoding));
    }

    private void write(RLPWriter list, Function<V, Bytes> encoding) {
      for (TrieNode<V> child : children) {
        if (child == null) {
          list.writeValue(Bytes.EMPTY);
        } else {
          list.writeRLP(child.reference(encoding));
        }
      }
      list.writeValue(value == null ? Bytes.EMPTY : encoding.apply(value));
    }
  }
}
