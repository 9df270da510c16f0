package org.openledger.integration.besu;

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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openledger.genesis.local.FreePorts;
import org.openledger.genesis.local.NodeJava;
import org.openledger.integration.distribution.Distribution;
import org.openledger.precompile.host.Address;
import org.web3j.crypto.Credentials;

/**
 * One validator with the packaged plugin, on ports of its own of the local host. Its directory
 * outlives it, so that a second start finds the first one's data.
 */
public final class BesuNode implements AutoCloseable {

  /** Stands in an option for the URL on which the node answers JSON-RPC. */
  public static final String OWN_URL = "{url}";

  private static final Duration START_LIMIT = Duration.ofSeconds(90);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(30);
  private static final int LOG_LINES = 60;

  /** Key of the one validator; worth nothing anywhere. */
  private static final Credentials VALIDATOR =
      Credentials.create("0x8f2a55949038a9610f50fb23b5883af3b4ecb3c3bb792cbcefbd1542c692be60");

  /** Key of a node that only follows. */
  private static final Credentials FOLLOWER =
      Credentials.create("0x1d1e7a0f1c6f58bd5f6dbd9e6ca8cf5a8b20d1cd8c3d3f3d95f0ad0fe5f30a11");

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Besu's option; where it is not given, plugins have to have a catalog that fits. */
  static final String VERIFICATION = "--plugins-verification-mode=";

  private final Path directory;
  private final Process process;
  private final URI rpc;
  private final URI webSocket;
  private final String enode;
  private final Thread stopAtExit;
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private int requests;

  private BesuNode(Path directory, Process process, URI rpc, URI webSocket, String enode) {
    this.directory = directory;
    this.process = process;
    this.rpc = rpc;
    this.webSocket = webSocket;
    this.enode = enode;
    this.stopAtExit = new Thread(process::destroyForcibly, "stop-besu");
    Runtime.getRuntime().addShutdownHook(stopAtExit);
  }

  /** Starts a node and waits until it answers; where it does not, prints the end of its log. */
  public static BesuNode start(
      BesuHome home, Path directory, QbftGenesis genesis, String... options) {
    return start(home, directory, genesis, Map.of(), options);
  }

  /** As above, with further variables of the environment. */
  public static BesuNode start(
      BesuHome home,
      Path directory,
      QbftGenesis genesis,
      Map<String, String> environment,
      String... options) {
    BesuNode node = launch(home, directory, genesis, environment, options);
    try {
      node.awaitRpc();
      return node;
    } catch (RuntimeException e) {
      System.err.println(node.lastLog());
      node.close();
      throw e;
    }
  }

  /** Starts a node and waits for nothing. */
  public static BesuNode launch(
      BesuHome home, Path directory, QbftGenesis genesis, String... options) {
    return launch(home, directory, genesis, Map.of(), options);
  }

  /** As above, with further variables of the environment. */
  public static BesuNode launch(
      BesuHome home,
      Path directory,
      QbftGenesis genesis,
      Map<String, String> environment,
      String... options) {
    return launch(home, directory, genesis, environment, VALIDATOR, List.of(), options);
  }

  /** Starts a node that makes no blocks and takes those of others, and waits until it answers. */
  public static BesuNode follow(
      BesuHome home, Path directory, QbftGenesis genesis, BesuNode leader, String... options) {
    BesuNode node =
        launch(home, directory, genesis, Map.of(), FOLLOWER, List.of(leader.enode), options);
    try {
      node.awaitRpc();
      return node;
    } catch (RuntimeException e) {
      System.err.println(node.lastLog());
      node.close();
      throw e;
    }
  }

  private static BesuNode launch(
      BesuHome home,
      Path directory,
      QbftGenesis genesis,
      Map<String, String> environment,
      Credentials key,
      List<String> peers,
      String... options) {
    try {
      Path plugins = Files.createDirectories(directory.resolve("plugins"));
      Path data = Files.createDirectories(directory.resolve("data"));
      Distribution.unpack(plugins);
      Path genesisFile = directory.resolve("genesis.json");
      Address validator = Address.fromHex(VALIDATOR.getAddress());
      Files.writeString(genesisFile, genesis.json(validator));
      // Without a key in place the host would make one of its own.
      Files.writeString(
          data.resolve("key"), "0x" + String.format("%064x", key.getEcKeyPair().getPrivateKey()));
      Files.writeString(data.resolve("static-nodes.json"), JSON.writeValueAsString(peers));
      int rpcPort = FreePorts.next();
      int webSocketPort = FreePorts.next();
      int p2pPort = FreePorts.next();
      List<String> command = new ArrayList<>();
      command.add(home.launcher().toString());
      command.addAll(
          List.of(
              "--data-path=" + data,
              "--genesis-file=" + genesisFile,
              // QBFT makes no blocks with p2p disabled.
              "--p2p-enabled=true",
              "--p2p-host=127.0.0.1",
              "--p2p-interface=127.0.0.1",
              "--p2p-port=" + p2pPort,
              "--discovery-enabled=false",
              "--nat-method=NONE",
              "--min-gas-price=0",
              // First come, first served: transactions are executed in the order of their arrival.
              "--tx-pool=SEQUENCED",
              "--tx-pool-limit-by-account-percentage=1",
              "--revert-reason-enabled=true",
              "--rpc-http-enabled",
              "--rpc-http-host=127.0.0.1",
              "--rpc-http-port=" + rpcPort,
              "--rpc-http-api=ADMIN,ETH,NET,WEB3,TXPOOL,DEBUG,OPENLEDGER",
              "--rpc-ws-enabled",
              "--rpc-ws-host=127.0.0.1",
              "--rpc-ws-port=" + webSocketPort,
              "--rpc-ws-api=ETH,NET,WEB3,OPENLEDGER"));
      if (List.of(options).stream().noneMatch(it -> it.startsWith(VERIFICATION))) {
        // Refuses a plugin whose catalog does not fit this Besu.
        command.add(VERIFICATION + "FULL");
      }
      URI rpc = URI.create("http://127.0.0.1:" + rpcPort + "/");
      for (String option : options) {
        command.add(option.replace(OWN_URL, rpc.toString()));
      }
      ProcessBuilder builder = new ProcessBuilder(command);
      builder
          .environment()
          .put(
              "BESU_OPTS",
              NodeJava.quick().options()
                  + " -Xmx1g -Dbesu.plugins.dir="
                  + plugins.toAbsolutePath());
      builder.environment().put("BESU_HOME", home.directory().toString());
      builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
      builder.environment().putAll(environment);
      builder.redirectErrorStream(true);
      builder.redirectOutput(ProcessBuilder.Redirect.appendTo(directory.resolve("log").toFile()));
      URI webSocket = URI.create("ws://127.0.0.1:" + webSocketPort + "/");
      String enode =
          String.format("enode://%0128x@127.0.0.1:%d", key.getEcKeyPair().getPublicKey(), p2pPort);
      return new BesuNode(directory, builder.start(), rpc, webSocket, enode);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where the node answers other nodes. */
  public String enode() {
    return enode;
  }

  /** Where the node answers JSON-RPC. */
  public URI rpcUri() {
    return rpc;
  }

  /** Where the node tells of blocks and logs. */
  public URI webSocketUri() {
    return webSocket;
  }

  /**
   * A JSON-RPC call's result.
   *
   * @throws RpcErrorAnswer where the node answers with an error
   */
  public JsonNode rpc(String method, Object... params) {
    JsonNode answer = post(method, params);
    if (answer.has("error")) {
      throw new RpcErrorAnswer(method, answer.get("error"));
    }
    return answer.path("result");
  }

  /** Executes signed transactions in exactly their order, and gives their receipts. */
  public List<JsonNode> replay(List<String> transactions) {
    List<String> hashes = new ArrayList<>();
    for (String transaction : transactions) {
      hashes.add(rpc("eth_sendRawTransaction", transaction).asText());
    }
    return hashes.stream().map(this::receipt).toList();
  }

  /** The receipt of a transaction, once it is in a block. */
  public JsonNode receipt(String hash) {
    Instant limit = Instant.now().plusSeconds(60);
    while (true) {
      JsonNode receipt = rpc("eth_getTransactionReceipt", hash);
      if (receipt.isObject()) {
        return receipt;
      }
      if (Instant.now().isAfter(limit)) {
        System.err.println(lastLog());
        throw new IllegalStateException("transaction " + hash + " is in no block after 60 s");
      }
      pause();
    }
  }

  /** A quantity in hexadecimal. */
  public static BigInteger quantity(JsonNode node) {
    return new BigInteger(node.asText().substring(2), 16);
  }

  /** Everything that the node has logged. */
  public String log() {
    try {
      return Files.readString(directory.resolve("log"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The exit code of a node that stops by itself. */
  public int awaitExit(Duration limit) {
    try {
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IllegalStateException("the node still runs after " + limit + "\n" + lastLog());
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Kills this node's own process without a word. */
  public void kill() {
    process.destroyForcibly().onExit().join();
    close();
  }

  /** Stops this node's own process. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    try {
      Runtime.getRuntime().removeShutdownHook(stopAtExit);
    } catch (IllegalStateException e) {
      // The JVM is on its way down: the hook does no harm.
      return;
    }
  }

  private void awaitRpc() {
    Instant limit = Instant.now().plus(START_LIMIT);
    while (true) {
      if (!process.isAlive()) {
        throw new IllegalStateException("Besu stopped with code " + process.exitValue());
      }
      try {
        rpc("eth_chainId");
        return;
      } catch (UncheckedIOException e) {
        if (Instant.now().isAfter(limit)) {
          throw new IllegalStateException("no answer on " + rpc + " after " + START_LIMIT, e);
        }
        pause();
      }
    }
  }

  private synchronized JsonNode post(String method, Object... params) {
    ObjectNode request = JSON.createObjectNode();
    request.put("jsonrpc", "2.0");
    request.put("id", ++requests);
    request.put("method", method);
    ArrayNode array = request.putArray("params");
    for (Object param : params) {
      array.add(JSON.<JsonNode>valueToTree(param));
    }
    HttpRequest message =
        HttpRequest.newBuilder(rpc)
            .timeout(Duration.ofSeconds(30))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(request.toString()))
            .build();
    try {
      HttpResponse<String> response = http.send(message, HttpResponse.BodyHandlers.ofString());
      return JSON.readTree(response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private String lastLog() {
    List<String> lines = log().lines().toList();
    return "The last lines of Besu's log:\n"
        + String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size()));
  }

  private static void pause() {
    try {
      Thread.sleep(200);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
