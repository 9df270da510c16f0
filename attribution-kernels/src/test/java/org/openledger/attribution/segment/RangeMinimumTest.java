package org.openledger.attribution.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openledger.attribution.Seeded;

class RangeMinimumTest {
  @Test
  void everyRangeHasTheMinimumThatAScanFinds() {
    Seeded.cases(
        200,
        random -> {
          int n = 1 + random.nextInt(random.nextInt(10) == 0 ? 5_000 : 300);
          int[] values = random.ints(n, 0, 1 + random.nextInt(1_000)).toArray();
          RangeMinimum minimum = minimum(values);
          for (int i = 0; i < 500; i++) {
            int lo = random.nextInt(n);
            int hi = lo + 1 + random.nextInt(n - lo);
            int expected = Arrays.stream(values, lo, hi).min().orElseThrow();
            assertThat(minimum.min(lo, hi)).isEqualTo(expected);
          }
        });
  }

  @Test
  void rangesThatAreEmptyOrOutsideAreRefused() {
    RangeMinimum minimum = minimum(new int[] {1, 2, 3});
    assertThatThrownBy(() -> minimum.min(1, 1)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> minimum.min(0, 4)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> minimum.min(-1, 1)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  private static RangeMinimum minimum(int[] values) {
    List<PackedColumn> minima = new ArrayList<>();
    int[] numbers = values;
    int bits = SegmentLayout.MINIMA_FIRST_BITS;
    while (minima.isEmpty() || numbers.length > 1) {
      int[] blocks = new int[((numbers.length - 1) >> bits) + 1];
      Arrays.fill(blocks, Integer.MAX_VALUE);
      for (int i = 0; i < numbers.length; i++) {
        blocks[i >> bits] = Math.min(blocks[i >> bits], numbers[i]);
      }
      minima.add(PackedColumnTest.column(31, blocks));
      numbers = blocks;
      bits = SegmentLayout.MINIMA_NEXT_BITS;
    }
    return new RangeMinimum(PackedColumnTest.column(31, values), minima);
  }
}
