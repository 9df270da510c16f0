package org.openledger.attribution.segment;

import java.util.Arrays;

/**
 * What a segment file says, verified or not, and its queries. What contracts run takes {@link
 * Segment}; what is said here is true of that one only.
 */
public abstract sealed class Holdings permits Segment, UnverifiedSegment {
  final SegmentImage image;
  final RangeMinimum minimum;

  Holdings(SegmentImage image) {
    this.image = image;
    this.minimum = new RangeMinimum(image.suffixes(), image.minima());
  }

  /** The segment root, 32 bytes: what the chain committed to. */
  public final byte[] root() {
    return image.root();
  }

  /** Id of the tokenizer whose ids these are. */
  public final String tokenizerId() {
    return image.tokenizerId();
  }

  /** V of that tokenizer. */
  public final int vocabularySize() {
    return image.vocabularySize();
  }

  /** Tokens of all documents. */
  public final int tokens() {
    return image.suffixes().size();
  }

  /** Bytes of the file. */
  public final long length() {
    return image.layout().length();
  }

  /** Order of a document's contribution. */
  public final long order(int document) {
    return image.order(image.contributionOf(document));
  }

  /** The document that a place of the text lies in; quick if it is the document guessed. */
  public final int documentAt(int position, int guess) {
    return image.documentHolding(position, guess);
  }

  /** Begins to look up the ids of an answer. */
  public final Query query(int[] y) {
    return new Query(image, minimum, y, Math.max(1, y.length));
  }

  /** Goes on to look up the ids of a query here; what it has answered stays. */
  public final void moveTo(Query query) {
    query.moveTo(image, minimum);
  }

  /** How many of the ids y[at, end) occur consecutively in a document. */
  public final int longestMatch(int[] y, int at, int end) {
    return new Query(image, minimum, Arrays.copyOfRange(y, at, end), 1).longestMatch();
  }
}
