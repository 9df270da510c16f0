package org.openledger.precompile.host;

import java.math.BigInteger;
import java.util.Arrays;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;

/**
 * An account's address: exactly 20 bytes, ordered as unsigned big-endian numbers.
 *
 * @param bytes the 20 bytes
 */
public record Address(Bytes bytes) implements Comparable<Address> {

  /** The number of bytes of an address. */
  public static final int SIZE = 20;

  /** The zero address: in this code base it stands for "nobody". */
  public static final Address ZERO = new Address(Bytes.wrap(new byte[SIZE]));

  public Address {
    if (bytes.size() != SIZE) {
      throw new IllegalArgumentException("an address has 20 bytes, not " + bytes.size());
    }
  }

  /**
   * Parses 40 hexadecimal digits, with or without {@code 0x}; a checksum's case is not looked at.
   */
  public static Address fromHex(String hex) {
    return new Address(Bytes.fromHexString(hex));
  }

  /** The address whose big-endian value is {@code value} (0 ≤ value &lt; 2^160). */
  public static Address of(BigInteger value) {
    return fromWord(UInt256.valueOf(value));
  }

  /** The address in the low 20 bytes of a storage word or topic; higher bytes are not looked at. */
  public static Address fromWord(UInt256 word) {
    return new Address(word.toBytes().slice(Bytes32.SIZE - SIZE).copy());
  }

  /** The address as a storage word: left-padded with zeros, as Solidity stores it. */
  public UInt256 toWord() {
    return UInt256.fromBytes(Bytes32.leftPad(bytes));
  }

  /** The address as an unsigned number. */
  public BigInteger toBigInteger() {
    return bytes.toUnsignedBigInteger();
  }

  public boolean isZero() {
    return bytes.isZero();
  }

  @Override
  public int compareTo(Address other) {
    return Arrays.compareUnsigned(bytes.toArrayUnsafe(), other.bytes.toArrayUnsafe());
  }

  /** {@code 0x} and 40 lower-case digits. */
  @Override
  public String toString() {
    return bytes.toHexString();
  }
}
