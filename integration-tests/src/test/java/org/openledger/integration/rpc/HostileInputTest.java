package org.openledger.integration.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.devnet.DevnetOptions;
import org.openledger.genesis.DevNetwork;

/**
 * Wrong values in every place of every method, taken from the OpenRPC document: an answer, or an
 * error that the method declares; never a fault of the node.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileInputTest {

  private static final int PARSE_ERROR = -32_700;
  private static final long SEED = 20_261_121;
  private static final int RANDOM_ROUNDS = 15;
  private static final int LONG_TEXT = 2_200_000;

  private final Map<String, JsonNode> methods = new TreeMap<>();
  private DevNetwork network;
  private ApiAnswers answers;

  @BeforeAll
  void tellTheStory(@TempDir java.nio.file.Path directory) throws Exception {
    network = DevNetwork.start(DevnetOptions.defaults().withPort(0));
    ApiStory.tell(network.url(), directory);
    answers = new ApiAnswers(network.url());
    JsonNode document = answers.ask("openledger_discover", List.of()).get("result");
    document.get("methods").forEach(method -> methods.put(method.get("name").asText(), method));
  }

  @AfterAll
  void stop() {
    answers.close();
    network.close();
  }

  private static List<Object> wrongValues() {
    List<Object> values = new ArrayList<>();
    values.addAll(
        Arrays.asList(
            null,
            true,
            false,
            0,
            -1,
            1.5,
            Double.MAX_VALUE,
            Long.MIN_VALUE,
            BigInteger.TEN.pow(400),
            BigInteger.ONE.shiftLeft(63),
            "",
            " ",
            "0",
            "-1",
            "0x",
            "0X1",
            "0xg",
            "0x-1",
            "0x" + "f".repeat(64),
            "0x" + "f".repeat(65),
            "0x" + "00".repeat(20),
            "0x" + "00".repeat(32),
            "0x" + "zz".repeat(20),
            "0x7fffffffffffffff",
            "0x8000000000000000",
            "pending",
            "latest",
            "Ω\u0000\uD800😀",
            "x".repeat(LONG_TEXT),
            "0x" + "ab".repeat(LONG_TEXT / 2),
            List.of(),
            List.of(List.of(List.of())),
            Collections.nCopies(100_000, 1),
            Map.of(),
            Map.of("x", 1),
            Map.of("blockHash", 5),
            Map.of("blockNumber", "latest"),
            Map.of("size", -1),
            Map.of("size", "0xffffffffffffffffffff"),
            Map.of("cursor", 7),
            Map.of("cursor", "AAAA"),
            Map.of("cursor", "A".repeat(10_000)),
            Map.of("datanet", "0xffffffffffff", "text", "a"),
            Map.of("model", 1, "text", "x".repeat(900_000)),
            Map.of("model", 1, "tokens", "0xffffff" + "ffff7f"),
            Map.of("model", 1, "tokens", "0xff"),
            Map.of("model", 1, "text", "a", "minSpan", 0),
            Map.of("model", 1, "text", "a", "without", Collections.nCopies(1_000, 1)),
            Map.of("model", 1, "text", "a", "modelVersion", 999),
            Map.of("datanet", 1, "text", "a", "version", 999),
            deep(900)));
    return values;
  }

  private static Object deep(int levels) {
    Object value = 1;
    for (int i = 0; i < levels; i++) {
      value = i % 2 == 0 ? List.of(value) : Map.of("a", value);
    }
    return value;
  }

  /** Parameters with which each method answers. */
  private Map<String, List<Object>> rightParameters() throws Exception {
    Map<String, List<Object>> right = new LinkedHashMap<>();
    for (ApiRequests.Request request : ApiRequests.all()) {
      right.putIfAbsent(request.fullMethod(), request.params());
    }
    String root =
        answers.ask("openledger_segments", List.of()).at("/result/items/0/segmentRoot").asText();
    right.put("openledger_segmentStatus", List.of(root));
    methods.keySet().forEach(name -> right.putIfAbsent(name, List.of()));
    return right;
  }

  @Test
  void aWrongValueInAnyPlaceIsATypedError() throws Exception {
    Set<String> seen = new HashSet<>();
    for (Map.Entry<String, List<Object>> method : rightParameters().entrySet()) {
      int count = methods.get(method.getKey()).get("params").size();
      for (int place = 0; place < count; place++) {
        for (Object wrong : wrongValues()) {
          List<Object> params = new ArrayList<>(method.getValue());
          while (params.size() <= place) {
            params.add(null);
          }
          params.set(place, wrong);
          seen.add(requireTyped(method.getKey(), params));
        }
      }
    }
    assertThat(seen)
        .contains(
            "INVALID_PARAMS", "NOT_FOUND", "UNKNOWN_BLOCK", "LIMIT_EXCEEDED", "FORGED_CURSOR");
  }

  @Test
  void tooManyAndTooFewParametersAreTold() throws Exception {
    for (Map.Entry<String, List<Object>> method : rightParameters().entrySet()) {
      JsonNode declared = methods.get(method.getKey()).get("params");
      List<Object> many = new ArrayList<>(method.getValue());
      while (many.size() <= declared.size()) {
        many.add(null);
      }
      assertThat(requireTyped(method.getKey(), many)).isEqualTo("INVALID_PARAMS");
      boolean required = declared.size() > 0 && declared.get(0).get("required").asBoolean();
      assertThat(requireTyped(method.getKey(), List.of()))
          .as(method.getKey())
          .isEqualTo(required ? "INVALID_PARAMS" : "");
    }
  }

  /** Several wrong values at once; the seed is in the message. */
  @Test
  void randomParametersAreTypedErrors() throws Exception {
    Random random = new Random(SEED);
    List<Object> wrong = wrongValues();
    for (int round = 0; round < RANDOM_ROUNDS; round++) {
      for (String method : methods.keySet()) {
        List<Object> params = new ArrayList<>();
        for (int i = random.nextInt(5); i > 0; i--) {
          params.add(wrong.get(random.nextInt(wrong.size())));
        }
        requireTyped(method, params);
      }
    }
  }

  /** The name of the error; empty for a result. */
  private String requireTyped(String method, List<Object> params) throws Exception {
    String shown = method + shortened(params) + " (seed " + SEED + ")";
    JsonNode answer = answers.ask(method, params);
    if (answer.has("result")) {
      return "";
    }
    int code = answer.at("/error/code").asInt();
    if (code == PARSE_ERROR) {
      return "PARSE_ERROR";
    }
    JsonNode data = ApiAnswers.JSON.readTree(answer.at("/error/data").asText("{}"));
    String error = data.path("error").asText("none");
    assertThat(methods.get(method).get("errors").findValuesAsText("$ref"))
        .as("%s: %s", shown, answer)
        .contains("#/components/errors/" + error);
    assertThat(error).as("%s: %s", shown, answer).isNotEqualTo("INTERNAL_ERROR");
    assertThat(answer.toString().length()).as(shown).isLessThan(5_000);
    return error;
  }

  private static String shortened(List<Object> params) {
    String text = String.valueOf(params);
    return text.length() > 200 ? text.substring(0, 200) + "…" : text;
  }
}
