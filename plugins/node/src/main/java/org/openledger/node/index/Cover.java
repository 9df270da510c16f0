package org.openledger.node.index;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.tuweni.bytes.Bytes32;
import org.jspecify.annotations.Nullable;

/** The merged segments that may be read at one moment; immutable, so that no reader locks it. */
final class Cover {

  /** Of nothing. */
  static final Cover NONE = new Cover(List.of());

  /** A run and its segment. */
  record Part(MergedRun run, OpenSegment segment) {}

  private final List<Part> parts;
  private final Map<Bytes32, List<Part>> byFirst = new HashMap<>();
  private final Map<Bytes32, MergedRun> longestWith = new HashMap<>();

  private Cover(List<Part> parts) {
    this.parts = parts;
    for (Part part : parts) {
      byFirst.computeIfAbsent(part.run().roots().getFirst(), root -> new ArrayList<>()).add(part);
      for (Bytes32 root : part.run().roots()) {
        longestWith.merge(root, part.run(), (a, b) -> b.roots().size() > a.roots().size() ? b : a);
      }
    }
    Comparator<Part> size = Comparator.comparingInt(part -> part.run().roots().size());
    byFirst.values().forEach(list -> list.sort(size.reversed()));
  }

  /** These and one more. */
  Cover with(Part part) {
    List<Part> all = new ArrayList<>(parts);
    all.add(part);
    return new Cover(List.copyOf(all));
  }

  /** Those of these that are not meant. */
  Cover without(Predicate<MergedRun> meant) {
    return new Cover(parts.stream().filter(part -> !meant.test(part.run())).toList());
  }

  /** All of them. */
  List<Part> parts() {
    return parts;
  }

  /**
   * The longest run that begins at a place of a list of roots and lies wholly inside the list, or
   * null.
   */
  @Nullable Part longest(List<Bytes32> roots, int from) {
    for (Part part : byFirst.getOrDefault(roots.get(from), List.of())) {
      if (part.run().standsIn(roots, from)) {
        return part;
      }
    }
    return null;
  }

  /** The longest run that a version is part of, or null. */
  @Nullable MergedRun longestWith(Bytes32 root) {
    return longestWith.get(root);
  }
}
