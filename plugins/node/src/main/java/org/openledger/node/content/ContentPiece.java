package org.openledger.node.content;

import org.apache.tuweni.bytes.Bytes;

/**
 * A piece of a content.
 *
 * @param size bytes of the whole
 * @param data the piece
 */
public record ContentPiece(long size, Bytes data) {}
