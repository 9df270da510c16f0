package org.openledger.attribution.segment;

import org.openledger.attribution.content.Content;
import org.openledger.attribution.content.Sha256;

/**
 * One contribution of a sealed version.
 *
 * @param order when its commitment was recorded; not negative, unique on its chain
 * @param contentRoot 32 bytes, the Merkle root that was committed
 * @param content what was revealed; whoever builds a segment of it checks it against the root
 */
@SuppressWarnings("ArrayRecordComponent") // Contributions are told apart by their order.
public record Contribution(long order, byte[] contentRoot, Content content) {
  /** Checks the ranges and keeps its own copy of the root. */
  public Contribution {
    if (order < 0) {
      throw new IllegalArgumentException("an order is not negative: " + order);
    }
    if (contentRoot.length != Sha256.LENGTH) {
      throw new IllegalArgumentException("a content root has 32 bytes, not " + contentRoot.length);
    }
    contentRoot = contentRoot.clone();
  }

  /** A contribution whose commitment is the root of its content. */
  public static Contribution of(long order, Content content) {
    return new Contribution(order, content.root(), content);
  }

  @Override
  public byte[] contentRoot() {
    return contentRoot.clone();
  }
}
