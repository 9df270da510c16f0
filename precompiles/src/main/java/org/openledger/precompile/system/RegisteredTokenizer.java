package org.openledger.precompile.system;

import org.apache.tuweni.bytes.Bytes32;

/**
 * A tokenizer that a network registered.
 *
 * @param hash identity of its vocabulary
 * @param vocabularySize ordinary ids are 0 … vocabularySize-1; 0: not registered
 * @param weightTable SHA-256 of the table of token weights for new models
 */
public record RegisteredTokenizer(Bytes32 hash, int vocabularySize, Bytes32 weightTable) {

  public boolean isRegistered() {
    return vocabularySize > 0;
  }
}
