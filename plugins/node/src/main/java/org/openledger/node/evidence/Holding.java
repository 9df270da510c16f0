package org.openledger.node.evidence;

/**
 * A stretch of the answer in a contribution, as an index has it.
 *
 * @param begin first token of the answer
 * @param end one past the last token
 * @param contribution whose it is
 * @param document index of the document in the contribution
 * @param offset of the stretch in the document
 * @param longestBegin where the stretch begins if it is lengthened as far as document and answer
 *     agree
 * @param longestEnd where it then ends
 */
record Holding(
    int begin,
    int end,
    long contribution,
    int document,
    int offset,
    int longestBegin,
    int longestEnd) {

  boolean reaches(int token) {
    return longestBegin <= token && token < longestEnd;
  }

  /** A part of the lengthened stretch. */
  HeldWindow window(int from, int to) {
    return new HeldWindow(from, to, contribution, document, offset - begin + from);
  }
}
