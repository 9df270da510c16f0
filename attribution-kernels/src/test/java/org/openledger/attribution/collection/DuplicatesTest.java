package org.openledger.attribution.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.openledger.attribution.Seeded;
import org.openledger.attribution.content.Content;
import org.openledger.attribution.segment.Contribution;
import org.openledger.attribution.segment.Segment;

class DuplicatesTest {
  private static final int V = 300;

  @Test
  void randomDocumentsAreFoundAsBySearchingEveryWindowInEveryText() {
    Seeded.cases(
        300,
        random -> {
          int alphabet = 1 + random.nextInt(random.nextBoolean() ? 3 : V);
          List<int[]> texts = new ArrayList<>();
          int count = 1 + random.nextInt(8);
          for (int t = 0; t < count; t++) {
            texts.add(random.ints(random.nextInt(120), 0, alphabet).toArray());
          }
          int[] document = mixture(random, texts, random.nextInt(400), alphabet);
          int window = 1 + random.nextInt(random.nextInt(4) == 0 ? 60 : 12);
          requireSame(document, window, texts, 1 + random.nextInt(3));
        });
  }

  @Test
  void documentsOfManyPiecesAreFoundAsWell() {
    Seeded.cases(
        12,
        random -> {
          List<int[]> texts = new ArrayList<>();
          for (int t = 0; t < 4; t++) {
            texts.add(random.ints(500, 0, V).toArray());
          }
          // Mostly new, mostly known, half of each: each has a way of its own.
          int[] fresh = random.ints(9_000, 0, V).toArray();
          System.arraycopy(texts.get(1), 0, fresh, 3_000, 400);
          int[] mixed = mixture(random, texts, 4_000, V);
          int[] copied = new int[4_000];
          for (int at = 0; at < copied.length; at += 500) {
            System.arraycopy(texts.get(random.nextInt(4)), 0, copied, at, 500);
          }
          for (int window : new int[] {1, 2, 3, 6, 8, 16, 32}) {
            requireSame(fresh, window, texts, 2);
            requireSame(mixed, window, texts, 2);
            requireSame(copied, window, texts, 2);
          }
        });
  }

  @Test
  void textsThatRepeatThemselvesAreFoundAsWell() {
    int[] same = new int[2_500];
    int[] periodic = IntStream.range(0, 2_500).map(i -> i % 3).toArray();
    int[] almost = same.clone();
    for (int i = 99; i < almost.length; i += 100) {
      almost[i] = 1;
    }
    List<int[]> texts =
        List.of(new int[90], Arrays.copyOf(periodic, 200), Arrays.copyOf(almost, 7));
    for (int window : new int[] {1, 7, 8, 64, 90, 91, 199, 201, 2_499, 2_500, 2_501}) {
      for (int[] document : List.of(same, periodic, almost)) {
        requireSame(document, window, texts, 2);
      }
    }
  }

  @Test
  void nothingIsFoundInAnEmptyIndexOrOfIdsThatStandNowhere() {
    int[] document = IntStream.range(0, 5_000).toArray();
    assertThat(Duplicates.of(document, 8, List.of()))
        .isEqualTo(new Duplicates(4_993, 0, List.of()));
    requireSame(document, 8, List.of(new int[] {1, 2, 3}, new int[0]), 1);
    int[] strange = {-1, V, Integer.MAX_VALUE, Integer.MIN_VALUE, V + 1, 1, 2, 3};
    requireSame(strange, 3, List.of(new int[] {1, 2, 3}), 1);
    assertThatThrownBy(() -> Duplicates.of(document, 0, List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** Pieces of the texts and of nobody's ids by turns. */
  private static int[] mixture(
      SplittableRandom random, List<int[]> texts, int length, int alphabet) {
    int[] document = new int[length];
    int at = 0;
    while (at < length) {
      int[] piece =
          random.nextBoolean()
              ? texts.get(random.nextInt(texts.size()))
              : random.ints(1 + random.nextInt(30), 0, alphabet).toArray();
      int begin = random.nextInt(piece.length + 1);
      int count = Math.min(length - at, random.nextInt(piece.length - begin + 1));
      System.arraycopy(piece, begin, document, at, count);
      at += count;
    }
    return document;
  }

  private static void requireSame(int[] document, int window, List<int[]> texts, int segments) {
    List<Segment> index = new ArrayList<>();
    for (int s = 0; s < segments; s++) {
      List<Contribution> part = new ArrayList<>();
      int end = texts.size() * (s + 1) / segments;
      for (int t = texts.size() * s / segments; t < end; t++) {
        part.add(Contribution.of(t + 1L, Content.of(List.of(texts.get(t)), V)));
      }
      if (!part.isEmpty()) {
        index.add(Segment.of("test", V, part));
      }
    }
    assertThat(Duplicates.of(document, window, index))
        .as("window %s of %s ids", window, document.length)
        .isEqualTo(naive(document, window, texts));
  }

  private static Duplicates naive(int[] document, int window, List<int[]> texts) {
    int windows = Math.max(0, document.length - window + 1);
    List<Passage> passages = new ArrayList<>();
    int present = 0;
    int begin = 0;
    while (begin < windows) {
      int longest = 0;
      long order = 0;
      for (int t = 0; t < texts.size(); t++) {
        int match = longest(document, begin, texts.get(t));
        if (match > longest) {
          longest = match;
          order = t + 1L;
        }
      }
      if (longest < window) {
        begin++;
        continue;
      }
      int inside = longest - window + 1;
      passages.add(new Passage(begin, begin + longest, inside, order));
      present += inside;
      begin += inside;
    }
    return new Duplicates(windows, present, passages);
  }

  private static int longest(int[] document, int begin, int[] text) {
    int longest = 0;
    for (int start = 0; start < text.length; start++) {
      int match = Arrays.mismatch(document, begin, document.length, text, start, text.length);
      longest = Math.max(longest, match < 0 ? document.length - begin : match);
    }
    return longest;
  }
}
