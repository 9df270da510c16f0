package org.openledger.attribution.segment;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.openledger.attribution.content.Sha256;

/** Gives a changed segment the digests that hide the change. */
final class ForgedDigests {
  private ForgedDigests() {}

  /** Nothing is done where the header's counts no longer fit the bytes. */
  static void into(byte[] bytes) {
    MemorySegment memory = MemorySegment.ofArray(bytes);
    SegmentLayout layout = SegmentImage.layout(memory);
    if (layout.length() != bytes.length) {
      return;
    }
    SegmentImage image = new SegmentImage(memory, layout);
    int footer = (int) layout.footerAt();
    try {
      put(IndexDigest.of(image), bytes, footer + SegmentLayout.INDEX_DIGEST);
    } catch (IndexOutOfBoundsException e) {
      // Tables that lead out of the segment have no index digest.
    }
    put(Sha256.of(Arrays.copyOf(bytes, footer)), bytes, footer + SegmentLayout.FILE_DIGEST);
    put(image.computedTablesDigest(), bytes, footer + SegmentLayout.TABLES_DIGEST);
  }

  private static void put(byte[] digest, byte[] bytes, int at) {
    System.arraycopy(digest, 0, bytes, at, digest.length);
  }
}
