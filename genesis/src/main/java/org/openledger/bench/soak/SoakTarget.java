package org.openledger.bench.soak;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.tuweni.bytes.Bytes;
import org.jspecify.annotations.Nullable;
import org.openledger.bench.devnet.Settlements;
import org.openledger.bench.soak.HealthyClient.Known;
import org.openledger.client.Chain;
import org.openledger.client.ContractClient;
import org.openledger.client.Draft;
import org.openledger.client.JsonRpc;
import org.openledger.client.Wallet;
import org.openledger.devnet.DevAccounts;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.abi.ContractAbi;
import org.openledger.precompile.host.NativeAddress;

/**
 * What the devnet says before all strain.
 *
 * @param api its OpenRPC document
 * @param known values by parameter name with which methods answer
 * @param stale parameters of openledger_listInferences with a cursor whose block was reorganised
 *     away
 * @param questions about a past block, with their answers
 */
record SoakTarget(
    ApiDocument api,
    Map<String, Object> known,
    List<@Nullable Object> stale,
    List<Known> questions) {

  /** The method whose pages are walked. */
  static final String LIST = "openledger_listInferences";

  private static final int PATIENCE_SECONDS = 30;

  /** Gets to know a devnet on which the demo was told. */
  static SoakTarget of(JsonRpc rpc, HttpAsker asker, Settlements settlements)
      throws IOException, InterruptedException {
    String payer = DevAccounts.of(Settlements.PAYER).address().toString();
    List<@Nullable Object> stale = stale(rpc, asker, settlements);
    JsonNode head = asker.result("eth_getBlockByNumber", "latest", false);
    Map<String, Object> known = new TreeMap<>();
    known.put("transaction", settlements.transaction());
    known.put("account", payer);
    known.put("payer", payer);
    known.put("text", "The quick brown fox jumps over the lazy dog");
    known.put(
        "segmentRoot", asker.result("openledger_segments").at("/items/0/segmentRoot").asText());
    known.put(
        "evidence",
        asker.result("openledger_evidence", settlements.transaction()).get("compact").asText());
    known.put("block", head.get("number").asText());
    for (String id : List.of("model", "datanet", "contribution", "version", "request")) {
      known.put(id, "0x1");
    }
    ApiDocument api = ApiDocument.of(asker.result("openledger_discover"));
    return new SoakTarget(api, known, stale, HealthyClient.answered(asker, questions(head, payer)));
  }

  private static List<@Nullable Object> stale(JsonRpc rpc, HttpAsker asker, Settlements settlements)
      throws IOException, InterruptedException {
    String snapshot = asker.result("evm_snapshot").asText();
    Chain.at(rpc).send(settlements.next());
    String head = asker.result("eth_blockNumber").asText();
    awaitHistory(asker, head);
    String cursor =
        asker.result(LIST, Map.of(), null, head, Map.of("size", 1)).path("next").asText();
    asker.result("evm_revert", snapshot);
    return Arrays.asList(Map.of(), null, head, Map.of("size", 1, "cursor", cursor));
  }

  /** Waits until the history has come to a block. */
  static void awaitHistory(HttpAsker asker, String block) throws IOException, InterruptedException {
    for (int tries = 0; tries < 10 * PATIENCE_SECONDS; tries++) {
      JsonNode answer = asker.ask("openledger_settlements", Arrays.asList(null, null, null, block));
      if (answer.has("result")) {
        return;
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
    throw new IllegalStateException("the history does not come to block " + block);
  }

  private static List<Known> questions(JsonNode head, String payer) {
    String block = head.get("number").asText();
    List<Known> questions = new ArrayList<>();
    questions.add(known("openledger_quote", "0x1", 1_000, 200, block));
    questions.add(known("eth_call", call(), block));
    questions.add(known("openledger_getContribution", "0x1", block));
    questions.add(known("openledger_getModel", "0x1", block));
    questions.add(known("openledger_getAccount", payer, block));
    questions.add(known("eth_getBalance", payer, block));
    questions.add(
        known(
            "openledger_attribute",
            Map.of("model", 1, "text", "the quick brown fox jumps over the lazy dog while"),
            block));
    questions.add(known("openledger_listContributions", Map.of(), block, Map.of("size", 5)));
    questions.add(known("openledger_listInferences", Map.of(), null, block));
    questions.add(known("openledger_settlements", "0x1", null, null, block));
    questions.add(known("openledger_conservation", true, block));
    questions.add(known("eth_getBlockByNumber", block, true));
    questions.add(known("eth_getBlockByHash", head.get("hash").asText(), false));
    return questions;
  }

  private static Map<String, String> call() {
    byte[] data =
        ContractAbi.of(NativeAddress.INFERENCE_FEES.contract())
            .function("quote")
            .encodeCall(AbiValues.tuple(1L, 1_000L, 200L))
            .array();
    return Map.of(
        "to",
        NativeAddress.INFERENCE_FEES.address().toString(),
        "data",
        Bytes.wrap(data).toHexString());
  }

  private static Known known(String method, @Nullable Object... params) {
    return new Known(method, Arrays.asList(params), HttpAsker.JSON.nullNode());
  }

  /** Deposits of one wei for another account. */
  static Payments.Source deposits(ContractClient fees, int from, int to) {
    Wallet wallet = Wallet.of(DevAccounts.of(from).privateKey());
    Draft draft = fees.draft(wallet, BigInteger.ONE, "depositFor", DevAccounts.of(to).address());
    return () -> draft;
  }

  /** Transfers of one wei. */
  static Payments.Source transfers(int from, int to) {
    Draft draft =
        Draft.transfer(
            Wallet.of(DevAccounts.of(from).privateKey()),
            DevAccounts.of(to).address(),
            BigInteger.ONE);
    return () -> draft;
  }
}
