package org.openledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DevnetCommandTest {

  @TempDir private Path directory;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... args) {
    CommandLine command = OpenLedger.commandLine();
    command.setOut(new PrintWriter(out, true));
    command.setErr(new PrintWriter(err, true));
    return command.execute(args);
  }

  @Test
  void helpAndVersionAreAnswered() {
    assertThat(run("--version")).isZero();
    assertThat(out.toString()).startsWith("openledger ");
    assertThat(run("--help")).isZero();
    assertThat(run("devnet", "--help")).isZero();
    assertThat(out.toString()).contains("--chain-id").contains("--port").contains("--json");
  }

  @Test
  void wrongUseEndsWithTwo() {
    assertThat(run()).isEqualTo(2);
    assertThat(run("nothing")).isEqualTo(2);
    assertThat(run("devnet", "--port", "x")).isEqualTo(2);
    assertThat(run("devnet", "--port", "65536")).isEqualTo(2);
    assertThat(run("devnet", "--chain-id", "0")).isEqualTo(2);
    assertThat(run("devnet", "--block-time", "-1")).isEqualTo(2);
    assertThat(run("devnet", "--block-time", "86401")).isEqualTo(2);
  }

  @Test
  void aPortInUseEndsWithOneAndOneLine() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      assertThat(run("devnet", "--port", "" + taken.getLocalPort())).isEqualTo(1);
      assertThat(err.toString().strip().lines()).hasSize(1);
      assertThat(err.toString()).contains("127.0.0.1:" + taken.getLocalPort());
      assertThat(out.toString()).isEmpty();
    }
  }

  @Test
  void aProcessAnnouncesItselfAnswersAndEndsCleanly() throws Exception {
    Process process = start("--chain-id", "77");
    try (BufferedReader reader = process.inputReader()) {
      JsonNode line = new ObjectMapper().readTree(reader.readLine());
      assertThat(line.get("chainId").asInt()).isEqualTo(77);
      assertThat(line.get("accounts")).hasSize(10);
      assertThat(line.get("webSocketUrl").asText())
          .isEqualTo(line.get("url").asText().replace("http", "ws"));
      assertThat(ask(line, "eth_chainId")).contains("0x4d");
      assertThat(data()).hasSize(1);
      process.toHandle().destroy();
      assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isZero();
      assertThat(reader.readLine()).isNull();
      assertThat(data()).isEmpty();
      int port = URI.create(line.get("url").asText()).getPort();
      new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1")).close();
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void aChainGoesOnWhereTheLastProcessEnded() throws Exception {
    String state = directory.resolve("chain.state").toString();
    for (int run = 0; run < 2; run++) {
      Process process = start("--state", state);
      try (BufferedReader reader = process.inputReader()) {
        JsonNode line = new ObjectMapper().readTree(reader.readLine());
        assertThat(ask(line, "eth_blockNumber")).contains("\"0x" + run + "\"");
        ask(line, "evm_mine");
        process.toHandle().destroy();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
      } finally {
        process.destroyForcibly();
      }
    }
    assertThat(run("devnet", "--port", "0", "--state", state, "--chain-id", "5")).isEqualTo(1);
    assertThat(err.toString()).contains("is of chain id 1612001, this devnet has 5");
    assertThat(err.toString().strip().lines()).hasSize(1);
  }

  /** The data directories of devnets that run with this test's directory for temporary files. */
  private List<Path> data() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.getFileName().toString().startsWith("openledger-")).toList();
    }
  }

  private Process start(String... args) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--sun-misc-unsafe-memory-access=allow",
                "-Djava.io.tmpdir=" + directory,
                "-cp",
                System.getProperty("java.class.path"),
                OpenLedger.class.getName(),
                "devnet",
                "--port",
                "0",
                "--json"));
    command.addAll(List.of(args));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  private static String ask(JsonNode line, String method) throws Exception {
    String body = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"" + method + "\"}";
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(line.get("url").asText()))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.ofString())
        .body();
  }
}
