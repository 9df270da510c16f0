package org.openledger.devnet.rpc;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.jspecify.annotations.Nullable;
import org.openledger.precompile.host.Address;

/**
 * A value of a request, with the words for what is wrong about it.
 *
 * @param json the value; null where it is missing
 * @param where its place, for messages: {@code index 0}, {@code from}
 * @param failure the error that a wrong value is
 */
record JsonValue(@Nullable Object json, String where, RpcFailure failure) {

  private static final int SHOWN = 80;

  boolean isNull() {
    return json == null;
  }

  /** The member of an object; a missing one is null. */
  JsonValue field(String name) throws RpcError {
    if (json instanceof Map<?, ?> map) {
      return new JsonValue(map.get(name), name, failure);
    }
    throw wrong("an object");
  }

  /** Whether an object has a member, be it null. */
  boolean has(String name) {
    return json instanceof Map<?, ?> map && map.containsKey(name);
  }

  /** Refuses an object with members that are none of these. */
  void requireOnly(Set<String> names) throws RpcError {
    if (json instanceof Map<?, ?> map) {
      for (Object name : map.keySet()) {
        if (!names.contains(name)) {
          throw failure.because(where + ": no member " + name + "; there are " + names);
        }
      }
    }
  }

  List<JsonValue> asList() throws RpcError {
    if (!(json instanceof List<?> list)) {
      throw wrong("an array");
    }
    List<JsonValue> values = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      values.add(new JsonValue(list.get(i), where + "[" + i + "]", failure));
    }
    return values;
  }

  boolean isList() {
    return json instanceof List<?>;
  }

  boolean isObject() {
    return json instanceof Map<?, ?>;
  }

  String asText() throws RpcError {
    if (json instanceof String text) {
      return text;
    }
    throw wrong("a string");
  }

  boolean asBoolean() throws RpcError {
    if (json instanceof Boolean flag) {
      return flag;
    }
    throw wrong("true or false");
  }

  double asDouble() throws RpcError {
    if (json instanceof Number number) {
      return number.doubleValue();
    }
    throw wrong("a number");
  }

  /** An address; as on Besu, leading zeros and {@code 0x} may be left out. */
  Address asAddress() throws RpcError {
    return new Address(padded(Address.SIZE, "an address of 0x and 40 hex digits"));
  }

  /**
   * A word of 32 bytes; as on Besu, leading zeros and {@code 0x} may be left out, and the digits of
   * a JSON number are read as hex too.
   */
  Bytes32 asBytes32() throws RpcError {
    boolean number = json instanceof Integer || json instanceof Long;
    JsonValue text = number ? new JsonValue(String.valueOf(json), where, failure) : this;
    return Bytes32.wrap(text.padded(Bytes32.SIZE, "a word of 0x and up to 64 hex digits"));
  }

  Bytes32 asHash() throws RpcError {
    return Bytes32.wrap(bytes(Bytes32.SIZE, "a hash of 0x and 64 hex digits"));
  }

  /** Bytes as {@code 0x} and an even number of hex digits. */
  Bytes asData() throws RpcError {
    return bytes(-1, "data of 0x and an even number of hex digits");
  }

  /** A quantity below 2^256; leading zeros are taken, as Besu takes them. */
  BigInteger asQuantity() throws RpcError {
    String expected = "a quantity of 0x and 1 to 64 hex digits";
    if (!(json instanceof String text) || !isHex(text) || text.length() == 2) {
      throw wrong(expected);
    }
    BigInteger value = new BigInteger(text.substring(2), 16);
    if (value.bitLength() > 256) {
      throw wrong(expected);
    }
    return value;
  }

  /** A quantity up to 2^63 - 1. */
  long asLong() throws RpcError {
    BigInteger value = asQuantity();
    if (value.bitLength() > 63) {
      throw wrong("a quantity up to 2^63 - 1");
    }
    return value.longValue();
  }

  /** A number from 0 to 2^63 - 1, as a quantity or as a JSON number. */
  long asCount() throws RpcError {
    if (json instanceof Integer || json instanceof Long) {
      long count = ((Number) json).longValue();
      if (count < 0) {
        throw wrong("a number from 0");
      }
      return count;
    }
    return asLong();
  }

  /** A number from 0 to 2^31 - 1 as Besu reads one: of JSON, decimal, or hex after 0x. */
  int asIndex() throws RpcError {
    String expected = "a number up to 2^31 - 1";
    if (!(json instanceof String || json instanceof Integer)) {
      throw wrong(expected);
    }
    try {
      int index = Integer.decode(String.valueOf(json));
      if (index >= 0) {
        return index;
      }
    } catch (NumberFormatException e) {
      throw wrong(expected);
    }
    throw wrong(expected);
  }

  UInt256 asWord() throws RpcError {
    return UInt256.fromBytes(asBytes32());
  }

  RpcError wrong(String expected) {
    String found = String.valueOf(json);
    String shown = found.length() > SHOWN ? found.substring(0, SHOWN) + "…" : found;
    return failure.because(
        where + ": expected " + expected + (json == null ? "" : ", got " + shown));
  }

  private Bytes padded(int size, String expected) throws RpcError {
    if (json instanceof String text) {
      String digits = text.startsWith("0x") ? text.substring(2) : text;
      if (digits.length() <= 2 * size && areHex(digits)) {
        return Bytes.fromHexString("0".repeat(2 * size - digits.length()) + digits);
      }
    }
    throw wrong(expected);
  }

  private Bytes bytes(int size, String expected) throws RpcError {
    if (!(json instanceof String text)
        || !text.startsWith("0x")
        || !areHex(text.substring(2))
        || text.length() % 2 != 0) {
      throw wrong(expected);
    }
    Bytes bytes = Bytes.fromHexString(text);
    if (size >= 0 && bytes.size() != size) {
      throw wrong(expected);
    }
    return bytes;
  }

  private static boolean isHex(String text) {
    return (text.startsWith("0x") || text.startsWith("0X")) && areHex(text.substring(2));
  }

  private static boolean areHex(String digits) {
    for (int i = 0; i < digits.length(); i++) {
      if (Character.digit(digits.charAt(i), 16) < 0 || digits.charAt(i) > 'f') {
        return false;
      }
    }
    return true;
  }
}
