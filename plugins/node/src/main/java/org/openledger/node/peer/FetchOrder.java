package org.openledger.node.peer;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.node.MissingContent;

/**
 * What is asked for next. Anybody may seal a version that names roots of nothing, as many as he
 * pays for: so what was asked for comes behind what was not, and every second turn is that of
 * contents of announced and active versions, which operators have vouched for. Not thread-safe.
 */
final class FetchOrder {

  private final Map<Bytes32, Long> lastTurns = new HashMap<>();
  private long turn;

  /** What is missing, each root once, in the order in which it is to be asked for. */
  List<MissingContent> of(List<MissingContent> missing) {
    Map<Bytes32, MissingContent> byRoot = new LinkedHashMap<>();
    missing.forEach(it -> byRoot.putIfAbsent(it.root(), it));
    lastTurns.keySet().retainAll(byRoot.keySet());
    boolean neededFirst = turn % 2 == 0;
    List<MissingContent> odd = sorted(byRoot.values(), neededFirst);
    List<MissingContent> even = sorted(byRoot.values(), !neededFirst);
    List<MissingContent> order = new ArrayList<>();
    for (int i = 0; i < Math.max(odd.size(), even.size()); i++) {
      if (i < odd.size()) {
        order.add(odd.get(i));
      }
      if (i < even.size()) {
        order.add(even.get(i));
      }
    }
    return order;
  }

  /** Takes note that a content was asked for. */
  void asked(Bytes32 root) {
    lastTurns.put(root, ++turn);
  }

  private List<MissingContent> sorted(Collection<MissingContent> missing, boolean needed) {
    return missing.stream()
        .filter(it -> it.needed() == needed)
        .sorted(Comparator.comparingLong(it -> lastTurns.getOrDefault(it.root(), 0L)))
        .toList();
  }
}
