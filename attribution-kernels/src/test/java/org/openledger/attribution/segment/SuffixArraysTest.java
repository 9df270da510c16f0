package org.openledger.attribution.segment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.openledger.attribution.Seeded;

class SuffixArraysTest {
  @Test
  void allTextsOfUpToNineSymbolsOverThreeLettersAreSortedAsComparisonSortsThem() {
    for (int alphabet = 1; alphabet <= 3; alphabet++) {
      for (int length = 0; length <= 9; length++) {
        long texts = (long) Math.pow(alphabet, length);
        for (long number = 0; number < texts; number++) {
          int[] text = new int[length];
          long rest = number;
          for (int i = 0; i < length; i++) {
            text[i] = (int) (rest % alphabet);
            rest /= alphabet;
          }
          assertThat(SuffixArrays.build(text, alphabet)).isEqualTo(naive(text));
        }
      }
    }
  }

  @Test
  void longerTextsOfEveryShapeAreSortedAsComparisonSortsThem() {
    Seeded.cases(
        3_000,
        random -> {
          int alphabet = 1 + random.nextInt(random.nextBoolean() ? 4 : 500);
          int[] text = text(random, random.nextInt(200), alphabet);
          assertThat(SuffixArrays.build(text, alphabet)).isEqualTo(naive(text));
        });
  }

  @Test
  void aMillionSymbolsOfTheWorstShapesAreSorted() {
    int n = 1_000_000;
    int[] same = new int[n];
    assertSorted(same, 1);
    int[] periodic = IntStream.range(0, n).map(i -> i % 3).toArray();
    assertSorted(periodic, 3);
    int[] fibonacci = new int[n];
    int a = 1;
    int b = 2;
    fibonacci[1] = 1;
    while (b < n) {
      System.arraycopy(fibonacci, 0, fibonacci, b, Math.min(a, n - b));
      int sum = a + b;
      a = b;
      b = sum;
    }
    assertSorted(fibonacci, 2);
    int[] distinct = IntStream.range(0, n).map(i -> n - 1 - i).toArray();
    assertSorted(distinct, n);
  }

  /** Linear check: each suffix is smaller than the next by its first symbol, then by rank. */
  private static void assertSorted(int[] text, int alphabet) {
    int[] suffixes = SuffixArrays.build(text, alphabet);
    int[] rank = new int[text.length + 1];
    Arrays.fill(rank, -1);
    for (int i = 0; i < suffixes.length; i++) {
      assertThat(rank[suffixes[i]]).isEqualTo(-1);
      rank[suffixes[i]] = i;
    }
    for (int i = 1; i < suffixes.length; i++) {
      int smaller = suffixes[i - 1];
      int larger = suffixes[i];
      boolean ordered =
          text[smaller] < text[larger]
              || (text[smaller] == text[larger] && rank[smaller + 1] < rank[larger + 1]);
      if (!ordered) {
        throw new AssertionError("suffixes " + smaller + " and " + larger + " are out of order");
      }
    }
  }

  static int[] text(SplittableRandom random, int length, int alphabet) {
    int[] text = new int[length];
    int kind = random.nextInt(4);
    int period = 1 + random.nextInt(7);
    for (int i = 0; i < length; i++) {
      text[i] =
          switch (kind) {
            case 0 -> alphabet - 1;
            case 1 -> i < period ? random.nextInt(alphabet) : text[i - period];
            case 2 -> i % alphabet;
            default -> random.nextInt(alphabet);
          };
    }
    return text;
  }

  private static int[] naive(int[] text) {
    Comparator<Integer> bySuffix =
        (a, b) -> Arrays.compare(text, a, text.length, text, b, text.length);
    return IntStream.range(0, text.length)
        .boxed()
        .sorted(bySuffix)
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
