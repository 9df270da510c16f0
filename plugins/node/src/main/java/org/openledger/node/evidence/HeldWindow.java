package org.openledger.node.evidence;

/**
 * A counting window of the answer, and where a contribution holds it.
 *
 * @param begin first token of the answer
 * @param end one past the last token
 * @param contribution who holds it
 * @param document index of the document in the contribution
 * @param offset of the window in the document
 */
public record HeldWindow(int begin, int end, long contribution, int document, int offset) {}
