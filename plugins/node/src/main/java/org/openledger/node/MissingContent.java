package org.openledger.node;

import org.apache.tuweni.bytes.Bytes32;

/**
 * A content that a sealed version needs and this node lacks.
 *
 * @param contribution whose content it is
 * @param root its Merkle root
 * @param tokenizer ASCII name of its tokenizer
 * @param datanet the version's Datanet
 * @param version the version's number
 * @param needed whether the version is active or announced, so that a block may need it
 */
public record MissingContent(
    long contribution,
    Bytes32 root,
    String tokenizer,
    long datanet,
    long version,
    boolean needed) {}
