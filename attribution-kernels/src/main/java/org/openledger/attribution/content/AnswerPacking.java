package org.openledger.attribution.content;

import java.util.Arrays;

/**
 * An answer as it is settled: packed token ids in which a run of redacted tokens costs a few bytes.
 *
 * <pre>
 *   answer  = (id | run)*
 *   id      = w bytes, big endian, not all ones          w = {@link TokenPacking#width}
 *   run     = w bytes of ones, then its length           a run of redacted tokens
 *   length  = 1 to 4 bytes, unsigned LEB128: 7 bits a byte, the low ones first, the highest bit
 *             set in all but the last
 * </pre>
 *
 * <p>An answer has one encoding and no other: the last byte of a length is not zero, and no run
 * follows a run. So an answer without redactions is just its packed ids, and the hash of an
 * encoding is the hash of an answer.
 */
public final class AnswerPacking {
  private static final int LENGTH_BYTES = 4;

  private AnswerPacking() {}

  /**
   * Encodes an answer.
   *
   * @param ids token ids; {@link TokenPacking#REDACTED} for a redacted one
   * @param vocabularySize V
   * @throws IllegalArgumentException if an id other than REDACTED is negative or does not fit
   */
  public static byte[] pack(int[] ids, int vocabularySize) {
    int width = TokenPacking.width(vocabularySize);
    byte[] plain = TokenPacking.pack(ids, vocabularySize);
    // A run of one token takes one byte more than its mark, a longer one fewer than its marks.
    byte[] packed = new byte[Math.addExact(plain.length, ids.length)];
    int size = 0;
    int at = 0;
    while (at < ids.length) {
      System.arraycopy(plain, at * width, packed, size, width);
      size += width;
      int end = at + 1;
      if (ids[at] == TokenPacking.REDACTED) {
        while (end < ids.length && ids[end] == TokenPacking.REDACTED) {
          end++;
        }
        int rest = end - at;
        for (; rest >= 0x80; rest >>>= 7) {
          packed[size++] = (byte) (rest | 0x80);
        }
        packed[size++] = (byte) rest;
      }
      at = end;
    }
    return Arrays.copyOf(packed, size);
  }

  /**
   * The number of an answer's tokens, found without making room for them.
   *
   * @throws MalformedContentException if the bytes are no answer's encoding
   */
  public static long count(byte[] packed, int vocabularySize) {
    int width = TokenPacking.width(vocabularySize);
    long tokens = 0;
    boolean afterRun = false;
    int at = 0;
    while (at < packed.length) {
      boolean run = isMark(packed, at, width);
      at += width;
      if (!run) {
        tokens++;
      } else if (afterRun) {
        throw new MalformedContentException(
            MalformedContentException.Flaw.WRONG_RUN,
            "a run follows a run at byte " + (at - width));
      } else {
        int end = lengthEnd(packed, at);
        tokens += length(packed, at, end);
        at = end;
      }
      afterRun = run;
    }
    return tokens;
  }

  /**
   * Decodes an answer.
   *
   * @param tokens what {@link #count} says of it, within the caller's bound
   * @return the ids; {@link TokenPacking#REDACTED} for a redacted one, values of V and above as
   *     they are
   */
  public static int[] unpack(byte[] packed, int vocabularySize, int tokens) {
    int width = TokenPacking.width(vocabularySize);
    int[] ids = new int[tokens];
    int at = 0;
    int token = 0;
    while (at < packed.length) {
      int id = TokenPacking.get(packed, at, width);
      at += width;
      if (id == TokenPacking.REDACTED) {
        int end = lengthEnd(packed, at);
        int until = token + length(packed, at, end);
        Arrays.fill(ids, token, until, TokenPacking.REDACTED);
        token = until;
        at = end;
      } else {
        ids[token++] = id;
      }
    }
    return ids;
  }

  private static boolean isMark(byte[] packed, int at, int width) {
    if (packed.length - at < width) {
      throw new MalformedContentException(
          MalformedContentException.Flaw.TRUNCATED_ID, "truncated id at byte " + at);
    }
    return TokenPacking.get(packed, at, width) == TokenPacking.REDACTED;
  }

  /** Where a run's length ends. */
  private static int lengthEnd(byte[] packed, int begin) {
    for (int at = begin; at < packed.length && at < begin + LENGTH_BYTES; at++) {
      if (packed[at] >= 0) {
        if (packed[at] == 0) {
          throw new MalformedContentException(
              MalformedContentException.Flaw.WRONG_RUN,
              "a length with a zero too many at byte " + at);
        }
        return at + 1;
      }
    }
    throw new MalformedContentException(
        MalformedContentException.Flaw.WRONG_RUN, "a length without end at byte " + begin);
  }

  private static int length(byte[] packed, int begin, int end) {
    int length = 0;
    for (int at = end - 1; at >= begin; at--) {
      length = (length << 7) | (packed[at] & 0x7f);
    }
    return length;
  }
}
