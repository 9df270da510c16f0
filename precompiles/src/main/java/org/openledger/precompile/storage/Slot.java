package org.openledger.precompile.storage;

import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.openledger.precompile.abi.Keccak256;
import org.openledger.precompile.host.Address;

/**
 * A place in a contract's storage, found as solc finds it ("Layout of State Variables in Storage",
 * Solidity documentation).
 *
 * @param account the contract
 * @param key number of the storage word
 */
public record Slot(Address account, UInt256 key) implements Comparable<Slot> {

  /** The state variable at a slot number. */
  public static Slot of(Address account, long number) {
    return new Slot(account, UInt256.valueOf(number));
  }

  /** A member of a struct that begins here: {@code offset} words on. */
  public Slot member(long offset) {
    return new Slot(account, key.add(offset));
  }

  /** The value of a mapping here: keccak256(key ‖ slot). */
  public Slot mapping(Bytes32 of) {
    byte[] both = new byte[2 * Bytes32.SIZE];
    System.arraycopy(of.toArrayUnsafe(), 0, both, 0, Bytes32.SIZE);
    System.arraycopy(key.toArrayUnsafe(), 0, both, Bytes32.SIZE, Bytes32.SIZE);
    return new Slot(account, UInt256.fromBytes(Keccak256.hash(Bytes.wrap(both))));
  }

  /** The value of a mapping from numbers. */
  public Slot mapping(UInt256 of) {
    return mapping(of.toBytes());
  }

  /** The value of a mapping from numbers. */
  public Slot mapping(long of) {
    return mapping(UInt256.valueOf(of));
  }

  /** The value of a mapping from addresses. */
  public Slot mapping(Address of) {
    return mapping(of.toWord());
  }

  /** An element, one word in size, of a dynamic array here: keccak256(slot) + index. */
  public Slot element(long index) {
    return new Slot(account, UInt256.fromBytes(Keccak256.hash(key)).add(index));
  }

  @Override
  public int compareTo(Slot other) {
    int order = account.compareTo(other.account);
    return order != 0 ? order : key.compareTo(other.key);
  }
}
