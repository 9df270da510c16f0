package org.openledger.genesis;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openledger.cli.OpenLedger;
import org.openledger.client.Chain;
import org.openledger.client.ContractClient;
import org.openledger.client.JsonRpc;
import org.openledger.devnet.DevnetOptions;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;

/** The history of a chain adds up to what the contracts say. */
class HistoryOnDevnetTest {

  private static final JsonMapper JSON = new JsonMapper();

  @Test
  void everyCreditIsTheSumOfWhatMovedIt() throws Exception {
    try (DevNetwork network = DevNetwork.start(DevnetOptions.defaults().withPort(0));
        JsonRpc rpc = new JsonRpc(network.url())) {
      for (int i = 0; i < 2; i++) {
        tellDemo(network.url());
      }
      ContractClient fees = ContractClient.of(Chain.at(rpc), NativeAddress.INFERENCE_FEES);
      long accounts = fees.call("accountCount").<BigInteger>get(0).longValueExact();
      assertThat(accounts).isPositive();
      for (long number = 1; number <= accounts; number++) {
        Address account =
            AbiValues.address(
                fees.call("account", number).<com.esaulpaugh.headlong.abi.Address>get(0));
        JsonNode balance =
            ask(network.url(), "openledger_earnings", List.of(account.toString())).get("balance");
        BigInteger credit = fees.call("creditOf", account).get(0);
        assertThat(wei(balance, "payouts").add(wei(balance, "collected")))
            .as("account %s", account)
            .isEqualTo(wei(balance, "withdrawn").add(credit));
      }
      JsonNode total = ask(network.url(), "openledger_settlements", List.of()).get("total");
      assertThat(total.get("count").asText()).isEqualTo("0x2");
      assertThat(wei(total, "amount"))
          .isEqualTo(
              wei(total, "platform")
                  .add(wei(total, "creator"))
                  .add(wei(total, "stakers"))
                  .add(wei(total, "contributors")));
    }
  }

  /** What a revert undoes was never earned, and what comes in its place is. */
  @Test
  void aRevertTakesBackWhatItUndoes() throws Exception {
    try (DevNetwork network = DevNetwork.start(DevnetOptions.defaults().withPort(0))) {
      String url = network.url();
      tellDemo(url);
      awaitHistory(url);
      List<JsonNode> before = told(url);
      Object snapshot = ask(url, "evm_snapshot", List.of()).asText();
      tellDemo(url);
      awaitHistory(url);
      List<JsonNode> undone = told(url);
      assertThat(undone.getFirst().at("/total/count").asText()).isEqualTo("0x2");
      assertThat(ask(url, "evm_revert", List.of(snapshot)).asBoolean()).isTrue();
      awaitHistory(url);
      assertThat(told(url)).isEqualTo(before);

      tellDemo(url);
      awaitHistory(url);
      List<JsonNode> again = told(url);
      assertThat(again.getFirst().get("total")).isEqualTo(undone.getFirst().get("total"));
      assertThat(again.get(1).get("items")).hasSize(2);
      for (JsonNode inference : again.get(1).get("items")) {
        String transaction = inference.get("transactionHash").asText();
        assertThat(ask(url, "eth_getTransactionReceipt", List.of(transaction)).get("blockHash"))
            .isEqualTo(inference.get("blockHash"));
      }
    }
  }

  /** All settlements, the inferences one by one, and an account's earnings. */
  private static List<JsonNode> told(String url) throws IOException, InterruptedException {
    return List.of(
        ask(url, "openledger_settlements", List.of()),
        ask(url, "openledger_listInferences", List.of()),
        ask(url, "openledger_topContributors", List.of()));
  }

  /** The history follows on a thread of its own. */
  private static void awaitHistory(String url) throws IOException, InterruptedException {
    long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
    JsonNode status;
    do {
      status = ask(url, "openledger_historyStatus", List.of());
      assertThat(System.nanoTime()).as("%s", status).isLessThan(end);
    } while (!status.get("block").equals(status.get("head")));
  }

  private static void tellDemo(String url) {
    StringWriter err = new StringWriter();
    int exit =
        OpenLedger.commandLine()
            .setOut(new PrintWriter(new StringWriter()))
            .setErr(new PrintWriter(err))
            .execute("demo", "--rpc", url, "--json");
    assertThat(exit).as(err.toString()).isZero();
  }

  private static BigInteger wei(JsonNode object, String member) {
    return new BigInteger(object.get(member).asText());
  }

  private static JsonNode ask(String url, String method, List<Object> params)
      throws IOException, InterruptedException {
    Map<String, Object> body =
        Map.of("jsonrpc", "2.0", "id", 1, "method", method, "params", params);
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(url))
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
              .build();
      return JSON.readTree(http.send(request, HttpResponse.BodyHandlers.ofByteArray()).body())
          .get("result");
    }
  }
}
