package org.openledger.attack.rule;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntUnaryOperator;
import org.openledger.attribution.rule.Parameters;
import org.openledger.attribution.segment.Segment;

/**
 * What honest authors have filed, and texts that nobody has filed; immutable. Payees 0 to {@link
 * #authors()} − 1 are honest, attackers take the numbers from there on. Orders of honest filings
 * are multiples of {@link #APART}.
 */
final class World {
  /** Attackers find room between any two honest orders. */
  static final long APART = 1_000;

  private static final int LONGEST_PIECE = 120;

  private final int vocabularySize;
  private final IntUnaryOperator weight;
  private final Parameters parameters;
  private final List<Filing> filings;
  private final List<Segment> segments;
  private final List<int[]> unfiled;

  /** With one segment a filing, in the same order. */
  World(
      int vocabularySize,
      IntUnaryOperator weight,
      Parameters parameters,
      List<Filing> filings,
      List<Segment> segments,
      List<int[]> unfiled) {
    this.vocabularySize = vocabularySize;
    this.weight = weight;
    this.parameters = parameters;
    this.filings = List.copyOf(filings);
    this.segments = List.copyOf(segments);
    this.unfiled = List.copyOf(unfiled);
  }

  static Segment segment(int vocabularySize, List<Filing> filings) {
    return Segment.of(
        "attack",
        vocabularySize,
        filings.stream()
            .sorted(Comparator.comparingLong(Filing::order))
            .map(filing -> filing.contribution(vocabularySize))
            .toList());
  }

  int vocabularySize() {
    return vocabularySize;
  }

  Parameters parameters() {
    return parameters;
  }

  List<Filing> filings() {
    return filings;
  }

  List<int[]> unfiled() {
    return unfiled;
  }

  /** How many honest payees there are: the number of the first attacker. */
  int authors() {
    return filings.stream().mapToInt(Filing::payee).max().orElse(-1) + 1;
  }

  /** An order after all others, so many steps later. */
  long later(int steps) {
    return filings.stream().mapToLong(Filing::order).max().orElse(0) + 1 + steps;
  }

  /** This world without one filing. */
  World without(Filing filing) {
    int at = filings.indexOf(filing);
    List<Filing> rest = new ArrayList<>(filings);
    List<Segment> restSegments = new ArrayList<>(segments);
    rest.remove(at);
    restSegments.remove(at);
    return new World(vocabularySize, weight, parameters, rest, restSegments, unfiled);
  }

  /** Weights of an answer's tokens; nothing for ids outside the vocabulary. */
  int[] weights(int[] output) {
    return Arrays.stream(output)
        .map(
            id ->
                id < 0 || id >= vocabularySize
                    ? 0
                    : Math.min(parameters.maxWeight(), weight.applyAsInt(id)))
        .toArray();
  }

  /** What an answer pays here. */
  Payout pay(int[] output) {
    return pay(output, List.of());
  }

  /** What an answer pays once more has been filed. */
  Payout pay(int[] output, List<Filing> more) {
    List<Segment> all = new ArrayList<>(segments);
    if (!more.isEmpty()) {
      all.add(segment(vocabularySize, more));
    }
    Map<Long, Integer> payeeOf = new HashMap<>();
    filings.forEach(filing -> payeeOf.put(filing.order(), filing.payee()));
    more.forEach(filing -> payeeOf.put(filing.order(), filing.payee()));
    int payees = Math.max(authors(), more.stream().mapToInt(Filing::payee).max().orElse(-1) + 1);
    return Payout.of(output, weights(output), parameters, all, payeeOf, payees);
  }

  /** What an answer would pay if only these had been filed. */
  Payout payAlone(int[] output, List<Filing> only) {
    return new World(vocabularySize, weight, parameters, List.of(), List.of(), unfiled)
        .pay(output, only);
  }

  /** Any honest document. */
  int[] document(SplittableRandom random) {
    List<int[]> documents = filings.get(random.nextInt(filings.size())).documents();
    return documents.get(random.nextInt(documents.size()));
  }

  /** Some honest documents. */
  List<int[]> documents(SplittableRandom random, int most) {
    List<int[]> some = new ArrayList<>();
    for (int i = random.nextInt(most); i >= 0; i--) {
      some.add(document(random));
    }
    return some;
  }

  /** An answer: pieces of honest documents, words that nobody filed, and single odd tokens. */
  int[] answer(SplittableRandom random) {
    List<int[]> sources = new ArrayList<>();
    int pieces = 1 + random.nextInt(6);
    for (int i = 0; i < pieces; i++) {
      boolean known = unfiled.isEmpty() || random.nextInt(3) != 0;
      sources.add(known ? document(random) : unfiled.get(random.nextInt(unfiled.size())));
    }
    return answer(random, sources);
  }

  /**
   * An answer of filed text alone: pieces that count, each of one honest document, and between them
   * at most three words that do not count. So each of its tokens has an owner, but for those.
   */
  int[] filedAnswer(SplittableRandom random, List<int[]> documents) {
    List<int[]> parts = new ArrayList<>();
    for (int[] document : documents) {
      int[] piece = Tokens.piece(random, document, LONGEST_PIECE);
      if (counts(piece)) {
        parts.add(piece);
        int[] words = random.ints(random.nextInt(4), 0, vocabularySize).toArray();
        parts.add(counts(words) ? new int[0] : words);
      }
    }
    return parts.isEmpty() ? documents.getFirst() : Tokens.joined(parts);
  }

  private boolean counts(int[] row) {
    return parameters.counts(row.length, Arrays.stream(weights(row)).asLongStream().sum());
  }

  /** An answer of pieces of these texts, in this order. */
  int[] answer(SplittableRandom random, List<int[]> sources) {
    List<int[]> parts = new ArrayList<>();
    for (int[] source : sources) {
      parts.add(Tokens.piece(random, source, LONGEST_PIECE));
      if (random.nextInt(4) == 0) {
        parts.add(new int[] {random.nextInt(vocabularySize)});
      }
    }
    return Tokens.joined(parts);
  }
}
