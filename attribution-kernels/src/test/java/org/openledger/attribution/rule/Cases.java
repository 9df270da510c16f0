package org.openledger.attribution.rule;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.openledger.attribution.content.TokenPacking;

/** Small corpora and answers, random and adversarial. */
final class Cases {
  private static final int LONGEST = 16;

  private Cases() {}

  static Corpus corpus(SplittableRandom random) {
    int vocabulary = random.nextInt(10) == 0 ? 40 : 1 + random.nextInt(4);
    List<Corpus.Holding> holdings = new ArrayList<>();
    List<Long> orders = new ArrayList<>();
    int contributions = 1 + random.nextInt(6);
    for (int c = 0; c < contributions; c++) {
      long order = 10L * (1 + random.nextInt(100));
      if (orders.contains(order)) {
        continue;
      }
      orders.add(order);
      holdings.add(
          new Corpus.Holding(
              order, random.nextInt(4) - 1, documents(random, vocabulary, holdings)));
    }
    return new Corpus(vocabulary, holdings);
  }

  static Corpus.Answer answer(SplittableRandom random, Corpus corpus) {
    int maxWeight = 1024 * (1 + random.nextInt(3));
    Parameters parameters =
        new Parameters(
            1 + random.nextInt(4),
            1 + random.nextInt(random.nextBoolean() ? 2 : 6),
            random.nextBoolean() ? Unit.TOKENS : Unit.RARITY,
            maxWeight);
    int[] output = output(random, corpus);
    int[] weightOf = new int[corpus.vocabularySize()];
    for (int id = 0; id < weightOf.length; id++) {
      weightOf[id] =
          switch (random.nextInt(5)) {
            case 0 -> 0;
            case 1 -> 1 + random.nextInt(300);
            case 2 -> random.nextInt(maxWeight + 1);
            default -> 1024;
          };
    }
    int[] weights = new int[output.length];
    for (int i = 0; i < output.length; i++) {
      boolean ordinary = output[i] >= 0 && output[i] < weightOf.length;
      weights[i] = ordinary ? weightOf[output[i]] : 0;
    }
    return new Corpus.Answer(output, weights, parameters);
  }

  static int[] document(SplittableRandom random, int vocabulary) {
    int length =
        switch (random.nextInt(8)) {
          case 0 -> 0;
          case 1 -> 1;
          default -> random.nextInt(LONGEST);
        };
    return word(random, length, vocabulary);
  }

  /** Ids of one of the kinds that break string algorithms. */
  static int[] word(SplittableRandom random, int length, int vocabulary) {
    int[] ids = new int[length];
    int kind = random.nextInt(6);
    int period = 1 + random.nextInt(4);
    int a = random.nextInt(vocabulary);
    int b = random.nextInt(vocabulary);
    for (int i = 0; i < length; i++) {
      ids[i] =
          switch (kind) {
            case 0 -> a;
            case 1 -> fibonacci(i) ? a : b;
            case 2 -> i < period ? random.nextInt(vocabulary) : ids[i - period];
            case 3 -> (a + i) % vocabulary;
            default -> random.nextInt(vocabulary);
          };
    }
    return ids;
  }

  /** A piece of a document, perhaps all of it, often its end. */
  static int[] piece(SplittableRandom random, int[] document) {
    if (document.length == 0) {
      return document;
    }
    int begin = random.nextInt(document.length);
    int end =
        random.nextBoolean()
            ? document.length
            : begin + random.nextInt(document.length - begin + 1);
    return Arrays.copyOfRange(document, random.nextInt(4) == 0 ? 0 : begin, end);
  }

  static int[] anyDocument(SplittableRandom random, List<Corpus.Holding> holdings) {
    List<int[]> documents = holdings.get(random.nextInt(holdings.size())).documents();
    return documents.get(random.nextInt(documents.size()));
  }

  private static List<int[]> documents(
      SplittableRandom random, int vocabulary, List<Corpus.Holding> earlier) {
    List<int[]> documents = new ArrayList<>();
    int count = 1 + random.nextInt(3);
    for (int d = 0; d < count; d++) {
      boolean copied = !earlier.isEmpty() && random.nextInt(3) == 0;
      documents.add(
          copied ? piece(random, anyDocument(random, earlier)) : document(random, vocabulary));
    }
    return documents;
  }

  private static int[] output(SplittableRandom random, Corpus corpus) {
    if (random.nextInt(6) == 0) {
      return word(random, random.nextInt(LONGEST + 4), corpus.vocabularySize());
    }
    List<Integer> output = new ArrayList<>();
    int pieces = random.nextInt(12) == 0 ? 0 : 1 + random.nextInt(5);
    for (int i = 0; i < pieces; i++) {
      for (int id : piece(random, anyDocument(random, corpus.holdings()))) {
        output.add(id);
      }
      if (random.nextInt(4) == 0) {
        output.add(
            switch (random.nextInt(3)) {
              case 0 -> TokenPacking.REDACTED;
              case 1 -> corpus.vocabularySize() + random.nextInt(3);
              default -> random.nextInt(corpus.vocabularySize());
            });
      }
    }
    return output.stream().limit(26).mapToInt(Integer::intValue).toArray();
  }

  /** Whether the i-th letter of the infinite Fibonacci word is a: no two b stand together. */
  private static boolean fibonacci(int i) {
    String word = "a";
    String next = "ab";
    while (next.length() <= i) {
      String longer = next + word;
      word = next;
      next = longer;
    }
    return next.charAt(i) == 'a';
  }
}
