package org.openledger.precompile.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Middle and agreement of ratings, against sorted lists. */
class HistogramTest {

  private static final Histogram NONE = new Histogram(0, 0, 0, 0, 0);

  private final long seed = Long.getLong("seed", 20261121L);
  private final SplittableRandom random = new SplittableRandom(seed);

  /** INV-FEED-03. */
  @Test
  void agreementIsWithTheMiddleOfAllOthers() {
    for (int round = 0; round < 50_000; round++) {
      List<Integer> ratings = new ArrayList<>();
      Histogram histogram = NONE;
      for (int i = 1 + random.nextInt(12); i > 0; i--) {
        int rating = 1 + random.nextInt(5);
        ratings.add(rating);
        histogram = histogram.plus(rating, 1);
      }
      int minOthers = 1 + random.nextInt(4);
      int own = ratings.get(random.nextInt(ratings.size()));
      String when = "seed " + seed + ", " + ratings + ", own " + own;
      assertThat(histogram.count()).isEqualTo(ratings.size());
      assertThat(histogram.sum()).isEqualTo(ratings.stream().mapToInt(i -> i).sum());
      assertThat(histogram.doubledMedian()).as(when).isEqualTo(doubledMedian(ratings));
      List<Integer> others = new ArrayList<>(ratings);
      others.remove((Integer) own);
      int expected = others.size() < minOthers ? 0 : 8 - Math.abs(2 * own - doubledMedian(others));
      assertThat(histogram.agreement(own, minOthers)).as(when).isEqualTo(expected);
    }
  }

  private static int doubledMedian(List<Integer> ratings) {
    List<Integer> sorted = new ArrayList<>(ratings);
    Collections.sort(sorted);
    return sorted.get((sorted.size() - 1) / 2) + sorted.get(sorted.size() / 2);
  }

  /** One more rating moves the middle to a neighbour in the order of ratings at most. */
  @Test
  void oneIdentityMovesTheMiddleByAtMostOneRank() {
    for (int round = 0; round < 50_000; round++) {
      List<Integer> ratings = new ArrayList<>();
      Histogram histogram = NONE;
      for (int i = 3 + random.nextInt(12); i > 0; i--) {
        int rating = 1 + random.nextInt(5);
        ratings.add(rating);
        histogram = histogram.plus(rating, 1);
      }
      Collections.sort(ratings);
      int size = ratings.size();
      int below = ratings.get((size - 1) / 2 - (size % 2)) + ratings.get((size - 1) / 2);
      int above = ratings.get(size / 2) + ratings.get(size / 2 + size % 2);
      for (int rating = 1; rating <= 5; rating++) {
        assertThat(histogram.plus(rating, 1).doubledMedian())
            .as("seed " + seed + ", " + ratings + " and " + rating)
            .isBetween(
                Math.min(below, 2 * ratings.get((size - 1) / 2)),
                Math.max(above, 2 * ratings.get(size / 2)));
      }
    }
  }

  @Test
  void ratingsArePackedFourBitsEach() {
    for (int round = 0; round < 1_000; round++) {
      byte[] bytes = new byte[random.nextInt(Ratings.MOST + 1)];
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = (byte) random.nextInt(6);
      }
      Ratings ratings = Ratings.of(bytes);
      assertThat(ratings.bytes(bytes.length)).as("seed " + seed).isEqualTo(bytes);
      assertThat(ratings.packed().bitLength()).isLessThanOrEqualTo(128);
    }
  }
}
