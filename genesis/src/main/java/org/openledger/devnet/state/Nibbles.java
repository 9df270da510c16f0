package org.openledger.devnet.state;

import java.util.Arrays;
import org.apache.tuweni.bytes.Bytes;

/** Paths of four-bit steps, one step in a byte. */
final class Nibbles {

  private Nibbles() {}

  static byte[] of(Bytes key) {
    byte[] nibbles = new byte[2 * key.size()];
    for (int i = 0; i < key.size(); i++) {
      nibbles[2 * i] = (byte) ((key.get(i) >> 4) & 0x0f);
      nibbles[2 * i + 1] = (byte) (key.get(i) & 0x0f);
    }
    return nibbles;
  }

  static byte[] from(byte[] path, int start) {
    return Arrays.copyOfRange(path, start, path.length);
  }

  static boolean equal(byte[] path, int start, byte[] rest) {
    return path.length - start == rest.length && startsWith(path, start, rest);
  }

  static boolean startsWith(byte[] path, int start, byte[] prefix) {
    return path.length - start >= prefix.length && common(path, start, prefix) == prefix.length;
  }

  /** The number of steps that {@code path} from {@code start} on and {@code other} share. */
  static int common(byte[] path, int start, byte[] other) {
    int max = Math.min(path.length - start, other.length);
    int i = 0;
    while (i < max && path[start + i] == other[i]) {
      i++;
    }
    return i;
  }

  static byte[] join(byte[] first, byte[] second) {
    byte[] joined = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, joined, first.length, second.length);
    return joined;
  }

  /** Hex-prefix encoding (Yellow Paper, appendix C). */
  static Bytes compact(byte[] path, boolean leaf) {
    boolean odd = path.length % 2 == 1;
    byte[] out = new byte[path.length / 2 + 1];
    out[0] = (byte) ((leaf ? 0x20 : 0) | (odd ? 0x10 | path[0] : 0));
    for (int i = odd ? 1 : 0, o = 1; i < path.length; i += 2, o++) {
      out[o] = (byte) (path[i] << 4 | path[i + 1]);
    }
    return Bytes.wrap(out);
  }
}
