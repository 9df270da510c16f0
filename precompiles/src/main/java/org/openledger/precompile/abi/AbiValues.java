package org.openledger.precompile.abi;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.openledger.precompile.host.Address;

/** Between our types and those of the ABI library. */
public final class AbiValues {

  /**
   * A number of a type of 32 to 63 bits, which the ABI library takes as a {@code long}.
   *
   * @param value ≥ 0
   */
  public record Narrow(long value) {}

  private AbiValues() {}

  /**
   * A tuple of values, each converted to the ABI library's type: {@link Address}, {@link Bytes},
   * {@link UInt256}, {@code long} (as uint256), {@link Narrow}; others are passed on.
   */
  public static Tuple tuple(Object... values) {
    Object[] converted = new Object[values.length];
    for (int i = 0; i < values.length; i++) {
      converted[i] = value(values[i]);
    }
    return Tuple.from(converted);
  }

  private static Object value(Object value) {
    return switch (value) {
      case Address address -> address(address);
      case UInt256 word -> word.toUnsignedBigInteger();
      case Bytes bytes -> bytes.toArrayUnsafe();
      case Long number -> BigInteger.valueOf(number);
      case Narrow number -> number.value();
      default -> value;
    };
  }

  /** A value of a type of one word as that word: left-padded, but for bytes32. */
  public static Bytes32 word(Object value) {
    return switch (value) {
      case Address address -> address.toWord().toBytes();
      case UInt256 word -> word.toBytes();
      case Bytes32 word -> word;
      case Long number -> UInt256.valueOf(number).toBytes();
      case Integer number -> UInt256.valueOf(number).toBytes();
      case BigInteger number -> UInt256.valueOf(number).toBytes();
      case byte[] word -> Bytes32.wrap(word);
      default -> throw new IllegalArgumentException("no word of " + value.getClass());
    };
  }

  /** Our address as the ABI library's. */
  public static com.esaulpaugh.headlong.abi.Address address(Address address) {
    return com.esaulpaugh.headlong.abi.Address.wrap(
        com.esaulpaugh.headlong.abi.Address.toChecksumAddress(address.toBigInteger()));
  }

  /** The ABI library's address as ours. */
  public static Address address(com.esaulpaugh.headlong.abi.Address address) {
    return Address.of(address.value());
  }

  /** An ASCII name of at most 32 bytes as Solidity's {@code bytes32("name")}: left-aligned. */
  public static Bytes32 name(String ascii) {
    return Bytes32.rightPad(Bytes.wrap(ascii.getBytes(StandardCharsets.US_ASCII)));
  }

  /** The name that {@link #name} made a word of. */
  public static String text(Bytes32 name) {
    byte[] bytes = name.toArray();
    int end = 0;
    while (end < bytes.length && bytes[end] != 0) {
      end++;
    }
    return new String(Arrays.copyOf(bytes, end), StandardCharsets.US_ASCII);
  }
}
