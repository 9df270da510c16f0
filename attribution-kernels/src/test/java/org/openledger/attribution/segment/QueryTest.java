package org.openledger.attribution.segment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.openledger.attribution.Seeded;
import org.openledger.attribution.bench.PlainSearch;
import org.openledger.attribution.content.Content;

/** The lock-step queries against one plain binary search for each question. */
class QueryTest {
  @Test
  void everyMatchAndEveryWindowIsWhatThePlainSearchFindsForOneHundredThousandAnswers() {
    long[] told = new long[4];
    Seeded.cases(
        50_000,
        random -> {
          boolean large = random.nextInt(100) == 0;
          int alphabet = alphabet(random);
          int vocabulary = vocabulary(random, alphabet);
          List<int[]> documents = documents(random, alphabet, large);
          Segment segment = segment(documents, vocabulary);
          PlainSearch plain = new PlainSearch(segment);
          for (int answers = 0; answers < 2; answers++) {
            int[] y = answer(random, documents, alphabet, vocabulary, large);
            compare(random, segment, plain, y, told);
          }
        });
    assertThat(told[0]).isGreaterThan(100_000); // Windows that occur,
    assertThat(told[1]).isGreaterThan(100_000); // and that do not.
    assertThat(told[2]).isGreaterThan(100_000); // The same of windows that slide along.
    assertThat(told[3]).isGreaterThan(100_000);
  }

  @Test
  void aRowOfOneTokenIsFoundInACorpusOfNothingElse() {
    int[] document = new int[20_000];
    Segment segment = segment(List.of(document, new int[3], document), 1);
    int[] y = new int[1_000];
    int[] ends = segment.query(y).matchEnds();
    assertThat(ends).containsOnly(1_000);
    int[] windows = new int[1_000];
    Arrays.fill(windows, 1_000);
    int[] begins = new int[1_000];
    Arrays.setAll(begins, i -> i);
    assertThat(segment.query(y).earliest(begins, windows)).containsOnly(0);
  }

  private static void compare(
      SplittableRandom random, Segment segment, PlainSearch plain, int[] y, long[] told) {
    int m = y.length;
    int[] matchEnds = new int[m];
    for (int at = 0; at < m; at++) {
      matchEnds[at] = at + plain.longestMatch(y, at, m);
    }
    Query query = segment.query(y);
    assertThat(query.matchEnds()).isEqualTo(matchEnds);
    int[] limits = random.ints(m, 0, m + 1).sorted().toArray();
    int[] limited = new int[m];
    Arrays.setAll(limited, at -> Math.max(at, Math.min(limits[at], matchEnds[at])));
    assertThat(query.matchEnds(limits)).isEqualTo(limited);

    int size = m == 0 ? 0 : random.nextInt(2 * m + 3);
    int[] begins = new int[size];
    int[] ends = new int[size];
    int[] places = new int[size];
    for (int w = 0; w < size; w++) {
      begins[w] = random.nextInt(m);
      int most = random.nextInt(3) == 0 ? m : Math.max(begins[w] + 1, matchEnds[begins[w]]);
      ends[w] = begins[w] + 1 + random.nextInt(most - begins[w]);
      Interval expected = plain.interval(y, begins[w], ends[w]);
      places[w] = expected.isEmpty() ? -1 : plain.earliest(expected);
      told[expected.isEmpty() ? 1 : 0]++;
      Interval found = segment.interval(y, begins[w], ends[w]);
      assertThat(found.count()).isEqualTo(expected.count());
      assertThat(found.isEmpty() || found.equals(expected)).isTrue();
    }
    assertThat(query.earliest(begins, ends)).isEqualTo(places);
    boolean[] found = query.occur(begins, ends);
    for (int w = 0; w < size; w++) {
      assertThat(found[w]).isEqualTo(places[w] >= 0);
    }
    compareSlidingWindows(random, plain, query, y, told);
    if (m > 0) {
      int at = random.nextInt(m);
      int end = at + random.nextInt(m - at + 1);
      assertThat(segment.longestMatch(y, at, end)).isEqualTo(plain.longestMatch(y, at, end));
    }
  }

  /** Windows of about one length that slide along: neighbours are looked up together. */
  private static void compareSlidingWindows(
      SplittableRandom random, PlainSearch plain, Query query, int[] y, long[] told) {
    int m = y.length;
    int length = 1 + random.nextInt(16);
    int[] begins = new int[m];
    int[] ends = new int[m];
    int[] places = new int[m];
    int size = 0;
    for (int begin = 0; begin < m; begin += random.nextInt(8) == 0 ? 2 : 1) {
      int end = begin + length + (random.nextInt(6) == 0 ? 1 : 0);
      if (end <= m && (size == 0 || end >= ends[size - 1])) {
        Interval expected = plain.interval(y, begin, end);
        begins[size] = begin;
        ends[size] = end;
        places[size++] = expected.isEmpty() ? -1 : plain.earliest(expected);
        told[expected.isEmpty() ? 3 : 2]++;
      }
    }
    assertThat(query.earliest(Arrays.copyOf(begins, size), Arrays.copyOf(ends, size)))
        .isEqualTo(Arrays.copyOf(places, size));
  }

  /** Ids in use; far fewer than the vocabulary has, so that keys hold few symbols and repeat. */
  private static int alphabet(SplittableRandom random) {
    return random.nextInt(10) == 0 ? 256 : 1 + random.nextInt(5);
  }

  private static int vocabulary(SplittableRandom random, int alphabet) {
    return switch (random.nextInt(400)) {
      case 0 -> 1 << 19; // 2 symbols in a part of a key.
      case 1 -> 100_256; // 3 symbols.
      default -> random.nextInt(3) == 0 ? alphabet : 5_000; // 4 symbols.
    };
  }

  private static List<int[]> documents(SplittableRandom random, int alphabet, boolean large) {
    List<int[]> documents = new ArrayList<>();
    int count = 1 + random.nextInt(6);
    for (int d = 0; d < count; d++) {
      int most = large ? 3_000 : random.nextInt(3) == 0 ? 120 : 20;
      int[] document = TextShapes.any(random, random.nextInt(most), alphabet);
      if (!documents.isEmpty() && random.nextInt(3) == 0) {
        document = documents.get(random.nextInt(documents.size())).clone(); // Or a copy, changed.
        if (document.length > 0 && random.nextBoolean()) {
          document[random.nextInt(document.length)] = random.nextInt(alphabet);
        }
      }
      documents.add(document);
    }
    return documents;
  }

  /** Pieces of documents, often up to their ends, and ids that are in none. */
  private static int[] answer(
      SplittableRandom random, List<int[]> documents, int alphabet, int vocabulary, boolean large) {
    int[] y = new int[random.nextInt(large ? 400 : 50)];
    int size = 0;
    while (size < y.length) {
      int[] document = documents.get(random.nextInt(documents.size()));
      if (document.length == 0 || random.nextInt(4) == 0) {
        y[size++] =
            random.nextInt(5) == 0 ? random.nextInt(3) - 1 + vocabulary : random.nextInt(alphabet);
      } else {
        int from = random.nextInt(document.length);
        int count = random.nextBoolean() ? document.length : 1 + random.nextInt(12);
        count = Math.min(count, Math.min(document.length - from, y.length - size));
        System.arraycopy(document, from, y, size, count);
        size += count;
      }
    }
    if (y.length > 0 && random.nextInt(5) == 0) {
      y[random.nextInt(y.length)] = -1;
    }
    return y;
  }

  private static Segment segment(List<int[]> documents, int vocabulary) {
    int half = documents.size() / 2;
    List<Contribution> contributions = new ArrayList<>();
    if (half > 0) {
      contributions.add(Contribution.of(3, Content.of(documents.subList(0, half), vocabulary)));
    }
    contributions.add(
        Contribution.of(9, Content.of(documents.subList(half, documents.size()), vocabulary)));
    return Segment.of("test", vocabulary, contributions);
  }
}
