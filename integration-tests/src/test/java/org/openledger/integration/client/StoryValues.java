package org.openledger.integration.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.web3j.utils.Numeric;

/** What clients/story.json says, as the contracts take it. */
final class StoryValues {

  private StoryValues() {}

  static BigInteger integer(JsonNode from, String name) {
    return new BigInteger(from.path(name).asText());
  }

  static byte[] hash(JsonNode from, String name) {
    return Numeric.hexStringToByteArray(from.path(name).asText());
  }

  static byte[] word(JsonNode from, String name) {
    return Arrays.copyOf(from.path(name).asText().getBytes(StandardCharsets.US_ASCII), 32);
  }

  static BigInteger tokens(String text) {
    return BigInteger.valueOf(text.getBytes(StandardCharsets.UTF_8).length);
  }

  /** An answer as it is settled: utf8-bytes has one id of two bytes for each byte of the text. */
  static byte[] answer(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    ByteBuffer ids = ByteBuffer.allocate(2 * bytes.length);
    for (byte b : bytes) {
      ids.putShort((short) Byte.toUnsignedInt(b));
    }
    return ids.array();
  }

  /** A contribution's content: one document, ended by the mark. */
  static byte[] content(String text) {
    byte[] answer = answer(text);
    return ByteBuffer.allocate(answer.length + 2).put(answer).putShort((short) 0xffff).array();
  }
}
