package org.openledger.attribution.collection;

/**
 * A part of a document that stands in an index.
 *
 * @param begin first token
 * @param end one past the last token
 * @param windows how many windows lie in it and in no earlier passage
 * @param order of the earliest contribution that holds the whole of it
 */
public record Passage(int begin, int end, int windows, long order) {}
