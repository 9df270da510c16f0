package org.openledger.node.history.store;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.precompile.host.Address;

/** What a row says: fields one after the other, read in the order in which they were written. */
public final class Fields {

  private static final int MAX_NUMBER_SIZE = 32;

  private final ByteBuffer bytes;

  private Fields(byte[] bytes) {
    this.bytes = ByteBuffer.wrap(bytes);
  }

  static Fields wrap(byte[] bytes) {
    return new Fields(bytes);
  }

  /** A number of 8 bytes. */
  public long number() {
    return bytes.getLong();
  }

  /** A number of 4 bytes. */
  public int shortNumber() {
    return bytes.getInt();
  }

  /** A number from 0 to 2^256 - 1. */
  public BigInteger amount() {
    byte[] magnitude = new byte[bytes.get()];
    bytes.get(magnitude);
    return new BigInteger(1, magnitude);
  }

  /** 20 bytes. */
  public Address address() {
    return new Address(Bytes.wrap(bytes(Address.SIZE)));
  }

  /** 32 bytes. */
  public Bytes32 word() {
    return Bytes32.wrap(bytes(Bytes32.SIZE));
  }

  /** Bytes of any number. */
  public Bytes data() {
    return Bytes.wrap(bytes(bytes.getInt()));
  }

  /** Whether more fields follow. */
  public boolean hasNext() {
    return bytes.hasRemaining();
  }

  private byte[] bytes(int count) {
    byte[] read = new byte[count];
    bytes.get(read);
    return read;
  }

  /** Writes the fields of a row. */
  public static final class Writer {

    private final ByteArrayOutputStream to = new ByteArrayOutputStream();

    public Writer number(long number) {
      return raw(ByteBuffer.allocate(Long.BYTES).putLong(number).array());
    }

    public Writer shortNumber(int number) {
      return raw(ByteBuffer.allocate(Integer.BYTES).putInt(number).array());
    }

    /** A number from 0 to 2^256 - 1. */
    public Writer amount(BigInteger number) {
      byte[] signed = number.toByteArray();
      byte[] magnitude = signed[0] == 0 ? Arrays.copyOfRange(signed, 1, signed.length) : signed;
      if (number.signum() < 0 || magnitude.length > MAX_NUMBER_SIZE) {
        throw new IllegalArgumentException(number + " does not fit a word");
      }
      to.write(magnitude.length);
      return raw(magnitude);
    }

    public Writer address(Address address) {
      return raw(address.bytes().toArrayUnsafe());
    }

    public Writer word(Bytes32 word) {
      return raw(word.toArrayUnsafe());
    }

    /** Bytes of any number. */
    public Writer data(Bytes data) {
      return shortNumber(data.size()).raw(data.toArrayUnsafe());
    }

    private Writer raw(byte[] bytes) {
      to.write(bytes, 0, bytes.length);
      return this;
    }

    byte[] bytes() {
      return to.toByteArray();
    }
  }

  /** Begins a row's fields. */
  public static Writer write() {
    return new Writer();
  }
}
