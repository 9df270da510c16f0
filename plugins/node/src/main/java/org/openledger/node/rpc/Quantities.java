package org.openledger.node.rpc;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** Integers as Ethereum's JSON-RPC writes them: {@code 0x} and digits without leading zeros. */
final class Quantities {

  static final int WORD_BITS = 256;

  private Quantities() {}

  static String text(long value) {
    if (value < 0) {
      throw new IllegalArgumentException("a quantity is not negative: " + value);
    }
    return "0x" + Long.toHexString(value);
  }

  static String text(BigInteger value) {
    if (value.signum() < 0) {
      throw new IllegalArgumentException("a quantity is not negative: " + value);
    }
    return "0x" + value.toString(16);
  }

  /**
   * A quantity below 2^256, or a JSON integer.
   *
   * @param where its place in the request
   */
  static BigInteger read(@Nullable Object json, String where) throws RpcException {
    if (json instanceof Integer || json instanceof Long) {
      BigInteger value = BigInteger.valueOf(((Number) json).longValue());
      if (value.signum() >= 0) {
        return value;
      }
    }
    if (json instanceof String text
        && text.length() <= 2 + WORD_BITS / 4
        && text.matches("0x[0-9a-fA-F]+")) {
      return new BigInteger(text.substring(2), 16);
    }
    throw RpcFailure.parameter(
        where, "expected a quantity (0x and 1 to 64 hexadecimal digits), " + Shown.of(json));
  }

  /** A quantity within bounds. */
  static long read(@Nullable Object json, String where, long minimum, long maximum)
      throws RpcException {
    BigInteger value = read(json, where);
    if (value.compareTo(BigInteger.valueOf(minimum)) < 0
        || value.compareTo(BigInteger.valueOf(maximum)) > 0) {
      throw RpcFailure.parameter(
          where, "expected " + minimum + " to " + maximum + ", " + Shown.of(json));
    }
    return value.longValueExact();
  }
}
