package org.openledger.attribution.collection;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.openledger.attribution.content.Sha256;

/**
 * Who brought which contribution, by ascending order; immutable. Attribution does without: these
 * are names for people.
 *
 * <pre>
 *   8    magic "OLSOURCE"
 *   u32  version, 1
 *   u32  contributors; each a u32 length and a name in UTF-8, in the order of their first document
 *   u32  documents; each a u64 order, a u32 contributor, a u32 length and a name in UTF-8
 * </pre>
 *
 * All integers are big endian. The SHA-256 of the bytes is in the manifest and names the file.
 */
public final class Sources {
  /** Of nothing. */
  public static final Sources NONE = of(List.of());

  private static final byte[] MAGIC = "OLSOURCE".getBytes(StandardCharsets.US_ASCII);
  private static final int VERSION = 1;

  private final List<Source> rows;
  private final List<String> contributors;

  private Sources(List<Source> rows) {
    this.rows = List.copyOf(rows);
    this.contributors = rows.stream().map(Source::contributor).distinct().toList();
  }

  /**
   * Of these contributions.
   *
   * @throws IllegalArgumentException if the orders do not ascend
   */
  public static Sources of(List<Source> rows) {
    for (int i = 1; i < rows.size(); i++) {
      if (rows.get(i).order() <= rows.get(i - 1).order()) {
        throw new IllegalArgumentException("orders must ascend: " + rows.get(i).order());
      }
    }
    return new Sources(rows);
  }

  /** All of them by ascending order. */
  public List<Source> rows() {
    return rows;
  }

  /** Names of the contributors in the order of their first document. */
  public List<String> contributors() {
    return contributors;
  }

  /**
   * Where the contribution of an order is from.
   *
   * @throws IllegalArgumentException if there is none
   */
  public Source find(long order) {
    int at = index(order);
    if (at < 0) {
      throw new IllegalArgumentException("no contribution of order " + order);
    }
    return rows.get(at);
  }

  /** Whether there is a contribution of an order. */
  public boolean has(long order) {
    return index(order) >= 0;
  }

  private int index(long order) {
    int low = 0;
    int high = rows.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      long found = rows.get(middle).order();
      if (found == order) {
        return middle;
      }
      if (found < order) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -1;
  }

  /** Name of the file with these bytes. */
  static String fileName(String digest) {
    return digest + ".sources";
  }

  /** SHA-256 of the bytes in hexadecimal. */
  String digest() {
    return HexFormat.of().formatHex(Sha256.of(bytes()));
  }

  /** The bytes of the file. */
  byte[] bytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      DataOutputStream out = new DataOutputStream(bytes);
      out.write(MAGIC);
      out.writeInt(VERSION);
      out.writeInt(contributors.size());
      Map<String, Integer> numbers = new HashMap<>();
      for (String name : contributors) {
        numbers.put(name, numbers.size());
        text(out, name);
      }
      out.writeInt(rows.size());
      for (Source row : rows) {
        out.writeLong(row.order());
        out.writeInt(numbers.getOrDefault(row.contributor(), 0));
        text(out, row.document());
      }
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException("memory takes all bytes", e);
    }
  }

  /**
   * Reads them.
   *
   * @param digest what the SHA-256 of the bytes must be
   * @throws CollectionException if the bytes are others
   */
  static Sources parse(byte[] bytes, String digest) throws CollectionException {
    if (!HexFormat.of().formatHex(Sha256.of(bytes)).equals(digest)) {
      throw new CollectionException("the sources are damaged: the digest does not match");
    }
    try {
      ByteBuffer in = ByteBuffer.wrap(bytes);
      byte[] magic = new byte[MAGIC.length];
      in.get(magic);
      if (!Arrays.equals(magic, MAGIC) || in.getInt() != VERSION) {
        throw new CollectionException("these are no sources of version " + VERSION);
      }
      List<String> contributors = new ArrayList<>();
      for (int left = in.getInt(); left > 0; left--) {
        contributors.add(text(in));
      }
      List<Source> rows = new ArrayList<>();
      for (int left = in.getInt(); left > 0; left--) {
        rows.add(new Source(in.getLong(), contributors.get(in.getInt()), text(in)));
      }
      return of(rows);
    } catch (BufferUnderflowException
        | IndexOutOfBoundsException
        | NegativeArraySizeException
        | IllegalArgumentException e) {
      throw new CollectionException("the sources are malformed", e);
    }
  }

  private static void text(DataOutputStream out, String text) throws IOException {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(utf8.length);
    out.write(utf8);
  }

  private static String text(ByteBuffer in) {
    int length = in.getInt();
    if (length > in.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] utf8 = new byte[length];
    in.get(utf8);
    return new String(utf8, StandardCharsets.UTF_8);
  }
}
