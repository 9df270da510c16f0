package org.openledger.node.evidence;

import java.io.ByteArrayOutputStream;
import org.apache.tuweni.bytes.Bytes;

/** Writes the parts of the compact form. */
final class CompactWriter {

  /** Fewer zeros in a row are not worth a run of their own. */
  static final int LEAST_RUN = 4;

  private static final int GROUP = 0x80;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  byte[] bytes() {
    return out.toByteArray();
  }

  /** Eight bits. */
  void octet(int value) {
    out.write(value);
  }

  /** Sixteen bits, big endian. */
  void mask(int value) {
    out.write(value >>> 8);
    out.write(value);
  }

  /** A number ≥ 0: base 128, low groups first, the high bit set on all groups but the last. */
  void number(long value) {
    if (value < 0) {
      throw new IllegalArgumentException("a negative number: " + value);
    }
    long rest = value;
    for (; rest >= GROUP; rest >>>= 7) {
      out.write((int) rest | GROUP);
    }
    out.write((int) rest);
  }

  /** Bytes whose number is known to the reader. */
  void plain(Bytes bytes) {
    out.writeBytes(bytes.toArrayUnsafe());
  }

  /** Bytes, counted. */
  void counted(Bytes bytes) {
    number(bytes.size());
    plain(bytes);
  }

  /** Bytes, counted, with a short form for zeros: by turns so many bytes, so many zeros. */
  void packed(Bytes bytes) {
    number(bytes.size());
    for (int at = 0; at < bytes.size(); ) {
      int zeros = nextRun(bytes, at);
      number(zeros - at);
      plain(bytes.slice(at, zeros - at));
      int end = zeros;
      while (end < bytes.size() && bytes.get(end) == 0) {
        end++;
      }
      if (zeros < bytes.size()) {
        number(end - zeros);
      }
      at = end;
    }
  }

  private static int nextRun(Bytes bytes, int from) {
    int zeros = 0;
    for (int at = from; at < bytes.size(); at++) {
      zeros = bytes.get(at) == 0 ? zeros + 1 : 0;
      if (zeros == LEAST_RUN) {
        return at + 1 - LEAST_RUN;
      }
    }
    return bytes.size();
  }
}
