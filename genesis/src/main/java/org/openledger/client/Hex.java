package org.openledger.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import org.apache.tuweni.bytes.Bytes;

/** Numbers as Ethereum's JSON-RPC writes them: {@code 0x} and digits without leading zeros. */
final class Hex {

  private Hex() {}

  static String of(BigInteger value) {
    return "0x" + value.toString(16);
  }

  static String of(long value) {
    return "0x" + Long.toHexString(value);
  }

  static BigInteger number(JsonNode node) {
    return new BigInteger(digits(node), 16);
  }

  static long integer(JsonNode node) {
    return Long.parseUnsignedLong(digits(node), 16);
  }

  static Bytes bytes(JsonNode node) {
    return Bytes.fromHexString(node.asText("0x"));
  }

  private static String digits(JsonNode node) {
    String text = node.asText();
    if (!text.startsWith("0x") || text.length() < 3) {
      throw new IllegalStateException("the node answered " + node + " where a number belongs");
    }
    return text.substring(2);
  }
}
