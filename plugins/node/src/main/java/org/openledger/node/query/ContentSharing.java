package org.openledger.node.query;

import java.util.Optional;
import org.openledger.precompile.host.Address;

/**
 * What a node does with contents besides keeping them; its operator decides.
 *
 * @param serves whether registered operators can fetch them
 * @param takes whether contributors and registered operators can hand them in
 * @param node the operator's account: requests name it, so that they are good at this node only
 */
public record ContentSharing(boolean serves, boolean takes, Optional<Address> node) {

  /** A node that is told nothing shares nothing. */
  public static final ContentSharing NONE = new ContentSharing(false, false, Optional.empty());

  public ContentSharing {
    if ((serves || takes) && node.isEmpty()) {
      throw new IllegalArgumentException("a node that shares contents has an operator");
    }
  }
}
