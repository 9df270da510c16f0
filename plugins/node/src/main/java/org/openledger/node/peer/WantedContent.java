package org.openledger.node.peer;

import org.apache.tuweni.bytes.Bytes32;

/**
 * A content that this node lacks.
 *
 * @param contribution whose content it is
 * @param root its Merkle root, from the chain
 * @param size its bytes, from the chain
 * @param vocabularySize of its tokenizer
 */
public record WantedContent(long contribution, Bytes32 root, long size, int vocabularySize) {}
