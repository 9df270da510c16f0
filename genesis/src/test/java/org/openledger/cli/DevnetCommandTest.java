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
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class DevnetCommandTest {

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
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                OpenLedger.class.getName(),
                "devnet",
                "--port",
                "0",
                "--chain-id",
                "77",
                "--json")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader reader = process.inputReader()) {
      JsonNode line = new ObjectMapper().readTree(reader.readLine());
      assertThat(line.get("chainId").asInt()).isEqualTo(77);
      assertThat(line.get("accounts")).hasSize(10);
      String body = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"eth_chainId\"}";
      String answer =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(URI.create(line.get("url").asText()))
                      .POST(HttpRequest.BodyPublishers.ofString(body))
                      .build(),
                  BodyHandlers.ofString())
              .body();
      assertThat(answer).contains("0x4d");
      process.toHandle().destroy();
      assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
      assertThat(reader.readLine()).isNull();
    } finally {
      process.destroyForcibly();
    }
  }
}
