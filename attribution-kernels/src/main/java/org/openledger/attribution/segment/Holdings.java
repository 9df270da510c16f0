package org.openledger.attribution.segment;

/** What attribution asks a segment, verified or not. What contracts run takes {@link Segment}. */
public sealed interface Holdings permits Segment, UnverifiedSegment {
  /** Begins to look up the ids of an answer. */
  Query query(int[] y);

  /** The document that a place of the text lies in; quick if it is the document guessed. */
  int documentAt(int position, int guess);

  /** Order of a document's contribution. */
  long order(int document);
}
