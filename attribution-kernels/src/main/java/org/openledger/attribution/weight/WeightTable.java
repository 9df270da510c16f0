package org.openledger.attribution.weight;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.openledger.attribution.content.Sha256;

/**
 * How often each token of a vocabulary occurs in one reference corpus, and so how rare it is;
 * immutable.
 *
 * <p>The weight of token t is floor(1024 · log2((N + 1) / (c(t) + 1))), in 1/1024 bit; ids outside
 * the vocabulary weigh 0 (rule version 1, step 1). A model version caps it by its wMax.
 *
 * <pre>
 *   8   magic "OLWEIGHT"
 *   1   version, 1
 *   1   length of the tokenizer's id, then the id in ASCII
 *   32  hash of the tokenizer
 *   4   V, big endian
 *   8   N, big endian: the sum of the counts
 *   V   counts by ascending id, each in base 128, low groups first, the shortest form
 *   32  SHA-256 of everything before
 * </pre>
 */
public final class WeightTable {
  /** The largest N: keeps N + 1 a positive long with room to spare. */
  public static final long MAX_TOKENS = (1L << 62) - 2;

  private static final byte[] MAGIC = "OLWEIGHT".getBytes(StandardCharsets.US_ASCII);
  private static final int VERSION = 1;

  private final byte[] bytes;
  private final String tokenizerId;
  private final byte[] tokenizerHash;
  private final long tokens;
  private final long[] counts;
  private final int[] weights;

  private WeightTable(
      byte[] bytes, String tokenizerId, byte[] tokenizerHash, long tokens, long[] counts) {
    this.bytes = bytes;
    this.tokenizerId = tokenizerId;
    this.tokenizerHash = tokenizerHash;
    this.tokens = tokens;
    this.counts = counts;
    this.weights = new int[counts.length];
    for (int id = 0; id < counts.length; id++) {
      weights[id] = Log2.floor1024(tokens + 1, counts[id] + 1);
    }
  }

  /**
   * A table of counts.
   *
   * @param tokenizerId 1 to 255 ASCII characters
   * @param tokenizerHash 32 bytes
   * @param counts by id; their number is V; none negative, the sum at most {@link #MAX_TOKENS}
   */
  public static WeightTable of(String tokenizerId, byte[] tokenizerHash, long[] counts) {
    byte[] id = tokenizerId.getBytes(StandardCharsets.US_ASCII);
    if (id.length == 0 || id.length > 255 || tokenizerHash.length != Sha256.LENGTH) {
      throw new IllegalArgumentException("a tokenizer id of 1 to 255 bytes and a 32-byte hash");
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(MAGIC);
    out.write(VERSION);
    out.write(id.length);
    out.writeBytes(id);
    out.writeBytes(tokenizerHash);
    out.writeBytes(ByteBuffer.allocate(12).putInt(counts.length).putLong(sum(counts)).array());
    for (long count : counts) {
      long rest = count;
      while (rest >= 0x80) {
        out.write((int) (rest & 0x7F) | 0x80);
        rest >>>= 7;
      }
      out.write((int) rest);
    }
    out.writeBytes(Sha256.of(out.toByteArray()));
    return parse(out.toByteArray());
  }

  /**
   * Reads a table.
   *
   * @throws MalformedTableException if the bytes are no table, truncated, or changed anywhere
   */
  public static WeightTable parse(byte[] bytes) {
    int body = bytes.length - Sha256.LENGTH;
    if (body < MAGIC.length || !Arrays.equals(MAGIC, Arrays.copyOf(bytes, MAGIC.length))) {
      throw new MalformedTableException("no weight table: the magic is missing");
    }
    byte[] hash = Sha256.of(Arrays.copyOf(bytes, body));
    if (!Arrays.equals(hash, Arrays.copyOfRange(bytes, body, bytes.length))) {
      throw new MalformedTableException("the weight table is damaged: its SHA-256 does not match");
    }
    ByteBuffer in = ByteBuffer.wrap(bytes, MAGIC.length, body - MAGIC.length);
    try {
      return read(in, bytes.clone());
    } catch (BufferUnderflowException e) {
      throw new MalformedTableException("the weight table ends too early");
    }
  }

  private static WeightTable read(ByteBuffer in, byte[] bytes) {
    int version = in.get() & 0xFF;
    if (version != VERSION) {
      throw new MalformedTableException("weight table of version " + version + ", not " + VERSION);
    }
    byte[] id = new byte[in.get() & 0xFF];
    in.get(id);
    byte[] tokenizerHash = new byte[Sha256.LENGTH];
    in.get(tokenizerHash);
    int vocabularySize = in.getInt();
    long tokens = in.getLong();
    if (vocabularySize < 1 || vocabularySize > in.remaining()) {
      throw new MalformedTableException("a vocabulary of " + vocabularySize + " does not fit");
    }
    long[] counts = new long[vocabularySize];
    for (int i = 0; i < vocabularySize; i++) {
      counts[i] = varint(in);
    }
    if (in.hasRemaining()) {
      throw new MalformedTableException("the weight table has " + in.remaining() + " bytes more");
    }
    if (sum(counts) != tokens) {
      throw new MalformedTableException("the counts do not add up to N = " + tokens);
    }
    String tokenizerId = new String(id, StandardCharsets.US_ASCII);
    return new WeightTable(bytes, tokenizerId, tokenizerHash, tokens, counts);
  }

  private static long varint(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; shift < 63; shift += 7) {
      byte group = in.get();
      value |= (long) (group & 0x7F) << shift;
      if (group >= 0) {
        if (group == 0 && shift > 0) {
          throw new MalformedTableException("a count is not in its shortest form");
        }
        return value;
      }
    }
    throw new MalformedTableException("a count exceeds 63 bits");
  }

  private static long sum(long[] counts) {
    long sum = 0;
    for (long count : counts) {
      if (count < 0 || count > MAX_TOKENS - sum) {
        throw new MalformedTableException("counts are not negative and sum up to below 2^62");
      }
      sum += count;
    }
    return sum;
  }

  /** The table that this project ships for a tokenizer, if there is one. */
  public static Optional<WeightTable> shipped(String tokenizerId) {
    try (InputStream in = WeightTable.class.getResourceAsStream(tokenizerId + ".weights")) {
      return in == null ? Optional.empty() : Optional.of(parse(in.readAllBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException("the table shipped for " + tokenizerId, e);
    }
  }

  /** The whole table as bytes, a copy. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** SHA-256 of {@link #bytes()}: what a model version commits to. */
  public byte[] hash() {
    return Sha256.of(bytes);
  }

  /** Id of the tokenizer whose tokens were counted. */
  public String tokenizerId() {
    return tokenizerId;
  }

  /** Hash of that tokenizer, 32 bytes. */
  public byte[] tokenizerHash() {
    return tokenizerHash.clone();
  }

  /** V: ids 0 to V - 1 were counted. */
  public int vocabularySize() {
    return counts.length;
  }

  /** N: tokens of the reference corpus. */
  public long tokens() {
    return tokens;
  }

  /** c(t): occurrences of a token; 0 outside the vocabulary. */
  public long count(int id) {
    return id < 0 || id >= counts.length ? 0 : counts[id];
  }

  /** Weight of a token in 1/1024 bit, without a cap; 0 outside the vocabulary. */
  public int weight(int id) {
    return id < 0 || id >= weights.length ? 0 : weights[id];
  }

  /** Weights of an answer's tokens, each at most wMax. */
  public int[] weights(int[] output, int maxWeight) {
    int[] result = new int[output.length];
    for (int i = 0; i < output.length; i++) {
      result[i] = Math.min(maxWeight, weight(output[i]));
    }
    return result;
  }
}
