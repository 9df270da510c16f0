package org.openledger.attribution.collection;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.openledger.attribution.content.Sha256;

/**
 * Which segments an index consists of; immutable. Its bytes are lines of ASCII that end with their
 * own checksum, and there is one form only: whatever deviates from it is damaged.
 *
 * <pre>
 *   openledger-index 1
 *   tokenizer ID V
 *   sources SHA-256
 *   segment ROOT DIGEST FIRST-ORDER LAST-ORDER CONTRIBUTIONS TOKENS BYTES
 *   …
 *   sha256 SHA-256 of all lines before
 * </pre>
 *
 * @param tokenizerId 1 to 63 characters of ASCII without spaces
 * @param vocabularySize V of that tokenizer
 * @param sources SHA-256 of the file that names contributors and documents
 * @param segments by ascending orders, which do not overlap
 */
public record Manifest(
    String tokenizerId, int vocabularySize, String sources, List<SegmentEntry> segments) {
  /** Name of the file. */
  public static final String FILE_NAME = "index.manifest";

  private static final String FIRST_LINE = "openledger-index 1";
  private static final String CHECKSUM = "sha256 ";

  /** Checks forms, ranges and that orders ascend. */
  public Manifest {
    if (!tokenizerId.matches("[!-~]{1,63}") || vocabularySize < 1) {
      throw new IllegalArgumentException("no tokenizer " + tokenizerId + " of " + vocabularySize);
    }
    if (!sources.matches(SegmentEntry.HEX)) {
      throw new IllegalArgumentException("the sources are named by 64 hexadecimal digits");
    }
    segments = List.copyOf(segments);
    long last = -1;
    for (SegmentEntry segment : segments) {
      if (segment.firstOrder() <= last) {
        throw new IllegalArgumentException("the orders of the segments overlap at " + last);
      }
      last = segment.lastOrder();
    }
  }

  /** The bytes of the file. */
  public byte[] bytes() {
    StringBuilder lines = new StringBuilder();
    lines.append(FIRST_LINE).append('\n');
    lines.append("tokenizer ").append(tokenizerId).append(' ').append(vocabularySize).append('\n');
    lines.append("sources ").append(sources).append('\n');
    for (SegmentEntry s : segments) {
      lines.append(
          String.format(
              Locale.ROOT,
              "segment %s %s %d %d %d %d %d\n",
              s.root(),
              s.digest(),
              s.firstOrder(),
              s.lastOrder(),
              s.contributions(),
              s.tokens(),
              s.length()));
    }
    lines.append(CHECKSUM).append(checksum(lines.toString())).append('\n');
    return lines.toString().getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * Reads a manifest.
   *
   * @throws CollectionException if the bytes are not exactly those of a manifest
   */
  public static Manifest parse(byte[] bytes) throws CollectionException {
    Manifest manifest;
    try {
      manifest = fromLines(new String(bytes, StandardCharsets.US_ASCII).lines().toList());
    } catch (IllegalArgumentException e) {
      throw new CollectionException("the manifest is damaged: " + e.getMessage(), e);
    }
    byte[] canonical = manifest.bytes();
    if (!Arrays.equals(bytes, canonical)) {
      throw new CollectionException(
          "the manifest is damaged: at byte " + Math.max(0, Arrays.mismatch(bytes, canonical)));
    }
    return manifest;
  }

  /** SHA-256 of the file, 32 bytes: pins what all segments say, and the lengths of their files. */
  public byte[] digest() {
    return Sha256.of(bytes());
  }

  /** Tokens of all segments. */
  public long tokens() {
    return segments.stream().mapToLong(SegmentEntry::tokens).sum();
  }

  /** Contributions of all segments. */
  public long contributions() {
    return segments.stream().mapToLong(SegmentEntry::contributions).sum();
  }

  /** The highest order, or 0 of an index without contributions. */
  public long lastOrder() {
    return segments.isEmpty() ? 0 : segments.getLast().lastOrder();
  }

  private static Manifest fromLines(List<String> lines) {
    if (lines.size() < 4 || !lines.getFirst().equals(FIRST_LINE)) {
      throw new IllegalArgumentException("it is cut off or not of version 1");
    }
    String[] tokenizer = fields(lines.get(1), "tokenizer", 3);
    String[] sources = fields(lines.get(2), "sources", 2);
    List<SegmentEntry> segments = new ArrayList<>();
    for (String line : lines.subList(3, lines.size() - 1)) {
      String[] f = fields(line, "segment", 8);
      segments.add(
          new SegmentEntry(
              f[1],
              f[2],
              Long.parseLong(f[3]),
              Long.parseLong(f[4]),
              Integer.parseInt(f[5]),
              Long.parseLong(f[6]),
              Long.parseLong(f[7])));
    }
    return new Manifest(tokenizer[1], Integer.parseInt(tokenizer[2]), sources[1], segments);
  }

  private static String[] fields(String line, String name, int count) {
    String[] fields = line.split(" ", -1);
    if (fields.length != count || !fields[0].equals(name)) {
      throw new IllegalArgumentException("a line of " + name + " is malformed");
    }
    return fields;
  }

  private static String checksum(String lines) {
    return HexFormat.of().formatHex(Sha256.of(lines.getBytes(StandardCharsets.US_ASCII)));
  }
}
