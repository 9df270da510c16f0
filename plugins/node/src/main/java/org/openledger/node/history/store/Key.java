package org.openledger.node.history.store;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.precompile.host.Address;

/**
 * A row's key, or what several keys begin with: fields of fixed width one after the other, numbers
 * big-endian, so that keys are ordered as their fields are. Immutable.
 */
public final class Key implements Comparable<Key> {

  private final byte[] bytes;

  private Key(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The key of these bytes. */
  static Key wrap(byte[] bytes) {
    return new Key(bytes);
  }

  /** What all keys of a table begin with. */
  public static Key table(int number) {
    return new Key(new byte[] {(byte) number});
  }

  /** This key and a number of 8 bytes. */
  public Key with(long number) {
    return new Key(
        ByteBuffer.allocate(bytes.length + Long.BYTES).put(bytes).putLong(number).array());
  }

  /** This key and a number of 4 bytes. */
  public Key with(int number) {
    return new Key(
        ByteBuffer.allocate(bytes.length + Integer.BYTES).put(bytes).putInt(number).array());
  }

  /** This key and an address: 20 bytes. */
  public Key with(Address address) {
    return with(address.bytes());
  }

  /** This key and a word: 32 bytes. */
  public Key with(Bytes32 word) {
    return with((Bytes) word);
  }

  /** This key and a further one's fields. */
  public Key with(Bytes fields) {
    byte[] joined = Arrays.copyOf(bytes, bytes.length + fields.size());
    System.arraycopy(fields.toArrayUnsafe(), 0, joined, bytes.length, fields.size());
    return new Key(joined);
  }

  /** The least key that is above all that begin with this one, which is not all ones. */
  public Key end() {
    byte[] end = bytes.clone();
    int last = end.length - 1;
    while (end[last] == -1) {
      last--;
    }
    end[last]++;
    return new Key(Arrays.copyOf(end, last + 1));
  }

  /** The number of bytes. */
  public int size() {
    return bytes.length;
  }

  /** Whether it begins with another one. */
  public boolean startsWith(Key prefix) {
    return size() >= prefix.size()
        && Arrays.equals(bytes, 0, prefix.size(), prefix.bytes, 0, prefix.size());
  }

  /** The bytes from a place on. */
  public Bytes from(int place) {
    return Bytes.wrap(bytes, place, bytes.length - place);
  }

  /** The number of 8 bytes at a place. */
  public long number(int place) {
    return ByteBuffer.wrap(bytes).getLong(place);
  }

  /** The number of 4 bytes at a place. */
  public int shortNumber(int place) {
    return ByteBuffer.wrap(bytes).getInt(place);
  }

  /** The bytes themselves: not to be changed. */
  byte[] bytes() {
    return bytes;
  }

  @Override
  public int compareTo(Key other) {
    return Arrays.compareUnsigned(bytes, other.bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Key key && Arrays.equals(bytes, key.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return Bytes.wrap(bytes).toHexString();
  }
}
