package org.openledger.node.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;

/**
 * An object of an Ethereum node's answer: data and quantities in hexadecimal. A member that is not
 * what it has to be is a wrong answer.
 */
record RpcObject(JsonNode json) {

  /** Whether a member is there. */
  boolean has(String name) {
    return json.hasNonNull(name);
  }

  /** Bytes. */
  Bytes data(String name) {
    return bytes(name, json.path(name));
  }

  /** Bytes of a fixed size. */
  Bytes data(String name, int size) {
    Bytes data = data(name);
    if (data.size() != size) {
      throw RpcProofs.wrong(name + " has not " + size + " bytes");
    }
    return data;
  }

  /** A quantity as RLP has numbers: without leading zeros. */
  Bytes scalar(String name) {
    return word(name).toMinimalBytes();
  }

  /** A quantity of at most 32 bytes. */
  UInt256 word(String name) {
    Bytes bytes = bytes(name, json.path(name)).trimLeadingZeros();
    if (bytes.size() > Bytes32.SIZE) {
      throw RpcProofs.wrong(name + " has more than 32 bytes");
    }
    return UInt256.fromBytes(Bytes32.leftPad(bytes));
  }

  /** A list of words of 32 bytes. */
  List<Bytes> words(String name) {
    List<Bytes> words = list(name);
    if (words.stream().anyMatch(word -> word.size() != Bytes32.SIZE)) {
      throw RpcProofs.wrong("one of " + name + " has not 32 bytes");
    }
    return words;
  }

  /** A list of bytes. */
  List<Bytes> list(String name) {
    List<Bytes> items = new ArrayList<>();
    array(name).forEach(item -> items.add(bytes(name, item)));
    return items;
  }

  /** A list of objects. */
  List<RpcObject> objects(String name) {
    List<RpcObject> items = new ArrayList<>();
    array(name).forEach(item -> items.add(new RpcObject(item)));
    return items;
  }

  private JsonNode array(String name) {
    JsonNode array = json.path(name);
    if (!array.isArray()) {
      throw RpcProofs.wrong(name + " is no list");
    }
    return array;
  }

  private static Bytes bytes(String name, JsonNode value) {
    if (!value.isTextual() || !value.asText().startsWith("0x")) {
      throw RpcProofs.wrong(name + " is not hexadecimal");
    }
    try {
      return Bytes.fromHexStringLenient(value.asText());
    } catch (IllegalArgumentException e) {
      throw RpcProofs.wrong(name + " is not hexadecimal");
    }
  }
}
