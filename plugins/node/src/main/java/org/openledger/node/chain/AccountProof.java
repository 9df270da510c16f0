package org.openledger.node.chain;

import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.openledger.precompile.host.Address;

/**
 * An account of a state and some of its storage words, with proofs, as {@code eth_getProof} gives
 * them (EIP-1186).
 *
 * @param account its address
 * @param proof RLP of the nodes of the state trie, from its root towards the account
 * @param storage the words that were asked for
 */
public record AccountProof(Address account, List<Bytes> proof, List<StorageProof> storage) {

  public AccountProof {
    proof = proof.stream().map(Bytes::copy).toList();
    storage = List.copyOf(storage);
  }
}
