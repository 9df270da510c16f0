package org.openledger.devnet.rpc;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

  Address asAddress() throws RpcError {
    return new Address(bytes(Address.SIZE, "an address of 0x and 40 hex digits"));
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

  UInt256 asWord() throws RpcError {
    return UInt256.valueOf(asQuantity());
  }

  RpcError wrong(String expected) {
    String found = String.valueOf(json);
    String shown = found.length() > SHOWN ? found.substring(0, SHOWN) + "…" : found;
    return failure.because(
        where + ": expected " + expected + (json == null ? "" : ", got " + shown));
  }

  private Bytes bytes(int size, String expected) throws RpcError {
    if (!(json instanceof String text) || !isHex(text) || text.length() % 2 != 0) {
      throw wrong(expected);
    }
    Bytes bytes = Bytes.fromHexString(text);
    if (size >= 0 && bytes.size() != size) {
      throw wrong(expected);
    }
    return bytes;
  }

  private static boolean isHex(String text) {
    if (!text.startsWith("0x") && !text.startsWith("0X")) {
      return false;
    }
    for (int i = 2; i < text.length(); i++) {
      if (Character.digit(text.charAt(i), 16) < 0 || text.charAt(i) > 'f') {
        return false;
      }
    }
    return true;
  }
}
