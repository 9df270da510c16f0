package org.openledger.demo;

import java.util.List;
import java.util.SortedMap;
import org.openledger.attribution.segment.Segment;
import org.openledger.precompile.host.Address;

/**
 * A Datanet with its sealed versions, and the same indexes built here.
 *
 * @param datanet the Datanet's id
 * @param segments one for each version, in order
 * @param contributions what was contributed, by order
 */
record SealedCorpus(
    long datanet, List<Segment> segments, SortedMap<Long, Contributed> contributions) {

  /**
   * A contribution.
   *
   * @param contributor name of the contributor
   * @param account the contributor's account
   * @param documents names of the documents
   */
  record Contributed(String contributor, Address account, List<String> documents) {}

  /** How many versions there are. */
  int versions() {
    return segments.size();
  }

  /** A contribution of the corpus. */
  Contributed contribution(long order) {
    Contributed contributed = contributions.get(order);
    if (contributed == null) {
      throw new IllegalArgumentException("contribution " + order + " is not of this Datanet");
    }
    return contributed;
  }

  /** The name that an account contributed under. */
  String nameOf(Address account) {
    return contributions.values().stream()
        .filter(contributed -> contributed.account().equals(account))
        .map(Contributed::contributor)
        .findFirst()
        .orElse("?");
  }
}
