package org.openledger.node.history.series;

/**
 * A span of blocks.
 *
 * @param first first block
 * @param last last block; less than the first: no block
 */
public record Span(long first, long last) {

  /** From the chain's start up to a block. */
  public static Span upTo(long last) {
    return new Span(0, last);
  }
}
