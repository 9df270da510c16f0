package org.openledger.devnet.block;

import java.util.List;
import java.util.function.Function;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.rlp.RLP;
import org.openledger.devnet.state.PatriciaTrie;

/** Roots of tries over lists: transactions and receipts, by the RLP of their index. */
final class OrderedRoot {

  private OrderedRoot() {}

  static Bytes32 of(List<Bytes> items) {
    PatriciaTrie<Bytes> trie = PatriciaTrie.empty(Function.identity());
    for (int i = 0; i < items.size(); i++) {
      trie = trie.put(RLP.encodeInt(i), items.get(i));
    }
    return trie.rootHash();
  }
}
