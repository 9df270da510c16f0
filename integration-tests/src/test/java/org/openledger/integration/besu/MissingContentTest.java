package org.openledger.integration.besu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.esaulpaugh.headlong.abi.Tuple;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.attribution.content.AnswerCommitment;
import org.openledger.attribution.content.AnswerPacking;
import org.openledger.attribution.content.Content;
import org.openledger.attribution.content.MerkleTree;
import org.openledger.attribution.segment.Contribution;
import org.openledger.attribution.segment.Segment;
import org.openledger.cli.OpenLedger;
import org.openledger.client.Chain;
import org.openledger.client.ContractClient;
import org.openledger.client.Draft;
import org.openledger.client.JsonRpc;
import org.openledger.client.Wallet;
import org.openledger.devnet.DevAccount;
import org.openledger.devnet.DevAccounts;
import org.openledger.devnet.DevnetOptions;
import org.openledger.genesis.DevNetwork;
import org.openledger.node.content.ContentRequest;
import org.openledger.node.content.OperatorKey;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.host.NativeAddress;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.RawTransaction;
import org.web3j.crypto.TransactionEncoder;

/**
 * Nodes that lack the content of an active version. One makes the blocks: it leaves out what it
 * cannot execute, and loses no transaction. One follows: it stops before the block that needs the
 * content. Both fetch it, from a devnet and from each other, and go on by themselves.
 */
@RequiresBesu
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MissingContentTest {

  private static final int OPERATOR = 0;
  private static final int OWNER = 1;
  private static final int REVIEWER = 2;
  private static final int TREASURY = 3;
  private static final int CREATOR = 4;
  private static final int SERVING = 5;
  private static final int PAYER = 6;
  private static final int CONTRIBUTOR = 7;
  private static final int OTHER = 8;

  private static final Duration LIMIT = Duration.ofSeconds(120);
  private static final ObjectMapper JSON = new ObjectMapper();

  /** While the way is closed, the peer at its end seems not to hold the content. */
  private static final byte[] CLOSED =
      "{\"error\":{\"message\":\"closed\",\"data\":\"{\\\"error\\\":\\\"INDEX_NOT_READY\\\"}\"}}"
          .getBytes(StandardCharsets.UTF_8);

  /** Two bytes each: more than fits one of the pieces in which contents are fetched. */
  private static final int[] IDS = new int[3 << 18];

  private static final int PIECE = 1 << 20;

  static {
    Random random = new Random(1);
    Arrays.setAll(IDS, i -> random.nextInt(256));
  }

  private static final Tuple TERMS =
      AbiValues.tuple(
          Bytes32.ZERO,
          Bytes32.ZERO,
          AbiValues.name("utf8-bytes"),
          Bytes32.ZERO,
          BigInteger.TEN.pow(15),
          BigInteger.TEN.pow(16),
          7_000L,
          1_000L,
          2_000L,
          6L,
          40L,
          16_384L,
          0,
          org.openledger.precompile.host.Address.ZERO);

  private final Content content = Content.of(List.of(IDS), 256);
  private final OperatorKey key = OperatorKey.of(DevAccounts.of(OPERATOR).privateKey());
  private DevNetwork devnet;
  private BesuNode proposer;
  private BesuNode follower;
  private JsonRpc rpc;
  private HttpServer way;

  /** Where the pieces begin that the follower has asked for since the way was opened. */
  private final List<Long> asked = new CopyOnWriteArrayList<>();

  private volatile boolean open;

  /** Pieces that begin here or behind stay on the way. */
  private volatile long barrier = Long.MAX_VALUE;

  private long model;
  private String settlement = "";

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  static Path directory;

  @BeforeAll
  void start() throws Exception {
    DevnetOptions options =
        DevnetOptions.defaults().withPort(0).withFees(BigInteger.ZERO, BigInteger.ZERO);
    devnet = DevNetwork.start(options);
    Path keyFile = directory.resolve("operator.key");
    Files.writeString(keyFile, DevAccounts.of(OPERATOR).privateKeyHex());
    BesuHome home = BesuHome.find().orElseThrow();
    QbftGenesis genesis = DevelopmentReplay.genesis(options.chainId());
    proposer =
        BesuNode.start(
            home,
            directory.resolve("proposer"),
            genesis,
            "--plugin-openledger-operator-key-file=" + keyFile,
            "--plugin-openledger-content-serve",
            "--plugin-openledger-peers=" + peer(URI.create(devnet.url())));
    way = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    way.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    way.createContext("/", this::forward);
    way.start();
    follower = follow();
    rpc = new JsonRpc(proposer.rpcUri().toString());
  }

  private BesuNode follow() {
    return BesuNode.follow(
        BesuHome.find().orElseThrow(),
        directory.resolve("follower"),
        DevelopmentReplay.genesis(DevnetOptions.CHAIN_ID),
        proposer,
        "--plugin-openledger-operator-key-file=" + directory.resolve("operator.key"),
        "--plugin-openledger-peers="
            + peer(URI.create("http://127.0.0.1:" + way.getAddress().getPort())));
  }

  @AfterAll
  void stop() {
    if (way != null) {
      way.stop(0);
    }
    for (AutoCloseable it : Arrays.asList(rpc, follower, proposer, devnet)) {
      close(it);
    }
  }

  private static void close(AutoCloseable it) {
    try {
      if (it != null) {
        it.close();
      }
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private String peer(URI url) {
    return "http://" + key.address() + "@" + url.getAuthority();
  }

  private static Wallet account(int index) {
    return Wallet.of(DevAccounts.of(index).privateKey());
  }

  private Bytes32 root() {
    return Bytes32.wrap(content.root());
  }

  /** The content stays off the chain; the same contribution exists on the devnet. */
  private static void contribute(Chain chain, Bytes32 root, long tokens) {
    ContractClient datanets = ContractClient.of(chain, NativeAddress.DATANETS);
    com.esaulpaugh.headlong.abi.Address[] reviewers = {
      AbiValues.address(account(REVIEWER).address())
    };
    datanets.send(
        account(OWNER),
        "createDatanet",
        "Off the chain",
        AbiValues.tuple(
            AbiValues.name("test"),
            Bytes32.ZERO,
            AbiValues.name("utf8-bytes"),
            AbiValues.name("CC0-1.0"),
            account(TREASURY).address(),
            reviewers,
            1L,
            AbiValues.tuple(true, false, true, true, false, 0L, 0L, 0L)));
    datanets.send(account(CONTRIBUTOR), "contribute", 1L, root, tokens, 1L, "uri");
  }

  @Test
  @Order(1)
  void aVersionCanBecomeActiveWithoutItsContentBeingHere() {
    Chain chain = Chain.at(rpc);
    contribute(chain, root(), content.tokenCount());
    ContractClient datanets = ContractClient.of(chain, NativeAddress.DATANETS);
    datanets.send(account(REVIEWER), "accept", 1L);
    datanets.send(account(OWNER), "seal", 1L, new BigInteger[] {BigInteger.ONE});
    Segment segment = Segment.of("utf8-bytes", 256, List.of(Contribution.of(1, content)));
    datanets.send(account(OPERATOR), "attest", 1L, 1L, Bytes32.wrap(segment.digest()));
    assertThat(datanets.call("version", 1L, 1L).<Tuple>get(0).<Boolean>get(4)).isTrue();
    for (BesuNode node : List.of(proposer, follower)) {
      await()
          .atMost(LIMIT)
          .untilAsserted(
              () -> {
                JsonNode status = node.rpc("openledger_contentStatus");
                assertThat(status.at("/missingCount").asText()).isEqualTo("0x1");
                assertThat(status.at("/missing/0/root").asText()).isEqualTo(root().toHexString());
                assertThat(status.at("/missing/0/needed").asBoolean()).isTrue();
              });
    }
  }

  @Test
  @Order(2)
  void aProposerLeavesOutWhatItCannotExecuteAndKeepsIt() throws Exception {
    model = deploy();
    settlement = sendSettlement();
    long sent = head(proposer);
    await().atMost(LIMIT).until(() -> head(proposer) > sent + 3);
    String hash = transfer();
    assertThat(proposer.receipt(hash).path("status").asText()).isEqualTo("0x1");
    await().atMost(LIMIT).until(() -> head(proposer) > sent + 6);
    JsonNode pending = proposer.rpc("eth_getTransactionByHash", settlement);
    assertThat(pending.isObject()).as("the transaction is in the pool").isTrue();
    assertThat(pending.path("blockNumber").isNull()).isTrue();
    assertThat(count(proposer, "holds transactions back")).isEqualTo(1);
    assertThat(proposer.log())
        .contains(
            "this node has no index of Datanet 1 version 1: content "
                + root().toHexString()
                + " of contribution 1 is missing; they are")
        .contains("they are being fetched from " + key.address() + "@")
        .doesNotContain("Critical Exception Processing Transaction");
  }

  @Test
  @Order(3)
  void onceItHasFetchedTheContentTheTransactionIsExecuted() throws Exception {
    handInToTheDevnet();
    JsonNode receipt = proposer.receipt(settlement);
    assertThat(receipt.path("status").asText()).isEqualTo("0x1");
    assertThat(missing(proposer)).isEqualTo("0x0");
    assertThat(proposer.rpc("openledger_conservation").path("conserved").asBoolean())
        .as("%s", proposer.rpc("openledger_conservation"))
        .isTrue();
    ContractClient fees = ContractClient.of(Chain.at(rpc), NativeAddress.INFERENCE_FEES);
    assertThat(fees.call("creditOf", account(CONTRIBUTOR).address()).<BigInteger>get(0).signum())
        .isPositive();
  }

  @Test
  @Order(4)
  void aFollowerStopsBeforeThatBlockAndSaysSoOnce() {
    long block = settled();
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () ->
                assertThat(follower.log())
                    .contains("stops this node before block " + block)
                    .contains("they are being fetched from " + key.address() + "@"));
    await().atMost(LIMIT).until(() -> head(proposer) > block + 2);
    assertThat(head(follower)).isEqualTo(block - 1);
    assertThat(count(follower, "OpenLedger stops this node")).isEqualTo(1);
    assertThat(unreadiness(follower)).contains("OL-401", "OL-402");
  }

  /** With the first piece in its files and the second on the way. */
  @Test
  @Order(5)
  void killedInTheMiddleOfAFetchItAsksForTheNextPieceAndGoesOnByItself() {
    long block = settled();
    barrier = PIECE;
    open = true;
    await().atMost(LIMIT).until(() -> asked.size() > 1);
    follower.kill();
    assertThat(asked).containsExactly(0L, (long) PIECE);
    asked.clear();
    follower = follow();
    awaitConnected(() -> count(follower, "OpenLedger stops this node") == 2);
    assertThat(head(follower)).isEqualTo(block - 1);
    barrier = Long.MAX_VALUE;
    await().atMost(LIMIT).until(() -> missing(follower).equals("0x0"));
    assertThat(asked).as("what it had is not fetched again").containsOnly((long) PIECE);
    awaitConnected(() -> head(follower) > block);
    String height = "0x" + Long.toHexString(block);
    assertThat(follower.rpc("eth_getBlockByNumber", height, false).path("stateRoot"))
        .isEqualTo(proposer.rpc("eth_getBlockByNumber", height, false).path("stateRoot"));
    await().atMost(LIMIT).until(() -> unreadiness(follower).isEmpty());
    assertThat(follower.rpc("openledger_conservation").path("conserved").asBoolean()).isTrue();
  }

  /** Besu leaves its peer for a block that it cannot import, and asks it again each minute. */
  private void awaitConnected(Callable<Boolean> condition) {
    await()
        .atMost(LIMIT)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofSeconds(4))
        .until(
            () -> {
              follower.rpc("admin_addPeer", proposer.enode());
              return condition.call();
            });
  }

  private long settled() {
    return BesuNode.quantity(proposer.receipt(settlement).path("blockNumber")).longValueExact();
  }

  private static String missing(BesuNode node) {
    return node.rpc("openledger_contentStatus").path("missingCount").asText();
  }

  private static List<String> unreadiness(BesuNode node) {
    return node.rpc("openledger_readiness").path("reasons").findValuesAsText("code");
  }

  /** It asks nobody: what it lacks of contents and indexes is in the archive alone. */
  @Test
  @Order(6)
  void whatARunningNodeHoldsIsArchivedAndALateNodeReplaysAllBlocksWithIt() throws Exception {
    String data = directory.resolve("proposer/data/openledger").toString();
    String archive = directory.resolve("archive").toString();
    assertThat(run("index", "archive", data, archive)).contains("1 versions, 2 files");
    assertThat(run("index", "archive", data, archive)).endsWith("; 0 files copied");
    assertThat(run("index", "restore", archive)).contains("1 versions, 2 files");
    Path own = directory.resolve("late/data/openledger");
    assertThat(run("index", "restore", archive, own.toString())).endsWith("; 2 files copied");
    Path segment;
    try (Stream<Path> files = Files.list(own.resolve("segments"))) {
      segment = files.filter(it -> it.toString().endsWith(".segment")).findFirst().orElseThrow();
    }
    Object restored = Files.readAttributes(segment, BasicFileAttributes.class).fileKey();
    // Both would have one key, by which peers are told apart.
    follower.close();
    long block = settled();
    BesuHome home = BesuHome.find().orElseThrow();
    QbftGenesis genesis = DevelopmentReplay.genesis(DevnetOptions.CHAIN_ID);
    try (BesuNode late =
        BesuNode.follow(home, directory.resolve("late"), genesis, proposer, "--sync-mode=FULL")) {
      await().atMost(LIMIT).until(() -> head(late) > block);
      String height = "0x" + Long.toHexString(block);
      assertThat(late.rpc("eth_getBlockByNumber", height, false).path("stateRoot"))
          .isEqualTo(proposer.rpc("eth_getBlockByNumber", height, false).path("stateRoot"));
      assertThat(missing(late)).isEqualTo("0x0");
      assertThat(late.log()).doesNotContain("stops this node before block");
      assertThat(Files.readAttributes(segment, BasicFileAttributes.class).fileKey())
          .as("built anew")
          .isEqualTo(restored);
    }
  }

  private static String run(String... command) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        OpenLedger.commandLine()
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(command);
    assertThat(code).as(err.toString()).isZero();
    return out.toString().strip();
  }

  private long deploy() {
    ContractClient models = ContractClient.of(Chain.at(rpc), NativeAddress.MODELS);
    Tuple proposed =
        models.event(
            models.send(
                account(CREATOR), "propose", "a model", 0L, account(SERVING).address(), TERMS),
            "ModelProposed");
    long id = proposed.<BigInteger>get(0).longValueExact();
    models.send(account(OPERATOR), "advance", id);
    models.send(account(CREATOR), "advance", id);
    models.send(account(CREATOR), "link", id, 1L, 1L);
    for (int i = 0; i < 3; i++) {
      models.send(account(CREATOR), "advance", id);
    }
    return id;
  }

  /** Pays for an answer that stands in the content. */
  private String sendSettlement() {
    Chain chain = Chain.at(rpc);
    ContractClient fees = ContractClient.of(chain, NativeAddress.INFERENCE_FEES);
    int[] tokens = Arrays.copyOfRange(IDS, 100, 160);
    Bytes output = Bytes.wrap(AnswerPacking.pack(tokens, 256));
    byte[] leaves = MerkleTree.root(AnswerCommitment.leaves(tokens, new byte[32]));
    Bytes32 commitment = Bytes32.wrap(AnswerCommitment.of(tokens.length, leaves));
    Bytes32 digest =
        Bytes32.wrap(
            fees.call(
                    "receiptDigest",
                    model,
                    1L,
                    account(PAYER).address(),
                    1L,
                    10L,
                    output,
                    commitment)
                .<byte[]>get(0));
    BigInteger gross = fees.call("quote", model, 10L, (long) tokens.length).<Tuple>get(0).get(0);
    Draft draft =
        fees.draft(
            account(PAYER),
            gross,
            "settle",
            model,
            1L,
            output,
            AbiValues.tuple(1L, 10L, commitment, account(SERVING).sign(digest)));
    return send(PAYER, draft.to().toString(), draft.value(), draft.data().toHexString());
  }

  private String transfer() {
    return send(OTHER, account(OWNER).address().toString(), BigInteger.ONE, "0x");
  }

  private String send(int from, String to, BigInteger value, String data) {
    DevAccount sender = DevAccounts.of(from);
    BigInteger nonce =
        BesuNode.quantity(
            proposer.rpc("eth_getTransactionCount", sender.address().toString(), "pending"));
    RawTransaction transaction =
        RawTransaction.createTransaction(
            nonce, BigInteger.ZERO, BigInteger.valueOf(2_000_000), to, value, data);
    byte[] signed =
        TransactionEncoder.signMessage(
            transaction, DevnetOptions.CHAIN_ID, Credentials.create(sender.privateKeyHex()));
    return proposer.rpc("eth_sendRawTransaction", Bytes.wrap(signed).toHexString()).asText();
  }

  private void handInToTheDevnet() {
    try (JsonRpc there = new JsonRpc(devnet.url())) {
      contribute(Chain.at(there), root(), content.tokenCount());
      long expiry = Instant.now().getEpochSecond() + 600;
      BigInteger chainId = BigInteger.valueOf(DevnetOptions.CHAIN_ID);
      Bytes signature = key.sign(new ContentRequest(root(), key.address(), chainId, expiry));
      Bytes whole = Bytes.wrap(content.encoded());
      JsonNode answer = NullNode.getInstance();
      for (int offset = 0; offset < whole.size(); offset += PIECE) {
        answer =
            there.call(
                "openledger_putContent",
                1,
                offset,
                whole.slice(offset, Math.min(PIECE, whole.size() - offset)).toHexString(),
                Map.of("expiry", expiry, "signature", signature.toHexString()));
      }
      assertThat(answer.path("complete").asBoolean()).isTrue();
    }
  }

  /** The follower's peer is the proposer, once the way there is open. */
  private void forward(HttpExchange exchange) throws IOException {
    try (exchange;
        HttpClient client = HttpClient.newHttpClient()) {
      byte[] request = exchange.getRequestBody().readAllBytes();
      if (!open) {
        exchange.sendResponseHeaders(200, CLOSED.length);
        exchange.getResponseBody().write(CLOSED);
        return;
      }
      long offset = JSON.readTree(request).at("/params/1").asLong();
      asked.add(offset);
      while (offset >= barrier) {
        Thread.sleep(20);
      }
      HttpResponse<byte[]> response =
          client.send(
              HttpRequest.newBuilder(proposer.rpcUri())
                  .header("Content-Type", "application/json")
                  .POST(HttpRequest.BodyPublishers.ofByteArray(request))
                  .build(),
              HttpResponse.BodyHandlers.ofByteArray());
      exchange.sendResponseHeaders(200, response.body().length);
      exchange.getResponseBody().write(response.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static long head(BesuNode node) {
    return BesuNode.quantity(node.rpc("eth_blockNumber")).longValueExact();
  }

  private static long count(BesuNode node, String text) {
    return Pattern.compile(Pattern.quote(text)).matcher(node.log()).results().count();
  }
}
