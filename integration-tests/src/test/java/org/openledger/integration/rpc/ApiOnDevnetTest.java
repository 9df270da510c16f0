package org.openledger.integration.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.esaulpaugh.headlong.abi.Tuple;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.tuweni.bytes.Bytes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.client.Chain;
import org.openledger.client.ContractClient;
import org.openledger.client.JsonRpc;
import org.openledger.devnet.DevnetOptions;
import org.openledger.genesis.DevNetwork;
import org.openledger.precompile.host.NativeAddress;

/** Every method's answers after a fixed story: as they were written down, and as OpenRPC says. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApiOnDevnetTest {

  private static final Path SNAPSHOTS =
      Path.of(System.getProperty("openledger.root", ".."))
          .resolve("integration-tests/src/test/resources/org/openledger/integration/rpc/answers");

  private final Map<String, JsonNode> methods = new TreeMap<>();
  private DevNetwork network;
  private ApiAnswers answers;
  private JsonNode document;

  @BeforeAll
  void tellTheStory(@TempDir Path directory) throws Exception {
    network = DevNetwork.start(DevnetOptions.defaults().withPort(0));
    ApiStory.tell(network.url(), directory);
    answers = new ApiAnswers(network.url());
    document = answers.ask("openledger_discover", List.of()).get("result");
    document.get("methods").forEach(method -> methods.put(method.get("name").asText(), method));
  }

  @AfterAll
  void stop() {
    answers.close();
    network.close();
  }

  /** Write them anew with {@code -Dsnapshot.write=true}. */
  @Test
  void answersAreAsTheyWereWrittenDown() throws Exception {
    Set<String> expected = new HashSet<>();
    Set<ApiRequests.Request> fixed = new HashSet<>(ApiRequests.all());
    List<ApiRequests.Request> requests = new ArrayList<>(ApiRequests.all());
    requests.addAll(ApiRequests.aboutTheSettlement(answers));
    for (ApiRequests.Request request : requests) {
      ObjectNode snapshot = ApiAnswers.JSON.createObjectNode();
      snapshot.put("method", request.fullMethod());
      if (fixed.contains(request)) {
        snapshot.set("params", ApiAnswers.JSON.valueToTree(request.params()));
      }
      snapshot.setAll((ObjectNode) answers.stable(request));
      String text =
          ApiAnswers.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(snapshot) + "\n";
      Path file = SNAPSHOTS.resolve(request.name() + ".json");
      expected.add(file.getFileName().toString());
      if (Boolean.getBoolean("snapshot.write")) {
        Files.writeString(file, text);
      }
      assertThat(Files.readString(file)).as(request.name()).isEqualTo(text);
    }
    try (Stream<Path> files = Files.list(SNAPSHOTS)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(expected);
    }
  }

  @Test
  void everyMethodIsAsked() {
    Set<String> asked = new HashSet<>(Set.of("openledger_discover"));
    ApiRequests.all().forEach(request -> asked.add(request.fullMethod()));
    // Their answers depend on the build, on a root, on a file: looked at below.
    asked.addAll(List.of("openledger_version", "openledger_segmentStatus"));
    asked.add("openledger_historyStatus");
    assertThat(asked).containsAll(methods.keySet());
  }

  @Test
  void everyAnswerAndEveryErrorIsAsTheDocumentSays() throws Exception {
    String root =
        answers.ask("openledger_segments", List.of()).at("/result/items/0/segmentRoot").asText();
    List<ApiRequests.Request> requests =
        Stream.concat(
                Stream.concat(
                    ApiRequests.all().stream(), ApiRequests.aboutTheSettlement(answers).stream()),
                Stream.of(
                    new ApiRequests.Request("version", "version", List.of()),
                    new ApiRequests.Request("discover", "discover", List.of()),
                    new ApiRequests.Request("history", "historyStatus", List.of()),
                    new ApiRequests.Request("segment", "segmentStatus", List.of(root))))
            .toList();
    for (ApiRequests.Request request : requests) {
      requireDeclared(request, answers.ask(request.fullMethod(), request.params()));
    }
  }

  private void requireDeclared(ApiRequests.Request request, JsonNode answer) throws IOException {
    JsonNode method = methods.get(request.fullMethod());
    if (answer.has("result")) {
      ApiSchemas schemas = new ApiSchemas(document);
      JsonNode params = ApiAnswers.JSON.valueToTree(request.params());
      assertThat(schemas.wrongWith(request.fullMethod(), params)).as(request.name()).isEmpty();
      assertThat(schemas.wrongWithResult(request.fullMethod(), answer.get("result")))
          .as(request.name())
          .isEmpty();
      return;
    }
    JsonNode data = ApiAnswers.JSON.readTree(answer.at("/error/data").asText());
    String error = data.get("error").asText();
    assertThat(answer.at("/error/code").asInt())
        .as("%s: %s", request.name(), answer)
        .isEqualTo(document.at("/components/errors/" + error + "/code").asInt());
    assertThat(method.get("errors").findValuesAsText("$ref"))
        .as(request.name())
        .contains("#/components/errors/" + error);
  }

  /** Without a what-if the method says what the contract says. */
  @Test
  void attributionIsTheContracts() throws Exception {
    List<String> texts =
        List.of(
            "",
            "nothing of this is known",
            "Harbour masters kept tables of these hours long before anyone could explain them.",
            "Nobody gives an order. Each bee answers to the temperature where it stands, and since"
                + " no two of them begin to fan at exactly the same degree, the colony answers.");
    try (JsonRpc rpc = new JsonRpc(network.url())) {
      ContractClient contract = ContractClient.of(Chain.at(rpc), NativeAddress.TOKEN_ATTRIBUTION);
      for (String text : texts) {
        JsonNode own =
            answers
                .ask("openledger_attribute", List.of(Map.of("model", 1, "text", text)))
                .get("result");
        Tuple said =
            contract.call("attribute", 1L, Bytes.fromHexString(own.get("ids").asText())).get(0);
        for (int i = 0; i < 4; i++) {
          String member = List.of("tokens", "covered", "paid", "full").get(i);
          assertThat(number(own.get(member)))
              .as("%s of %s", member, text)
              .isEqualTo(said.<BigInteger>get(i));
        }
        List<String> credits = new ArrayList<>();
        for (Tuple credit : said.<Tuple[]>get(4)) {
          credits.add(
              credit.<Object>get(0).toString().toLowerCase(Locale.ROOT)
                  + " "
                  + credit.<BigInteger>get(1));
        }
        List<String> payouts = new ArrayList<>();
        own.get("payouts")
            .forEach(it -> payouts.add(it.get("payee").asText() + " " + number(it.get("units"))));
        assertThat(payouts).as(text).isEqualTo(credits);
      }
    }
  }

  private static BigInteger number(JsonNode quantity) {
    return new BigInteger(quantity.asText().substring(2), 16);
  }
}
