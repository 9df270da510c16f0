package org.openledger.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.openledger.client.JsonRpc;
import org.openledger.demo.DemoException;
import org.openledger.demo.DemoOptions;
import org.openledger.devnet.DevnetOptions;
import org.openledger.genesis.DevGenesis;
import org.openledger.genesis.DevNetwork;
import org.openledger.genesis.ShortPeriods;
import org.openledger.precompile.abi.ContractAbi;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.model.Stage;

/** The full story, told on a devnet of short periods. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FullStoryTest {

  private DevNetwork network;
  private JsonNode told;

  @BeforeAll
  void tell() throws IOException {
    DevnetOptions options = DevnetOptions.defaults().withPort(0);
    network =
        DevNetwork.start(
            options, DevGenesis.configuration(options.chainId(), ShortPeriods.parameters()));
    told = new JsonMapper().readTree(tell(network.url(), true));
  }

  @AfterAll
  void stop() {
    network.close();
  }

  private static String tell(String url, boolean json) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    try (FullStory story =
        new FullStory(options(url, json), new PrintWriter(out), new PrintWriter(err))) {
      assertThat(story.run()).as(err.toString()).isTrue();
    }
    return out.toString();
  }

  private static DemoOptions options(String url, boolean json) {
    return new DemoOptions(null, url, 0, null, null, 0, 0, json, false, false);
  }

  @Test
  void theModelGoesThroughItsStagesInOrder() throws IOException {
    try (JsonRpc rpc = new JsonRpc(network.url())) {
      String topic = ContractAbi.of("Models").event("StageChanged").signature().toHexString();
      String model = "0x%064x".formatted(told.get("model").asLong());
      List<Integer> stages = new ArrayList<>(List.of(Stage.NONE.code()));
      rpc.call(
              "eth_getLogs",
              Map.of(
                  "fromBlock",
                  "0x0",
                  "address",
                  NativeAddress.MODELS.address().toString(),
                  "topics",
                  List.of(topic, model)))
          .forEach(
              log -> {
                String data = log.get("data").asText();
                assertThat(Integer.parseInt(data.substring(2, 66), 16)).isEqualTo(stages.getLast());
                stages.add(Integer.parseInt(data.substring(66), 16));
              });
      assertThat(stages)
          .containsExactly(
              Stage.NONE.code(),
              Stage.PROPOSED.code(),
              Stage.APPROVED.code(),
              Stage.DATA_COLLECTION.code(),
              Stage.FINE_TUNING.code(),
              Stage.FEEDBACK.code(),
              Stage.DEPLOYED.code());
    }
  }

  @Test
  void everyBalanceIsExplained() {
    assertThat(told.get("conserved").asBoolean()).isTrue();
    assertThat(told.get("mismatches")).isEmpty();
    assertThat(told.get("balances")).hasSizeGreaterThan(Part.values().length);
    for (JsonNode account : told.get("balances")) {
      BigInteger sum = wei(account, "before");
      for (JsonNode amount : account.get("entries")) {
        sum = sum.add(new BigInteger(amount.asText()));
      }
      assertThat(sum).as("%s", account).isEqualTo(wei(account, "after"));
    }
  }

  /** Each kind of earning that the economy has: none is left out by a story that goes wrong. */
  @Test
  void everybodyEarnsOrPaysWhatHisPartIs() {
    assertThat(entries(Part.PAYER)).contains("inference");
    assertThat(entries(Part.AGENT_OWNER)).contains("inference by the agent");
    assertThat(entries(Part.CREATOR))
        .contains("creator's share", "grant", "fine-tuning", "access to data");
    assertThat(entries(Part.ALICE)).contains("share by tokens", "share by influence");
    assertThat(entries(Part.BOB)).contains("share by tokens", "share by influence");
    assertThat(entries(Part.COPYIST)).contains("slashed bond");
    assertThat(entries(Part.SINK))
        .contains("access to data", "tokens that are nobody's", "influence that is nobody's");
    assertThat(entries(Part.FINE_TUNER)).contains("fine-tuning");
    assertThat(entries(Part.HOST)).contains("hosting: usage", "hosting: rent");
    assertThat(entries(Part.MODEL_STAKER)).contains("stakers' reward");
    assertThat(entries(Part.GENERAL_STAKER)).contains("stakers' reward");
    assertThat(entries(Part.RATER_1)).contains("ratings");
    assertThat(entries(Part.CORRECTOR)).contains("correction");
    assertThat(told.toString()).contains("AgentLimitExceeded");
  }

  /** A second story on the same chain has accounts of its own. */
  @Test
  void itCanBeToldAgain() {
    assertThat(tell(network.url(), false))
        .contains("Stage 1, Proposed")
        .contains("Every balance explained, in wei")
        .contains("Conserved: every balance is explained to the wei.")
        .doesNotContain(told.at("/balances/0/account").asText());
  }

  @Test
  void aNetworkOfLongPeriodsIsRefusedByTheNamesOfItsParameters() throws IOException {
    try (DevNetwork slow = DevNetwork.start(DevnetOptions.defaults().withPort(0))) {
      assertThatThrownBy(() -> tell(slow.url(), false))
          .isInstanceOf(DemoException.class)
          .hasMessageContaining("parameter votingPeriod is 50400, the story takes 3 … 100; 8 would")
          .hasMessageContaining("parameter proposalThreshold is 10000000000000000000000")
          .hasMessageContaining("--config docs/examples/story.json");
      assertThat(slow.devnet().chain().head().number()).isZero();
    }
  }

  /** Whoever looks away for one wei is found out. */
  @Test
  void aWeiTooManyIsToldByName() {
    Explained bent =
        new Explained(
            "payer",
            "0x01",
            BigInteger.TEN,
            Map.of("inference", BigInteger.valueOf(-3)),
            Map.of("coins", BigInteger.valueOf(8)));
    Outcome outcome =
        new Outcome(
            "",
            "",
            1,
            0,
            1,
            1,
            1,
            List.of(),
            List.of(bent),
            List.of(),
            BigInteger.TWO,
            new JsonMapper().createObjectNode().put("conserved", true));
    assertThat(bent.exact()).isFalse();
    assertThat(outcome.mismatches())
        .singleElement()
        .asString()
        .contains("payer 0x01 ought to have 7 wei and has 8");
  }

  private List<String> entries(Part part) {
    for (JsonNode account : told.get("balances")) {
      if (account.get("name").asText().equals(part.label())) {
        List<String> reasons = new ArrayList<>();
        account.get("entries").fieldNames().forEachRemaining(reasons::add);
        return reasons;
      }
    }
    throw new AssertionError(part);
  }

  private static BigInteger wei(JsonNode node, String field) {
    return new BigInteger(node.get(field).asText());
  }
}
