package org.openledger.attribution.collection;

import java.util.HexFormat;
import org.openledger.attribution.segment.Segment;

/**
 * What the manifest says about one segment.
 *
 * @param root segment root, 64 lower-case hexadecimal digits; names the file
 * @param digest the segment's index digest, in the same form
 * @param firstOrder order of its first contribution
 * @param lastOrder order of its last contribution
 * @param contributions how many it holds, at least 1
 * @param tokens of all its documents
 * @param length bytes of its file
 */
public record SegmentEntry(
    String root,
    String digest,
    long firstOrder,
    long lastOrder,
    int contributions,
    long tokens,
    long length) {
  static final String HEX = "[0-9a-f]{64}";

  /** Checks forms and ranges. */
  public SegmentEntry {
    if (!root.matches(HEX) || !digest.matches(HEX)) {
      throw new IllegalArgumentException("roots and digests have 64 hexadecimal digits");
    }
    if (firstOrder < 0 || lastOrder < firstOrder || contributions < 1 || tokens < 0 || length < 1) {
      throw new IllegalArgumentException("no segment of orders " + firstOrder + " to " + lastOrder);
    }
  }

  /** What is to be said about a segment that holds at least one contribution. */
  static SegmentEntry of(Segment segment) {
    return new SegmentEntry(
        HexFormat.of().formatHex(segment.root()),
        HexFormat.of().formatHex(segment.digest()),
        segment.contributionOrder(0),
        segment.contributionOrder(segment.contributions() - 1),
        segment.contributions(),
        segment.tokens(),
        segment.length());
  }

  /** Name of its file. */
  public String fileName() {
    return root + ".segment";
  }
}
