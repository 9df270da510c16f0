package org.openledger.node.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What schemas say of values, and what becomes of these. */
class JsonTypesTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String MOST_DIGITS = "0x" + "f".repeat(64);

  private static boolean allows(Map<String, Object> schema, Object value) {
    JsonNode json = JSON.valueToTree(value);
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
        .getSchema(JSON.<JsonNode>valueToTree(schema))
        .validate(json)
        .isEmpty();
  }

  private static <T> boolean takes(InputType<T> type, Object value) {
    try {
      type.read(value, "value");
      return true;
    } catch (RpcException e) {
      return false;
    }
  }

  /** Whatever Besu takes for a quantity, and JSON integers. */
  @Test
  void theSchemaOfARequestAllowsTheQuantitiesThatAreTaken() {
    Map<String, Object> schema = JsonTypes.WORD.requestSchema(new Components());
    for (Object value :
        List.of(0, 7, Long.MAX_VALUE, "0x0", "0x00", "0x01", "0xaB", "0x7f", MOST_DIGITS)) {
      assertThat(takes(JsonTypes.WORD, value)).as("%s", value).isTrue();
      assertThat(allows(schema, value)).as("%s", value).isTrue();
    }
    for (Object value :
        List.of(
            -1,
            1.5,
            BigInteger.ONE.shiftLeft(63),
            true,
            "",
            "0",
            "7",
            "0x",
            "0X1",
            "0xg",
            "0x-1",
            " 0x1",
            MOST_DIGITS + "f",
            List.of(),
            Map.of())) {
      assertThat(takes(JsonTypes.WORD, value)).as("%s", value).isFalse();
      assertThat(allows(schema, value)).as("%s", value).isFalse();
    }
  }

  @Test
  void boundsHoldForIntegersOfARequestToo() {
    JsonType<Long> bounded = JsonTypes.quantity(1, 100);
    Map<String, Object> schema = bounded.requestSchema(new Components());
    for (int value : new int[] {0, 1, 100, 101}) {
      boolean within = value >= 1 && value <= 100;
      assertThat(takes(bounded, value)).as("%s", value).isEqualTo(within);
      assertThat(allows(schema, value)).as("%s", value).isEqualTo(within);
    }
    assertThat(schema).containsEntry("x-minimum", 1L).containsEntry("x-maximum", 100L);
  }

  @Test
  void anAnswersQuantityHasOneForm() {
    Map<String, Object> schema = JsonTypes.WORD.schema(new Components());
    for (Object value : List.of("0x0", "0x7f", MOST_DIGITS)) {
      assertThat(allows(schema, value)).as("%s", value).isTrue();
    }
    for (Object value : List.of("0x00", "0x0a", "0xA", 7)) {
      assertThat(allows(schema, value)).as("%s", value).isFalse();
    }
  }
}
