package org.openledger.corpus;

/**
 * A document as tokens.
 *
 * @param contributor who brings it
 * @param name what the contributor calls it
 * @param tokens its token ids; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record CorpusDocument(String contributor, String name, int[] tokens) {}
