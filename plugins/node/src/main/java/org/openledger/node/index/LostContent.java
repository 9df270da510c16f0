package org.openledger.node.index;

import java.util.List;

/** Told of contributions whose content a segment needs and this node has lost. */
@FunctionalInterface
public interface LostContent {

  /** Called on any thread; returns at once. */
  void lost(List<Long> contributions);
}
