package org.openledger.attribution.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.openledger.attribution.Seeded;

class RangeMinimumTest {
  @Test
  void everyRangeHasTheMinimumThatAScanFinds() {
    Seeded.cases(
        200,
        random -> {
          int n = 1 + random.nextInt(random.nextInt(10) == 0 ? 2_000 : 300);
          int[] values = random.ints(n, 0, 1 + random.nextInt(1_000)).toArray();
          RangeMinimum minimum = new RangeMinimum(column(values));
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
    RangeMinimum minimum = new RangeMinimum(column(new int[] {1, 2, 3}));
    assertThatThrownBy(() -> minimum.min(1, 1)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> minimum.min(0, 4)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> minimum.min(-1, 1)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  private static IntColumn column(int[] values) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asIntBuffer().put(values);
    return new IntColumn(MemorySegment.ofArray(bytes.array()));
  }
}
