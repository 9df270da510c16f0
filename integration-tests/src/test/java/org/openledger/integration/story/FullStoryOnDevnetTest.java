package org.openledger.integration.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openledger.devnet.DevnetOptions;
import org.openledger.genesis.DevGenesis;
import org.openledger.genesis.DevNetwork;
import org.openledger.genesis.ShortPeriods;
import org.openledger.integration.client.NodeScript;
import org.openledger.precompile.abi.ContractAbi;

/** The full story on a devnet, and a client that recounts it from the chain alone. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FullStoryOnDevnetTest {

  /** Each bends one number that the chain tells; whoever recounts must find it. */
  enum Number implements BentNode.Bend {
    BALANCE("FAILED coins of") {
      @Override
      public JsonNode result(JsonNode request, JsonNode result) {
        boolean asked = request.path("method").asText().equals("eth_getBalance");
        boolean now = !request.at("/params/1").asText().equals("0x0");
        return asked && now ? oneMore(result) : result;
      }
    },
    GAS("FAILED coins of") {
      @Override
      public JsonNode result(JsonNode request, JsonNode result) {
        if (request.path("method").asText().equals("eth_getBlockReceipts") && !result.isEmpty()) {
          ObjectNode receipt = (ObjectNode) result.get(0);
          receipt.set("gasUsed", oneMore(receipt.get("gasUsed")));
        }
        return result;
      }
    },
    EVENT("would be -1 wei") {
      @Override
      public JsonNode result(JsonNode request, JsonNode result) {
        if (request.path("method").asText().equals("eth_getBlockReceipts")) {
          for (JsonNode receipt : result) {
            receipt.path("logs").forEach(log -> bend((ObjectNode) log));
          }
        }
        return result;
      }

      /** A wei more than was withdrawn. */
      private void bend(ObjectNode log) {
        if (log.at("/topics/0").asText().equals(WITHDRAWN)) {
          log.put("data", "0x%064x".formatted(number(log.get("data")).add(BigInteger.ONE)));
        }
      }
    };

    private static final String WITHDRAWN =
        ContractAbi.of("InferenceFees").event("Withdrawn").signature().toHexString();

    private final String complaint;

    Number(String complaint) {
      this.complaint = complaint;
    }

    private static BigInteger number(JsonNode quantity) {
      return new BigInteger(quantity.asText().substring(2), 16);
    }

    private static JsonNode oneMore(JsonNode quantity) {
      return TextNode.valueOf("0x" + number(quantity).add(BigInteger.ONE).toString(16));
    }
  }

  private DevNetwork network;

  @BeforeAll
  void tellTheStory() throws Exception {
    DevnetOptions options = DevnetOptions.defaults().withPort(0);
    network =
        DevNetwork.start(
            options, DevGenesis.configuration(options.chainId(), ShortPeriods.parameters()));
    FullStories.tell(network.url());
  }

  @AfterAll
  void stop() {
    network.close();
  }

  @Test
  void anIndependentClientRecountsEveryBalance() throws Exception {
    FullStories.recount(network.url());
  }

  @ParameterizedTest
  @EnumSource
  void theRecountFindsANumberThatIsBent(Number bent) throws Exception {
    try (BentNode node = new BentNode(network.url(), bent)) {
      NodeScript.Result result = NodeScript.run("recount.mjs", node.url());
      assertThat(result.exitCode()).as(result.output()).isEqualTo(1);
      assertThat(result.output()).contains(bent.complaint);
    }
  }
}
