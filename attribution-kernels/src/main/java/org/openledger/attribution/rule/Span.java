package org.openledger.attribution.rule;

/**
 * A maximal counting span, for display (rule version 1, step 7), and its earliest occurrence.
 *
 * @param begin first token of the answer
 * @param end one past the last token
 * @param weight of its tokens, in 1/1024 bit
 * @param order of the earliest contribution that holds it
 * @param document index of the document in that contribution
 * @param offset of the span in that document
 */
public record Span(int begin, int end, long weight, long order, int document, int offset) {}
