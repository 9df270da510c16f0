package org.openledger.integration.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.devnet.DevAccounts;
import org.openledger.devnet.DevnetOptions;
import org.openledger.devnet.transaction.IntrinsicGas;
import org.openledger.integration.besu.BesuHome;
import org.openledger.integration.besu.BesuNode;
import org.openledger.integration.besu.DevelopmentReplay;
import org.openledger.integration.besu.RequiresBesu;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.abi.ContractAbi;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.system.Parameter;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.ECKeyPair;
import org.web3j.crypto.RawTransaction;
import org.web3j.crypto.TransactionEncoder;
import org.web3j.utils.Numeric;

/**
 * JSON-RPC of a Besu that asks for tokens (JWT, RS256): who may ask what over HTTP and WebSocket,
 * and batches, subscriptions, gas estimates, receipts and proofs for those who may.
 */
@RequiresBesu
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JsonRpcOnBesuTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Address FEES = NativeAddress.INFERENCE_FEES.address();
  private static final ContractAbi ABI = ContractAbi.of("InferenceFees");
  private static final BigInteger COINS = BigInteger.valueOf(1_234);

  /** Gas that no call of these tests needs. */
  private static final long PLENTY = 400_000;

  private static final Credentials SENDER =
      Credentials.create(ECKeyPair.create(DevAccounts.of(3).privateKey()));

  private final HttpClient http = HttpClient.newHttpClient();
  private BesuNode besu;
  private KeyPair keys;
  private String everything;
  private long nonce;

  @BeforeAll
  void startNode(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path directory) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2_048);
    keys = generator.generateKeyPair();
    Path publicKey = directory.resolve("jwt.pem");
    String body =
        Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(keys.getPublic().getEncoded());
    Files.writeString(
        publicKey, "-----BEGIN PUBLIC KEY-----\n" + body + "\n-----END PUBLIC KEY-----\n");
    besu =
        BesuNode.start(
            BesuHome.find().orElseThrow(),
            directory,
            DevelopmentReplay.genesis(DevnetOptions.CHAIN_ID),
            "--rpc-http-authentication-enabled=true",
            "--rpc-http-authentication-jwt-public-key-file=" + publicKey,
            // What a test's node is asked whether it is up.
            "--rpc-http-api-methods-no-auth=eth_chainId",
            "--rpc-ws-authentication-enabled=true",
            "--rpc-ws-authentication-jwt-public-key-file=" + publicKey);
    everything = token("*:*");
  }

  @AfterAll
  void stopNode() {
    http.close();
    if (besu != null) {
      besu.close();
    }
  }

  @Test
  void aMethodNeedsATokenWithItsPermission() throws Exception {
    String version = "openledger_version";
    assertThat(ask(null, version).statusCode()).isEqualTo(401);
    assertThat(ask("no.token.atall", version).statusCode()).isEqualTo(401);
    assertThat(ask(token("eth:*"), version)).satisfies(JsonRpcOnBesuTest::unauthorised);
    assertThat(ask(token("openledger:segments"), version))
        .satisfies(JsonRpcOnBesuTest::unauthorised);
    assertThat(ask(token("openledger:*"), "eth_blockNumber"))
        .satisfies(JsonRpcOnBesuTest::unauthorised);
    for (String permission : List.of("openledger:*", "openledger:version", "*:*")) {
      HttpResponse<String> answer = ask(token(permission), version);
      assertThat(answer.statusCode()).as(permission).isEqualTo(200);
      assertThat(JSON.readTree(answer.body()).at("/result/suite").asText())
          .as(permission)
          .isEqualTo(System.getProperty("openledger.version"));
    }
  }

  @Test
  void aTokenOfAnotherKeyOrOfThePastIsRefused() throws Exception {
    KeyPair own = keys;
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2_048);
    keys = generator.generateKeyPair();
    String forged = token("*:*");
    keys = own;
    assertThat(ask(forged, "openledger_version").statusCode()).isEqualTo(401);
    String old = token(Instant.now().minusSeconds(3_600), "*:*");
    assertThat(ask(old, "openledger_version").statusCode()).isEqualTo(401);
  }

  @Test
  void aBatchHasAnAnswerForEachOfItsRequests() throws Exception {
    ArrayNode batch = JSON.createArrayNode();
    batch.add(request(1, "openledger_version"));
    batch.add(request(2, "eth_blockNumber"));
    batch.add(request(3, "openledger_segmentStatus", Bytes32.ZERO.toHexString()));
    batch.add(request(4, "openledger_noSuchMethod"));
    JsonNode answers = JSON.readTree(post(everything, batch).body());
    assertThat(answers).hasSize(4);
    for (JsonNode answer : answers) {
      switch (answer.get("id").asInt()) {
        case 1 -> assertThat(answer.at("/result/contracts")).hasSize(NativeAddress.values().length);
        case 2 -> assertThat(answer.get("result").asText()).startsWith("0x");
        case 3 -> assertThat(answer.at("/error/code").asInt()).isEqualTo(-39001);
        default -> assertThat(answer.at("/error/code").asInt()).isEqualTo(-32601);
      }
    }
  }

  /** In a batch a token opens what it names and nothing more. */
  @Test
  void aBatchIsAllowedRequestByRequest() throws Exception {
    ArrayNode batch = JSON.createArrayNode();
    batch.add(request(1, "openledger_version"));
    batch.add(request(2, "eth_blockNumber"));
    HttpResponse<String> response = post(token("openledger:*"), batch);
    for (JsonNode answer : JSON.readTree(response.body())) {
      assertThat(answer.has("result")).as("%s", answer).isEqualTo(answer.get("id").asInt() == 1);
    }
  }

  @Test
  void overWebSocketTooAMethodNeedsItsPermission() throws Exception {
    try (Socket socket = new Socket(null)) {
      JsonNode refused = socket.ask(request(1, "openledger_version"));
      assertThat(refused.at("/error/message").asText()).isEqualTo("Unauthorized");
    }
    try (Socket socket = new Socket(token("openledger:*"))) {
      assertThat(socket.ask(request(1, "openledger_version")).at("/result/suite").asText())
          .isEqualTo(System.getProperty("openledger.version"));
      JsonNode refused = socket.ask(request(2, "eth_blockNumber"));
      assertThat(refused.at("/error/message").asText()).isEqualTo("Unauthorized");
    }
  }

  @Test
  void blocksAndLogsAreHeardOverWebSocketAndTheReceiptSaysTheSame() throws Exception {
    try (Socket socket = new Socket(everything)) {
      String heads = socket.ask(request(1, "eth_subscribe", "newHeads")).get("result").asText();
      Map<String, Object> filter = Map.of("address", FEES.toString());
      String logs = socket.ask(request(2, "eth_subscribe", "logs", filter)).get("result").asText();
      JsonNode receipt = deposit(PLENTY);
      JsonNode log = socket.news(logs);
      assertThat(log.get("transactionHash")).isEqualTo(receipt.get("transactionHash"));
      for (String field : List.of("address", "topics", "data", "logIndex", "blockNumber")) {
        assertThat(log.get(field)).as(field).isEqualTo(receipt.at("/logs/0/" + field));
      }
      assertThat(socket.news(heads).get("number").asText()).startsWith("0x");
    }
  }

  /** The estimate is exact where the call costs the same whatever gas is left. */
  @Test
  void anEstimateSufficesAndOneLessDoesNot() throws Exception {
    deposit(PLENTY); // The account is known from now on, and costs no first entry.
    Bytes input = encoded("deposit");
    Map<String, Object> call =
        Map.of(
            "from", SENDER.getAddress(),
            "to", FEES.toString(),
            "value", "0x" + COINS.toString(16),
            "data", input.toHexString());
    long estimate = Long.decode(rpc("eth_estimateGas", call).asText());
    JsonNode enough = deposit(estimate);
    assertThat(enough.get("status").asText()).isEqualTo("0x1");
    long used = Long.decode(enough.get("gasUsed").asText());
    assertThat(used).isLessThanOrEqualTo(estimate);
    assertThat(estimate).isLessThan(used + used / 20);
    assertThat(deposit(used).get("status").asText()).isEqualTo("0x1");
    JsonNode less = deposit(used - 1);
    assertThat(less.get("status").asText()).isEqualTo("0x0");
    assertThat(Long.decode(less.get("gasUsed").asText())).isEqualTo(used - 1);
    assertThat(less.get("logs")).isEmpty();
  }

  @Test
  void aRevertsReasonIsInTheReceiptAndInTheCallsError() throws Exception {
    Bytes input = encoded("withdrawTo", Address.ZERO);
    Bytes reason = ABI.error("ZeroAddress").encode();
    JsonNode receipt = send(BigInteger.ZERO, input, 200_000);
    assertThat(receipt.get("status").asText()).isEqualTo("0x0");
    assertThat(receipt.get("revertReason").asText()).isEqualTo(reason.toHexString());
    Map<String, Object> call =
        Map.of("from", SENDER.getAddress(), "to", FEES.toString(), "data", input.toHexString());
    for (String method : List.of("eth_call", "eth_estimateGas")) {
      JsonNode error =
          JSON.readTree(post(everything, request(9, method, call, "latest")).body()).get("error");
      assertThat(error.get("code").asInt()).as(method).isEqualTo(3);
      assertThat(error.get("data").asText()).as(method).isEqualTo(reason.toHexString());
    }
  }

  /** This node was not told where proofs come from. */
  @Test
  void evidenceWithoutItsOptionIsAnErrorThatNamesIt() throws Exception {
    JsonNode asked = request(1, "openledger_evidence", Bytes32.ZERO.toHexString());
    JsonNode error = JSON.readTree(post(everything, asked).body()).get("error");
    assertThat(error.get("code").asInt()).isEqualTo(-39011);
    assertThat(error.get("message").asText()).contains("--plugin-openledger-proofs-url");
    assertThat(error.get("data").asText()).contains("PROOFS_NOT_CONFIGURED");
  }

  /** A word of storage as proved is the one that the contract answers with. */
  @Test
  void aProofHoldsTheWordThatTheContractReads() throws Exception {
    String system = NativeAddress.SYSTEM.address().toString();
    JsonNode proof = rpc("eth_getProof", system, List.of("0x1"), "latest");
    assertThat(proof.at("/storageProof/0/value").asText())
        .isEqualTo("0x" + Long.toHexString(DevnetOptions.CHAIN_ID));
    assertThat(proof.at("/storageProof/0/proof")).isNotEmpty();
    Bytes input =
        Bytes.wrap(
            ContractAbi.of("System")
                .function("parameter")
                .encodeCall(AbiValues.tuple(Parameter.MAX_BATCH.key()))
                .array());
    Map<String, Object> call = Map.of("to", system, "data", input.toHexString());
    assertThat(new BigInteger(rpc("eth_call", call, "latest").asText().substring(2), 16))
        .isEqualTo(Parameter.MAX_BATCH.standard());
  }

  private static void unauthorised(HttpResponse<String> response) throws Exception {
    assertThat(response.statusCode()).isEqualTo(401);
    assertThat(JSON.readTree(response.body()).at("/error/message").asText())
        .isEqualTo("Unauthorized");
  }

  private JsonNode deposit(long gas) throws Exception {
    return send(COINS, encoded("deposit"), gas);
  }

  private JsonNode send(BigInteger value, Bytes input, long gas) throws Exception {
    RawTransaction transaction =
        RawTransaction.createTransaction(
            BigInteger.valueOf(nonce++),
            BigInteger.ZERO,
            BigInteger.valueOf(Math.max(gas, IntrinsicGas.floor(input))),
            FEES.toString(),
            value,
            input.toHexString());
    byte[] raw = TransactionEncoder.signMessage(transaction, DevnetOptions.CHAIN_ID, SENDER);
    String hash = rpc("eth_sendRawTransaction", Numeric.toHexString(raw)).asText();
    Instant limit = Instant.now().plusSeconds(60);
    while (Instant.now().isBefore(limit)) {
      JsonNode receipt = rpc("eth_getTransactionReceipt", hash);
      if (receipt.isObject()) {
        return receipt;
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
    throw new IllegalStateException("transaction " + hash + " is in no block after 60 s");
  }

  private static Bytes encoded(String function, Object... arguments) {
    return Bytes.wrap(ABI.function(function).encodeCall(AbiValues.tuple(arguments)).array());
  }

  private JsonNode rpc(String method, Object... params) throws Exception {
    JsonNode answer = JSON.readTree(post(everything, request(1, method, params)).body());
    assertThat(answer.has("error")).as("%s", answer).isFalse();
    return answer.path("result");
  }

  private HttpResponse<String> ask(String token, String method) throws Exception {
    return post(token, request(1, method));
  }

  private HttpResponse<String> post(String token, JsonNode body) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(besu.rpcUri())
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body.toString()));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static ObjectNode request(int id, String method, Object... params) {
    ObjectNode request = JSON.createObjectNode();
    request.put("jsonrpc", "2.0");
    request.put("id", id);
    request.put("method", method);
    request.set("params", JSON.valueToTree(params));
    return request;
  }

  private String token(String... permissions) throws Exception {
    return token(Instant.now().plusSeconds(3_600), permissions);
  }

  /** A token as Besu takes them: RFC 7519, RS256, with the claim {@code permissions}. */
  private String token(Instant end, String... permissions) throws Exception {
    ObjectNode claims = JSON.createObjectNode();
    claims.set("permissions", JSON.valueToTree(permissions));
    claims.put("exp", end.getEpochSecond());
    String signed = base64("{\"alg\":\"RS256\",\"typ\":\"JWT\"}") + "." + base64(claims.toString());
    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initSign(keys.getPrivate());
    signature.update(signed.getBytes(StandardCharsets.US_ASCII));
    return signed + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /** A WebSocket: one question at a time, and news between the answers. */
  private final class Socket implements WebSocket.Listener, AutoCloseable {

    private final BlockingQueue<JsonNode> answers = new LinkedBlockingQueue<>();
    private final BlockingQueue<JsonNode> news = new LinkedBlockingQueue<>();
    private final StringBuilder text = new StringBuilder();
    private final WebSocket socket;

    Socket(String token) {
      WebSocket.Builder builder = http.newWebSocketBuilder();
      if (token != null) {
        builder.header("Authorization", "Bearer " + token);
      }
      URI url = besu.webSocketUri();
      socket = builder.buildAsync(url, this).join();
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        try {
          JsonNode message = JSON.readTree(text.toString());
          (message.has("method") ? news : answers).add(message);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
        text.setLength(0);
      }
      from.request(1);
      return null;
    }

    JsonNode ask(JsonNode request) throws InterruptedException {
      socket.sendText(request.toString(), true);
      JsonNode answer = answers.poll(30, TimeUnit.SECONDS);
      assertThat(answer).as("answer to %s", request).isNotNull();
      return answer;
    }

    /** The first news of a subscription. */
    JsonNode news(String subscription) throws InterruptedException {
      while (true) {
        JsonNode told = news.poll(30, TimeUnit.SECONDS);
        assertThat(told).as("news of %s", subscription).isNotNull();
        if (told.at("/params/subscription").asText().equals(subscription)) {
          return told.at("/params/result");
        }
        news.add(told);
      }
    }

    @Override
    public void close() {
      socket.abort();
    }
  }
}
