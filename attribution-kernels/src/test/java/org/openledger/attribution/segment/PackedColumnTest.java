package org.openledger.attribution.segment;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.openledger.attribution.Seeded;

class PackedColumnTest {
  @Test
  void everyNumberOfEveryWidthIsReadAsItWasPacked() {
    Seeded.cases(
        2_000,
        random -> {
          int width = 1 + random.nextInt(PackedColumn.MAX_WIDTH);
          long[] numbers = random.longs(random.nextInt(70), 0, 1L << width).toArray();
          PackedColumn column = packed(width, numbers);
          for (int i = 0; i < numbers.length; i++) {
            assertThat(column.getLong(i)).isEqualTo(numbers[i]);
          }
          assertThat(column.paddedWithZeros()).isTrue();
        });
  }

  @Test
  void anyBitOfThePaddingIsSeen() {
    for (int size = 0; size < 20; size++) {
      for (int width : new int[] {1, 7, 8, 17, 57}) {
        byte[] bytes = packed(width, new long[size]).memory().toArray(ValueLayout.JAVA_BYTE);
        for (int bit = size * width; bit < 8 * bytes.length; bit++) {
          bytes[bit / 8] ^= (byte) (1 << (bit % 8));
          PackedColumn column = new PackedColumn(MemorySegment.ofArray(bytes), width, size);
          assertThat(column.paddedWithZeros()).isFalse();
          bytes[bit / 8] ^= (byte) (1 << (bit % 8));
        }
      }
    }
  }

  @Test
  void aWidthHoldsTheLargestNumberAndNoLarger() {
    assertThat(PackedColumn.widthFor(0)).isEqualTo(1);
    assertThat(PackedColumn.widthFor(1)).isEqualTo(1);
    assertThat(PackedColumn.widthFor(2)).isEqualTo(2);
    assertThat(PackedColumn.widthFor(256)).isEqualTo(9);
    assertThat(PackedColumn.widthFor(100_256)).isEqualTo(17);
    assertThat(PackedColumn.widthFor(Integer.MAX_VALUE)).isEqualTo(31);
  }

  static PackedColumn column(int width, int[] numbers) {
    long[] longs = new long[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      longs[i] = numbers[i];
    }
    return packed(width, longs);
  }

  /** One big number, lowest bits first. */
  private static PackedColumn packed(int width, long[] numbers) {
    BigInteger bits = BigInteger.ZERO;
    for (int i = numbers.length - 1; i >= 0; i--) {
      bits = bits.shiftLeft(width).add(BigInteger.valueOf(numbers[i]));
    }
    byte[] bigEndian = bits.toByteArray();
    byte[] bytes = new byte[(int) PackedColumn.bytes(numbers.length, width)];
    for (int i = 0; i < Math.min(bytes.length, bigEndian.length); i++) {
      bytes[i] = bigEndian[bigEndian.length - 1 - i];
    }
    return new PackedColumn(MemorySegment.ofArray(bytes), width, numbers.length);
  }
}
