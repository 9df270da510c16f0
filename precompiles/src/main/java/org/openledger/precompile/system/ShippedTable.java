package org.openledger.precompile.system;

import org.apache.tuweni.bytes.Bytes32;

/**
 * A table of token weights that every release of this protocol version holds, and the tokenizer
 * whose tokens it weighs.
 *
 * @param number from 1, given once: it stands in the storage of models
 * @param tokenizer the tokenizer's ASCII name, left-aligned
 * @param tokenizerHash identity of the vocabulary
 * @param vocabularySize ordinary ids are 0 … vocabularySize-1
 * @param hash SHA-256 of the table
 */
public record ShippedTable(
    int number, Bytes32 tokenizer, Bytes32 tokenizerHash, int vocabularySize, Bytes32 hash) {}
