package org.openledger.node.rpc;

import com.esaulpaugh.headlong.abi.ABIType;
import com.esaulpaugh.headlong.abi.ArrayType;
import com.esaulpaugh.headlong.abi.Tuple;
import com.esaulpaugh.headlong.abi.TupleType;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.host.Address;

/**
 * Values of the ABI by their names in the Solidity interface: an answer goes on being right where a
 * struct gets one more member. A name that the interface lacks is a fault of the method.
 */
public final class Struct {

  private final TupleType<?> type;
  private final Tuple values;

  /**
   * @param type with the names
   * @param values of that type
   */
  public Struct(TupleType<?> type, Tuple values) {
    this.type = type;
    this.values = values;
  }

  /** A number below 2^63. */
  public long number(String name) {
    return number(index(name));
  }

  /** A number below 2^256. */
  public BigInteger word(String name) {
    return word(index(name));
  }

  public boolean flag(String name) {
    return (boolean) values.get(index(name));
  }

  public Address address(String name) {
    return address(index(name));
  }

  public Bytes32 hash(String name) {
    return Bytes32.wrap((byte[]) values.get(index(name)));
  }

  public Bytes bytes(String name) {
    return Bytes.wrap((byte[]) values.get(index(name)));
  }

  /** A bytes32 that holds an ASCII name. */
  public String text(String name) {
    return AbiValues.text(hash(name));
  }

  /** A member that is a struct. */
  public Struct struct(String name) {
    return struct(index(name));
  }

  /** A constant of an enumeration, by its number. */
  public <E extends Enum<E>> E constant(String name, Class<E> type) {
    return type.getEnumConstants()[Math.toIntExact(number(name))];
  }

  /** A member that is an array of structs. */
  public List<Struct> structs(String name) {
    return structs(index(name));
  }

  /** The value at a place. */
  public Object at(int index) {
    return values.get(index);
  }

  long number(int index) {
    Object value = values.get(index);
    return value instanceof BigInteger big ? big.longValueExact() : ((Number) value).longValue();
  }

  BigInteger word(int index) {
    Object value = values.get(index);
    return value instanceof BigInteger big ? big : BigInteger.valueOf(((Number) value).longValue());
  }

  /** The address at a place. */
  public Address address(int index) {
    return AbiValues.address((com.esaulpaugh.headlong.abi.Address) values.get(index));
  }

  Struct struct(int index) {
    return new Struct((TupleType<?>) type.get(index), (Tuple) values.get(index));
  }

  /** The array of structs at a place. */
  public List<Struct> structs(int index) {
    ABIType<?> item = ((ArrayType<?, ?, ?>) (ABIType<?>) type.get(index)).getElementType();
    List<Struct> structs = new ArrayList<>();
    for (Tuple tuple : (Tuple[]) values.get(index)) {
      structs.add(new Struct((TupleType<?>) item, tuple));
    }
    return structs;
  }

  private int index(String name) {
    for (int i = 0; i < type.size(); i++) {
      if (name.equals(type.getElementName(i))) {
        return i;
      }
    }
    throw new IllegalArgumentException("no member " + name + " in " + type);
  }
}
