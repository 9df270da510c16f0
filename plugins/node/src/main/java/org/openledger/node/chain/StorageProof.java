package org.openledger.node.chain;

import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.units.bigints.UInt256;

/**
 * One storage word of an account with its proof.
 *
 * @param key number of the word
 * @param value the word; zero where nothing is stored
 * @param proof RLP of the nodes of the account's storage trie, from its root towards the word
 */
public record StorageProof(UInt256 key, UInt256 value, List<Bytes> proof) {

  public StorageProof {
    proof = proof.stream().map(Bytes::copy).toList();
  }
}
