package org.openledger.devnet.rpc;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** JSON to maps and lists, and back. */
final class JsonCodec {

  private static final ObjectMapper WRITER = new JsonMapper();

  private final ObjectMapper mapper;

  /**
   * @param maxBytes the longest text that is read: a string in it may be as long
   */
  JsonCodec(int maxBytes) {
    JsonFactory factory =
        JsonFactory.builder()
            .streamReadConstraints(
                StreamReadConstraints.builder().maxStringLength(maxBytes).build())
            .build();
    mapper =
        JsonMapper.builder(factory).enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
  }

  /**
   * @throws RpcError where the bytes are no JSON
   */
  @Nullable Object read(byte[] body) throws RpcError {
    try {
      return mapper.readValue(body, Object.class);
    } catch (JsonProcessingException e) {
      throw RpcFailure.PARSE_ERROR.because(e.getOriginalMessage());
    } catch (IOException e) {
      throw RpcFailure.PARSE_ERROR.error();
    }
  }

  static byte[] write(@Nullable Object json) {
    try {
      return WRITER.writeValueAsBytes(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a result is no JSON: " + e.getOriginalMessage(), e);
    }
  }

  static String text(@Nullable Object json) {
    try {
      return WRITER.writeValueAsString(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a result is no JSON: " + e.getOriginalMessage(), e);
    }
  }
}
