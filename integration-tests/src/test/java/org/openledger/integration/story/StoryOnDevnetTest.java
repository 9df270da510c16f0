package org.openledger.integration.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.cli.OpenLedger;
import org.openledger.devnet.DevnetOptions;
import org.openledger.genesis.DevNetwork;
import org.openledger.integration.client.NodeScript;

/** The demo against a devnet, and what clients that know nothing of it find afterwards. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StoryOnDevnetTest {

  private DevNetwork network;
  private JsonNode demo;
  private Path report;

  @BeforeAll
  void tellTheStory(@TempDir Path directory) throws Exception {
    network = DevNetwork.start(DevnetOptions.defaults().withPort(0));
    Path corpus = Licences.copyTo(Files.createDirectories(directory.resolve("corpus")));
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exit =
        OpenLedger.commandLine()
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute("demo", "--rpc", network.url(), "--corpus", corpus.toString(), "--json");
    assertThat(exit).as(err.toString()).isZero();
    demo = new ObjectMapper().readTree(out.toString());
    report = Files.createTempFile("openledger-demo", ".json");
    Files.writeString(report, out.toString());
  }

  @AfterAll
  void stop() throws Exception {
    network.close();
    if (report != null) {
      Files.delete(report);
    }
  }

  @Test
  void theReportAddsUpToTheWei() {
    JsonNode fee = demo.get("fee");
    assertThat(wei(fee, "platform").add(wei(fee, "net"))).isEqualTo(wei(fee, "gross"));
    assertThat(wei(fee, "creator").add(wei(fee, "stakers")).add(wei(fee, "contributors")))
        .isEqualTo(wei(fee, "net"));
    BigInteger paid = BigInteger.ZERO;
    for (JsonNode payout : demo.get("payouts")) {
      paid = paid.add(wei(payout, "amount"));
    }
    assertThat(paid).isPositive();
    assertThat(paid.add(wei(demo, "sink"))).isEqualTo(wei(fee, "contributors"));
    assertThat(demo.get("conserved").asBoolean()).isTrue();
    assertThat(demo.get("spans")).isNotEmpty();
    assertThat(demo.get("rpc").asText()).isEqualTo(network.url());
  }

  @Test
  void anIndependentClientRecomputesTheBalances() throws Exception {
    NodeScript.Result result =
        NodeScript.run("recompute.mjs", network.url(), report.toAbsolutePath().toString());
    assertThat(result.exitCode()).as(result.output()).isZero();
  }

  @Test
  void anUnmodifiedEthersSendsTransactionsAndDecodesEventsAndErrors() throws Exception {
    NodeScript.Result result = NodeScript.run("transactions.mjs", network.url());
    assertThat(result.exitCode()).as(result.output()).isZero();
  }

  /** What a wallet signs by EIP-712 is what the contract recovers. */
  @Test
  void receiptsPermitsAndBatchesSignedByEthersSettle() throws Exception {
    NodeScript.Result result =
        NodeScript.run("signing.mjs", network.url(), report.toAbsolutePath().toString());
    assertThat(result.exitCode()).as(result.output()).isZero();
  }

  /** The package for integrators, as it is packed: types, both examples, the contract. */
  @Test
  void thePackageForNpmWorks() throws Exception {
    NodeScript.Result result = NodeScript.runIn("packages/npm", "check.mjs", network.url());
    assertThat(result.exitCode()).as(result.output()).isZero();
  }

  private static BigInteger wei(JsonNode node, String field) {
    assertThat(node.get(field).isTextual()).as(field).isTrue();
    return new BigInteger(node.get(field).asText());
  }
}
