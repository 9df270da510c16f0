package org.openledger.node.query;

/**
 * What a node does with contents besides keeping them; its operator decides.
 *
 * @param serves whether registered operators can fetch them
 * @param takes whether contributors and registered operators can hand them in
 */
public record ContentSharing(boolean serves, boolean takes) {

  /** A node that is told nothing shares nothing. */
  public static final ContentSharing NONE = new ContentSharing(false, false);
}
