package org.openledger.bench.soak;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Sends every method what it should refuse: of {@code openledger} by its OpenRPC document, of the
 * devnet's own by name, and bodies that are no requests. Each answer must be a result, or an error
 * that the method declares.
 */
final class HostileClient implements Strain {

  private static final int PARSE_ERROR = -32_700;
  private static final int INTERNAL_ERROR = -32_603;
  private static final int PAGE = 5;
  private static final int MOST_LISTS = 16;
  private static final int MOST_ERROR_BYTES = 5_000;

  /** The devnet's own methods that change nothing. */
  private static final List<String> ETH =
      List.of(
          "eth_chainId",
          "eth_blockNumber",
          "eth_syncing",
          "eth_accounts",
          "eth_getBalance",
          "eth_getTransactionCount",
          "eth_getCode",
          "eth_getStorageAt",
          "eth_getProof",
          "eth_getBlockByNumber",
          "eth_getBlockByHash",
          "eth_getBlockTransactionCountByNumber",
          "eth_getBlockTransactionCountByHash",
          "eth_getBlockReceipts",
          "eth_getUncleCountByBlockNumber",
          "eth_getUncleCountByBlockHash",
          "eth_sendRawTransaction",
          "eth_getTransactionByHash",
          "eth_getTransactionReceipt",
          "eth_getTransactionByBlockNumberAndIndex",
          "eth_getTransactionByBlockHashAndIndex",
          "txpool_status",
          "txpool_content",
          "eth_call",
          "eth_estimateGas",
          "eth_gasPrice",
          "eth_maxPriorityFeePerGas",
          "eth_feeHistory",
          "eth_getLogs",
          "eth_getFilterChanges",
          "eth_getFilterLogs",
          "eth_uninstallFilter",
          "web3_sha3",
          "net_version");

  private static final List<String> BODIES =
      List.of(
          "",
          "{",
          "nul",
          "[]",
          "[1,2,3]",
          "{\"id\":{}}",
          "{\"id\":1,\"method\":7}",
          "{\"id\":1,\"method\":\"eth_noSuch\"}",
          "{\"id\":1,\"method\":\"eth_chainId\",\"params\":{}}",
          "[".repeat(100_000),
          "[" + "{\"id\":1,\"method\":\"eth_chainId\"},".repeat(1_024) + "1]",
          "{\"id\":" + "9".repeat(2_000) + ",\"method\":\"eth_chainId\"}");

  private final HttpAsker asker;
  private final ApiDocument api;
  private final HostileValues values;
  private final Findings findings;
  private final Random random;
  private final long seed;
  private final List<@Nullable Object> stale;
  private final Set<String> met = ConcurrentHashMap.newKeySet();
  private final List<Asked> deeper = new ArrayList<>();
  private long requests;

  /** A list that goes on. */
  private record Asked(ApiDocument.Method method, List<@Nullable Object> params) {}

  /**
   * @param seed of what is sent
   */
  HostileClient(URI url, SoakTarget target, Findings findings, long seed) {
    this.asker = new HttpAsker(url);
    this.api = target.api();
    this.seed = seed;
    this.random = new Random(seed);
    this.values = new HostileValues(api, target.known(), random);
    this.stale = target.stale();
    this.findings = findings;
  }

  /** How many requests were answered. */
  long requests() {
    return requests;
  }

  /** Names of the failures of {@code openledger} that it was answered. */
  Set<String> met() {
    return met;
  }

  @Override
  public void round() throws IOException, InterruptedException {
    switch (random.nextInt(20)) {
      case 0 -> body(BODIES.get(random.nextInt(BODIES.size())));
      case 1, 2, 3, 4, 5 -> eth(ETH.get(random.nextInt(ETH.size())));
      case 6 -> stale();
      case 7, 8, 9 -> deeper();
      default -> openledger();
    }
    requests++;
  }

  @Override
  public void close() {
    asker.close();
  }

  /** Hostile parameters for one of the methods of the document. */
  void openledger() throws IOException, InterruptedException {
    ApiDocument.Method method = api.methods().get(random.nextInt(api.methods().size()));
    openledger(method, values.parameters(method));
  }

  /** The next page of a list that is being walked, to its end. */
  private void deeper() throws IOException, InterruptedException {
    if (!deeper.isEmpty()) {
      Asked asked = deeper.removeLast();
      openledger(asked.method(), asked.params());
    }
  }

  private void stale() throws IOException, InterruptedException {
    JsonNode answer = asker.ask(SoakTarget.LIST, stale);
    if (!failure(answer).equals("STALE_CURSOR")) {
      untyped(SoakTarget.LIST, stale, answer);
    }
    met.add(failure(answer));
  }

  private void openledger(ApiDocument.Method method, List<@Nullable Object> params)
      throws IOException, InterruptedException {
    JsonNode answer = asker.ask(method.name(), params);
    if (!answer.has("error")) {
      requireResult(answer, method.name(), params);
      goOn(method, params, answer.path("result").path("next"));
      return;
    }
    if (answer.at("/error/code").asInt() == PARSE_ERROR) {
      return; // Too deep or too large a number for any method.
    }
    String failure = failure(answer);
    met.add(failure);
    if (!method.errors().contains(failure) || failure.equals("INTERNAL_ERROR")) {
      untyped(method.name(), params, answer);
    }
    requireShort(answer, method.name(), params, Set.of());
  }

  private void goOn(ApiDocument.Method method, List<@Nullable Object> params, JsonNode next) {
    if (!next.isTextual()) {
      return;
    }
    values.heard(next.asText());
    List<@Nullable Object> further = new ArrayList<>(params);
    while (further.size() < method.parameters().size()) {
      further.add(null);
    }
    further.set(further.size() - 1, Map.of("size", PAGE, "cursor", next.asText()));
    if (deeper.size() < MOST_LISTS) {
      deeper.add(new Asked(method, further));
    }
  }

  /** The stable name of a failure; empty where there is none. */
  private static String failure(JsonNode answer) throws IOException {
    String data = answer.at("/error/data").asText();
    return data.startsWith("{") ? HttpAsker.JSON.readTree(data).path("error").asText() : "";
  }

  private void eth(String method) throws IOException, InterruptedException {
    List<@Nullable Object> params = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      params.add(values.anything());
    }
    JsonNode answer = asker.ask(method, params);
    if (answer.has("error")) {
      requireShort(answer, method, params, Set.of(INTERNAL_ERROR));
    } else {
      requireResult(answer, method, params);
    }
  }

  private void body(String body) throws IOException, InterruptedException {
    JsonNode answer = HttpAsker.JSON.readTree(asker.post(body));
    for (JsonNode one : answer.isArray() ? answer : List.of(answer)) {
      if (one.has("error")) {
        requireShort(one, body, List.of(), Set.of(INTERNAL_ERROR));
      } else if (!one.has("result")) {
        untyped(body, List.of(), answer);
      }
    }
  }

  private void requireResult(JsonNode answer, String method, List<@Nullable Object> params) {
    if (!answer.has("result") || answer.path("id").asInt() != 1) {
      untyped(method, params, answer);
    }
  }

  private void requireShort(
      JsonNode answer, String method, List<@Nullable Object> params, Set<Integer> faults) {
    JsonNode code = answer.at("/error/code");
    boolean typed = code.isInt() && !faults.contains(code.asInt());
    if (!typed || answer.toString().length() > MOST_ERROR_BYTES) {
      untyped(method, params, answer);
    }
  }

  private void untyped(String method, List<@Nullable Object> params, JsonNode answer) {
    String asked = method + params;
    findings.untyped(
        "seed "
            + seed
            + ", request "
            + requests
            + ": "
            + asked.substring(0, Math.min(asked.length(), 250))
            + ": "
            + answer);
  }
}
