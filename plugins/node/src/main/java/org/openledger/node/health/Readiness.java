package org.openledger.node.health;

import java.util.List;

/** What keeps a node from being counted on, now. Any number of threads ask; it never waits. */
@FunctionalInterface
public interface Readiness {

  /** The reasons, the gravest first; none where the node is ready. */
  List<Reason> reasons();
}
