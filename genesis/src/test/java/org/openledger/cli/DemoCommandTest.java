package org.openledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openledger.client.FakeNode;

class DemoCommandTest {

  @TempDir private Path directory;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void corpus() throws IOException {
    Files.createDirectories(directory.resolve("corpus/alice"));
    Files.writeString(directory.resolve("corpus/alice/a.txt"), "A text of Alice's, quite short.");
  }

  @Test
  void aStoryOnADevnetOfItsOwnEndsWithZero() {
    assertThat(run("--port", "0", "--tokens", "20")).isZero();
    assertThat(out.toString()).contains("Conserved: every wei is accounted for.");
  }

  @Test
  void jsonIsAllThatIsPrinted() {
    assertThat(run("--port", "0", "--json")).isZero();
    assertThat(out.toString().strip()).startsWith("{").endsWith("}");
  }

  @Test
  void coloursComeWhenTheyAreAskedFor() {
    assertThat(run("--port", "0", "--color=always")).isZero();
    assertThat(out.toString()).contains("\u001b[");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--no-such-option",
        "--port nonsense",
        "--port 70000",
        "--tokens 0",
        "--rpc ftp://x",
        "--rpc nonsense",
        "--rpc http://127.0.0.1:1,nonsense",
        "--rpc http://127.0.0.1:1,",
        "--rpc http://[",
        "--rpc http://127.0.0.1:1 --port 1",
        "--rpc http://127.0.0.1:1 --keep",
        "--answer a --seed 1",
        "--answer a --tokens 1",
        "--color=sometimes",
        "--story nonsense",
        "--story full --tokens 5",
        "surplus"
      })
  void wrongUseEndsWithTwo(String arguments) {
    assertThat(run(arguments.split(" "))).isEqualTo(2);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString()).isNotBlank();
  }

  @Test
  void aMissingCorpusEndsWithOne() {
    assertThat(execute("demo", "--corpus", "/no/such/directory")).isEqualTo(1);
    complains("corpus /no/such/directory does not exist");
  }

  @Test
  void anEmptyCorpusEndsWithOne() throws IOException {
    Path empty = Files.createDirectory(directory.resolve("empty"));
    assertThat(execute("demo", "--corpus", empty.toString())).isEqualTo(1);
    complains("holds no usable text");
  }

  @Test
  void aCorpusOfBinariesEndsWithOne() throws IOException {
    Files.createDirectories(directory.resolve("binary/alice"));
    Files.write(directory.resolve("binary/alice/x"), new byte[] {1, 0, 2});
    assertThat(execute("demo", "--corpus", directory.resolve("binary").toString())).isEqualTo(1);
    complains("(skipped: 1 binary)");
  }

  @Test
  void aMissingAnswerEndsWithOne() {
    assertThat(run("--answer", "/no/such/file")).isEqualTo(1);
    complains("answer file /no/such/file is unreadable");
  }

  @Test
  void anEmptyAnswerEndsWithOne() throws IOException {
    Path file = Files.createFile(directory.resolve("answer"));
    assertThat(run("--answer", file.toString())).isEqualTo(1);
    complains("is empty");
  }

  @Test
  void aBinaryAnswerEndsWithOne() throws IOException {
    Path file = Files.write(directory.resolve("answer"), new byte[] {0});
    assertThat(run("--answer", file.toString())).isEqualTo(1);
    complains("is binary");
  }

  @Test
  void aNodeThatIsNotThereEndsWithOne() throws IOException {
    String url;
    try (FakeNode gone = FakeNode.answering("1")) {
      url = gone.url();
    }
    assertThat(run("--rpc", url)).isEqualTo(1);
    complains("no node answers at " + url);
  }

  @Test
  void aWebServerInsteadOfANodeEndsWithOne() throws IOException {
    try (FakeNode web = new FakeNode(200, "<html></html>")) {
      assertThat(run("--rpc", web.url())).isEqualTo(1);
      complains("is no JSON-RPC endpoint");
    }
  }

  @Test
  void aChainWithoutContractsEndsWithOne() throws IOException {
    String block = "{\"number\":\"0x1\",\"gasLimit\":\"0x1c9c380\"}";
    try (ScriptedNode other =
        new ScriptedNode(
            "eth_chainId", "\"0x1\"",
            "eth_gasPrice", "\"0x3e8\"",
            "eth_getBlockByNumber", block,
            "eth_getCode", "\"0x\"")) {
      assertThat(run("--rpc", other.url())).isEqualTo(1);
      complains("wrong chain: chain 1 at " + other.url() + " has no OpenLedger contracts");
    }
  }

  @Test
  void aBusyPortEndsWithOne() throws IOException {
    try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      assertThat(run("--port", "" + busy.getLocalPort())).isEqualTo(1);
      complains("choose another port by --port, or use the node that runs there by --rpc");
    }
  }

  private void complains(String words) {
    List<String> lines =
        err.toString().lines().filter(line -> line.startsWith("openledger: ")).toList();
    assertThat(lines).singleElement().asString().contains(words);
    assertThat(out.toString()).isEmpty();
  }

  private int run(String... arguments) {
    List<String> all = new ArrayList<>(List.of("demo", "--corpus"));
    all.add(directory.resolve("corpus").toString());
    all.addAll(Arrays.asList(arguments));
    return execute(all.toArray(String[]::new));
  }

  private int execute(String... arguments) {
    return OpenLedger.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments);
  }
}
