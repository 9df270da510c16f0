package org.openledger.attribution.segment;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/** A column of little-endian 32-bit integers in memory, on or off the heap. */
record IntColumn(MemorySegment memory) {
  private static final ValueLayout.OfInt LITTLE_ENDIAN_INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  int get(int index) {
    return memory.get(LITTLE_ENDIAN_INT, 4L * index);
  }

  int size() {
    return (int) (memory.byteSize() / 4);
  }
}
