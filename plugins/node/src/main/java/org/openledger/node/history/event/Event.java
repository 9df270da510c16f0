package org.openledger.node.history.event;

import com.esaulpaugh.headlong.abi.Tuple;
import com.esaulpaugh.headlong.abi.TupleType;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;

/**
 * A decoded log of a native contract. Parameters are asked for by name; a member of a struct by the
 * names of both, such as {@code fee.gross}.
 */
public final class Event {

  private final EventShape shape;
  private final Tuple values;

  Event(EventShape shape, Tuple values) {
    this.shape = shape;
    this.values = values;
  }

  /** The contract that told it. */
  public NativeAddress contract() {
    return shape.contract();
  }

  /** The event's name. */
  public String name() {
    return shape.event().name();
  }

  /** All parameters with their names. */
  public TupleType<?> parameters() {
    return shape.event().parameters();
  }

  /** Their values. */
  public Tuple values() {
    return values;
  }

  /** Whether there is such a parameter. */
  public boolean has(String parameter) {
    return shape.types().containsKey(parameter);
  }

  /** A number below 2^63. */
  public long number(String parameter) {
    return amount(parameter).longValueExact();
  }

  /** A number. */
  public BigInteger amount(String parameter) {
    Object value = value(parameter);
    return value instanceof BigInteger number
        ? number
        : BigInteger.valueOf(((Number) value).longValue());
  }

  /** An account. */
  public Address address(String parameter) {
    return AbiValues.address((com.esaulpaugh.headlong.abi.Address) value(parameter));
  }

  /** A word of 32 bytes. */
  public Bytes32 word(String parameter) {
    return Bytes32.wrap((byte[]) value(parameter));
  }

  /** Bytes. */
  public Bytes data(String parameter) {
    return Bytes.wrap((byte[]) value(parameter));
  }

  /** A text. */
  public String text(String parameter) {
    return (String) value(parameter);
  }

  /** Numbers below 2^63. */
  public List<Long> numbers(String parameter) {
    List<Long> numbers = new ArrayList<>();
    for (BigInteger number : (BigInteger[]) value(parameter)) {
      numbers.add(number.longValueExact());
    }
    return numbers;
  }

  /** An array of structs. */
  public Tuple[] structs(String parameter) {
    return (Tuple[]) value(parameter);
  }

  /** A value as the ABI library has it. */
  public Object value(String parameter) {
    int[] place = shape.place(parameter);
    Object value = values.get(place[0]);
    return place.length == 1 ? value : ((Tuple) value).get(place[1]);
  }

  /** The accounts that it names, without nobody and the native contracts, in order. */
  public SortedSet<Address> accounts() {
    SortedSet<Address> accounts = new TreeSet<>();
    for (Map.Entry<String, String> parameter : shape.types().entrySet()) {
      if (EventShape.isAddress(parameter.getValue())) {
        Address account = address(parameter.getKey());
        if (!account.isZero() && !NativeAddress.contains(account)) {
          accounts.add(account);
        }
      }
    }
    return accounts;
  }
}
