package org.openledger.attribution.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.openledger.attribution.Seeded;
import org.openledger.attribution.progress.Progress;
import org.openledger.attribution.tokenizer.Tokenizer;
import org.openledger.attribution.tokenizer.Tokenizers;

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
          int[] text = TextShapes.any(random, random.nextInt(200), alphabet);
          assertThat(SuffixArrays.build(text, alphabet)).isEqualTo(naive(text));
        });
  }

  @Test
  void aHundredThousandTextsAreSortedAsTheSimpleAlgorithmSortsThem() {
    Seeded.cases(
        100_000,
        random -> {
          int alphabet = 1 + random.nextInt(random.nextInt(4) == 0 ? 1_000 : 6);
          int[] text = TextShapes.any(random, random.nextInt(250), alphabet);
          assertSameAsSimple(text, alphabet, limits(random));
        });
  }

  @Test
  void textsOfSomeThousandSymbolsAreSortedAsTheSimpleAlgorithmSortsThem() {
    Seeded.cases(
        400,
        random -> {
          int alphabet = 1 + random.nextInt(random.nextBoolean() ? 5 : 100_257);
          int[] text = TextShapes.any(random, random.nextInt(20_000), alphabet);
          assertSameAsSimple(text, alphabet, limits(random));
        });
  }

  @Test
  void symbolsOfAllSizesAreSortedByDigits() {
    Seeded.cases(
        20,
        random -> {
          int alphabet = 1 << (10 + random.nextInt(12));
          int[] text = TextShapes.any(random, 3_000, 4);
          for (int i = 0; i < text.length; i++) {
            text[i] = alphabet - 1 - text[i] * (alphabet / 4);
          }
          assertSameAsSimple(text, alphabet, new LmsSort.Limits(4, 2, 3, 8, 3));
        });
  }

  @Test
  void aMillionSymbolsOfTheWorstShapesAreSorted() {
    int n = 1_000_000;
    assertSorted(TextShapes.same(n), 1);
    assertSorted(TextShapes.periodic(n, 3), 3);
    assertSorted(TextShapes.fibonacci(n), 2);
    assertSorted(IntStream.range(0, n).map(i -> n - 1 - i).toArray(), n);
    assertSorted(IntStream.range(0, n).toArray(), n);
    int[] ramps = IntStream.range(0, n).map(i -> i % (n / 4)).toArray();
    assertSorted(ramps, n / 4);
    int[] runs = IntStream.range(0, n).map(i -> i % 1_000 == 0 ? 1 : 0).toArray();
    assertSorted(runs, 2);
    int[] copies = TextShapes.copies(new SplittableRandom(1), n, 100_257, 37);
    assertSorted(copies, 100_257);
    int[] twoLetters = TextShapes.random(new SplittableRandom(2), n, 2);
    assertSorted(twoLetters, 2);
  }

  @Test
  void theTextsOfTheJdksLicencesAreSortedAsTheSimpleAlgorithmSortsThem() throws IOException {
    int[] tokens = licences();
    assertThat(tokens).hasSizeGreaterThan(100_000);
    // Some of them stand there many times; together with copies that begin elsewhere.
    int[] text = new int[3 * tokens.length];
    System.arraycopy(tokens, 0, text, 0, tokens.length);
    System.arraycopy(tokens, 7, text, tokens.length, tokens.length - 7);
    System.arraycopy(tokens, 0, text, 2 * tokens.length, tokens.length);
    int alphabet = Tokenizers.byId("cl100k_base").vocabularySize() + 1;
    assertThat(Arrays.equals(SuffixArrays.build(tokens, alphabet), simple(tokens, alphabet)))
        .isTrue();
    assertThat(Arrays.equals(SuffixArrays.build(text, alphabet), simple(text, alphabet))).isTrue();
  }

  @Test
  void whoeverListensHearsOfTheWorkAndCanEndIt() {
    int[] text = TextShapes.random(new SplittableRandom(3), 300_000, 100);
    List<Long> heard = new ArrayList<>();
    SuffixArrays.build(text, 100, (step, done, total) -> heard.add(done));
    assertThat(heard).isSorted().hasSizeBetween(10, 200).startsWith(0L).endsWith(300_000L);
    assertThat(heard).doesNotHaveDuplicates();
    for (int calls = 0; calls < heard.size(); calls++) {
      int[] left = {calls};
      assertThatThrownBy(
              () ->
                  SuffixArrays.build(
                      text,
                      100,
                      (step, done, total) -> {
                        if (left[0]-- == 0) {
                          throw new IllegalStateException("enough");
                        }
                      }))
          .hasMessage("enough");
    }
  }

  private static LmsSort.Limits limits(SplittableRandom random) {
    return random.nextInt(3) == 0
        ? SuffixArrays.LIMITS
        : new LmsSort.Limits(
            1 + random.nextInt(30),
            1 + random.nextInt(12),
            random.nextInt(6),
            2 << random.nextInt(6),
            1 + random.nextInt(6));
  }

  private static void assertSameAsSimple(int[] text, int alphabet, LmsSort.Limits limits) {
    int[] suffixes = SuffixArrays.build(text, alphabet, limits, Progress.NONE);
    if (!Arrays.equals(suffixes, simple(text, alphabet))) {
      throw new AssertionError(limits + " sort wrongly " + Arrays.toString(text));
    }
  }

  private static int[] simple(int[] text, int alphabet) {
    return SimpleSuffixArrays.build(text, alphabet);
  }

  private static int[] licences() throws IOException {
    Tokenizer tokenizer = Tokenizers.byId("cl100k_base");
    IntStream.Builder symbols = IntStream.builder();
    try (Stream<Path> files = Files.walk(Path.of(System.getProperty("java.home"), "legal"))) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        Arrays.stream(tokenizer.encode(text)).forEach(id -> symbols.add(id + 1));
        symbols.add(0);
      }
    }
    return symbols.build().toArray();
  }

  /** Linear check: each suffix is smaller than the next by its first symbol, then by rank. */
  private static void assertSorted(int[] text, int alphabet) {
    int[] suffixes = SuffixArrays.build(text, alphabet);
    int[] rank = new int[text.length + 1];
    Arrays.fill(rank, -1);
    for (int i = 0; i < suffixes.length; i++) {
      if (rank[suffixes[i]] != -1) {
        throw new AssertionError("suffix " + suffixes[i] + " stands twice");
      }
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
