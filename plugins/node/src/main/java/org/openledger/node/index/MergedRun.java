package org.openledger.node.index;

import java.util.List;
import org.apache.tuweni.bytes.Bytes32;

/**
 * Neighbouring versions of one Datanet whose contributions stand in one further segment.
 *
 * @param datanet the Datanet's id
 * @param firstVersion number of the first version
 * @param roots segment roots of the versions, in their order; at least two
 * @param mergedRoot segment root over the contributions of all of them
 * @param digest of the merged segment
 */
record MergedRun(
    long datanet, long firstVersion, List<Bytes32> roots, Bytes32 mergedRoot, Bytes32 digest) {

  MergedRun {
    roots = List.copyOf(roots);
    if (roots.size() < 2 || datanet < 0 || firstVersion < 1) {
      throw new IllegalArgumentException("no run: " + roots.size() + " versions");
    }
  }

  /** Number of the last version. */
  long lastVersion() {
    return firstVersion + roots.size() - 1;
  }

  /** Whether its versions stand in a list of roots from a place on, all of them. */
  boolean standsIn(List<Bytes32> list, int from) {
    return from + roots.size() <= list.size()
        // The last one first: most runs that are too long differ there.
        && roots.getLast().equals(list.get(from + roots.size() - 1))
        && roots.equals(list.subList(from, from + roots.size()));
  }
}
