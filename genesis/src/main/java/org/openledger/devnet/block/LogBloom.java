package org.openledger.devnet.block;

import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.devnet.state.Keccak;
import org.openledger.devnet.state.Log;

/** The 2048-bit bloom filter over addresses and topics (Yellow Paper, 4.3.1). */
public final class LogBloom {

  private static final int SIZE = 256;
  private static final int BITS = 3;

  private LogBloom() {}

  /** The 256-byte filter of some logs. */
  public static Bytes of(Iterable<Log> logs) {
    byte[] filter = new byte[SIZE];
    for (Log log : logs) {
      add(filter, log.emitter().bytes());
      for (Bytes32 topic : log.topics()) {
        add(filter, topic);
      }
    }
    return Bytes.wrap(filter);
  }

  /** Whether {@code item} (an address or topic) may be in {@code filter}; false is certain. */
  public static boolean mayContain(Bytes filter, Bytes item) {
    Bytes32 hash = Keccak.hash(item);
    for (int i = 0; i < BITS; i++) {
      int bit = bit(hash, i);
      if ((filter.get(SIZE - 1 - bit / 8) & (1 << (bit % 8))) == 0) {
        return false;
      }
    }
    return true;
  }

  private static void add(byte[] filter, Bytes item) {
    Bytes32 hash = Keccak.hash(item);
    for (int i = 0; i < BITS; i++) {
      int bit = bit(hash, i);
      filter[SIZE - 1 - bit / 8] |= (byte) (1 << (bit % 8));
    }
  }

  private static int bit(Bytes32 hash, int pair) {
    return ((hash.get(2 * pair) & 0x07) << 8) | (hash.get(2 * pair + 1) & 0xff);
  }
}
