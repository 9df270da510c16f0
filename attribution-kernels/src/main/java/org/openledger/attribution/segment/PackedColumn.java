package org.openledger.attribution.segment;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * A column of numbers in memory, on or off the heap, each in the same number of bits, lowest bits
 * first; 8 to 16 bytes of padding follow the last bit, so that one read of 8 bytes fetches any
 * number.
 *
 * @param memory exactly {@link #bytes} long
 * @param width bits of a number, 1 to {@link #MAX_WIDTH}
 * @param size how many numbers there are
 */
record PackedColumn(MemorySegment memory, int width, int size) {
  /** The widest number that lies in 8 bytes wherever its first bit is. */
  static final int MAX_WIDTH = 57;

  private static final ValueLayout.OfLong WORD =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  /** Bytes of a column with its padding: a multiple of 8. */
  static long bytes(long size, int width) {
    return 8 * ((size * width + 63) / 64 + 1);
  }

  /** Bits that a number needs, at least 1. */
  static int widthFor(long largest) {
    return 64 - Long.numberOfLeadingZeros(largest | 1);
  }

  long getLong(int index) {
    long bit = (long) index * width;
    return memory.get(WORD, bit >>> 3) >>> (bit & 7) & (1L << width) - 1;
  }

  int get(int index) {
    return (int) getLong(index);
  }

  /** The numbers of bytes [index, index + 8), the first one lowest; the width is 8. */
  long eightBytes(int index) {
    return memory.get(WORD, index);
  }

  /** Whether nothing but zeros follows the last number. */
  boolean paddedWithZeros() {
    long bits = (long) size * width;
    long at = bits >>> 3;
    if ((memory.get(ValueLayout.JAVA_BYTE, at++) & 0xff) >>> (bits & 7) != 0) {
      return false;
    }
    while (at < memory.byteSize()) {
      if (memory.get(ValueLayout.JAVA_BYTE, at++) != 0) {
        return false;
      }
    }
    return true;
  }
}
