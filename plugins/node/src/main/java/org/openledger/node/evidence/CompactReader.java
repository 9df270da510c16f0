package org.openledger.node.evidence;

import org.apache.tuweni.bytes.Bytes;

/**
 * Reads the parts of the compact form. It makes room only for what the bytes can hold, and for a
 * bounded number of zeros.
 */
final class CompactReader {

  private static final int GROUP = 0x80;
  private static final int MAX_SHIFT = 56;
  private static final int MAX_ZEROS = 1 << 24;

  private final Bytes from;
  private int at;
  private int zeros;

  CompactReader(Bytes from) {
    this.from = from;
  }

  boolean isAtEnd() {
    return at == from.size();
  }

  int octet() throws EvidenceException {
    return plain(1).get(0) & 0xff;
  }

  int mask() throws EvidenceException {
    return octet() << 8 | octet();
  }

  long number() throws EvidenceException {
    long value = 0;
    for (int shift = 0; shift <= MAX_SHIFT; shift += 7) {
      int group = octet();
      value |= (long) (group & ~GROUP) << shift;
      if (group < GROUP) {
        return value;
      }
    }
    throw malformed("a number is too large");
  }

  /** A number below 2^31. */
  int small() throws EvidenceException {
    long number = number();
    EvidenceException.require(
        number <= Integer.MAX_VALUE, Fault.MALFORMED, "a number is too large");
    return (int) number;
  }

  /** How many things follow, each of at least one byte. */
  int count() throws EvidenceException {
    long count = number();
    EvidenceException.require(count <= from.size() - at, Fault.MALFORMED, "bytes are missing");
    return (int) count;
  }

  Bytes plain(int size) throws EvidenceException {
    EvidenceException.require(size <= from.size() - at, Fault.MALFORMED, "bytes are missing");
    Bytes bytes = from.slice(at, size);
    at += size;
    return bytes;
  }

  Bytes counted() throws EvidenceException {
    return plain(count());
  }

  Bytes packed() throws EvidenceException {
    int size = small();
    EvidenceException.require(
        size <= from.size() - at + MAX_ZEROS - zeros, Fault.MALFORMED, "too many bytes");
    byte[] bytes = new byte[size];
    for (int filled = 0; filled < size; ) {
      Bytes literal = counted();
      EvidenceException.require(literal.size() <= size - filled, Fault.MALFORMED, "too many bytes");
      System.arraycopy(literal.toArrayUnsafe(), 0, bytes, filled, literal.size());
      filled += literal.size();
      if (filled < size) {
        int run = small();
        EvidenceException.require(
            run >= CompactWriter.LEAST_RUN && run <= size - filled && run <= MAX_ZEROS - zeros,
            Fault.MALFORMED,
            "a run of zeros is too short or too long");
        zeros += run;
        filled += run;
      }
    }
    return Bytes.wrap(bytes);
  }

  static EvidenceException malformed(String what) {
    return new EvidenceException(Fault.MALFORMED, what);
  }
}
