package org.openledger.node.index;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.apache.tuweni.bytes.Bytes32;

/**
 * What to merge next. Four neighbours become one: versions 1 to 4, 5 to 8 and so on, then 1 to 16,
 * 17 to 32, and so on. So versions 1 to v, for whatever v a model links, are at most 3 segments of
 * each size.
 */
final class MergePlan {

  private static final int NEIGHBOURS = 4;

  /**
   * A version that may be merged.
   *
   * @param tokens of its segment
   */
  record Candidate(SealedVersion version, long tokens) {}

  private MergePlan() {}

  /**
   * The versions to merge next, the smallest runs first; empty where there are none.
   *
   * @param candidates versions of any Datanets, in any order
   * @param maxTokens that a merged segment may have
   * @param passedOver whether a run of these segment roots is not to be merged
   */
  static Optional<List<SealedVersion>> next(
      List<Candidate> candidates, long maxTokens, Predicate<List<Bytes32>> passedOver) {
    Map<Long, TreeMap<Long, List<Candidate>>> datanets = new TreeMap<>();
    long last = 0;
    for (Candidate candidate : candidates) {
      long number = candidate.version().version();
      TreeMap<Long, List<Candidate>> numbers =
          datanets.computeIfAbsent(candidate.version().datanet(), id -> new TreeMap<>());
      numbers.merge(number, List.of(candidate), (a, b) -> List.of()); // Two of a number: neither.
      last = Math.max(last, number);
    }
    for (long size = NEIGHBOURS; size <= last; size *= NEIGHBOURS) {
      for (TreeMap<Long, List<Candidate>> numbers : datanets.values()) {
        for (long first = 1; first + size - 1 <= numbers.lastKey(); first += size) {
          List<Candidate> run = run(numbers, first, size);
          if (run.size() == size && isMergeable(run, maxTokens) && !passedOver.test(roots(run))) {
            return Optional.of(run.stream().map(Candidate::version).toList());
          }
        }
      }
    }
    return Optional.empty();
  }

  private static List<Candidate> run(Map<Long, List<Candidate>> numbers, long first, long size) {
    return LongStream.range(first, first + size)
        .mapToObj(number -> numbers.getOrDefault(number, List.of()))
        .flatMap(List::stream)
        .toList();
  }

  private static boolean isMergeable(List<Candidate> run, long maxTokens) {
    String tokenizer = run.getFirst().version().tokenizer();
    return run.stream().mapToLong(Candidate::tokens).sum() <= maxTokens
        && run.stream().allMatch(candidate -> candidate.version().tokenizer().equals(tokenizer))
        && run.stream().anyMatch(candidate -> !candidate.version().orders().isEmpty());
  }

  private static List<Bytes32> roots(List<Candidate> run) {
    return run.stream().map(candidate -> candidate.version().segmentRoot()).toList();
  }
}
