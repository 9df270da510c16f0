package org.openledger.node.content;

/**
 * What a content store holds.
 *
 * @param count how many contents
 * @param bytes of all their files
 */
public record StoredContents(long count, long bytes) {}
