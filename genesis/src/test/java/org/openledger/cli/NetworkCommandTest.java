package org.openledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.genesis.files.NetworkDirectory;
import org.openledger.genesis.files.NodeEntry;
import org.openledger.genesis.local.FreePorts;
import org.openledger.genesis.local.PlayedNode;

class NetworkCommandTest {

  private static final String EXAMPLE = "../docs/examples/four-validators.json";

  @TempDir Path temporary;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    String[] all = new String[arguments.length + 1];
    all[0] = "network";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return OpenLedger.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(all);
  }

  @Test
  void aSoundFileIsValid() {
    assertThat(run("validate", EXAMPLE)).isZero();
    assertThat(out.toString())
        .contains("valid: chain id 1612001, 4 validators", "known once the validators have keys");
    assertThat(err.toString()).contains("warning: accounts of the development mnemonic");
  }

  @Test
  void anUnsoundFileFailsWithAllThatIsWrong() throws Exception {
    Path file = temporary.resolve("wrong.json");
    String wrong = Files.readString(Path.of(EXAMPLE)).replace("gas\":", "gass\":");
    Files.writeString(file, wrong.replace("\"chainId\"", "\"chain\""));
    assertThat(run("validate", file.toString())).isEqualTo(1);
    assertThat(err.toString())
        .contains(
            file + ": chain: is no setting",
            file + ": gass: is no setting: did you mean gas?",
            file + ": chainId: is missing",
            "problems");
    assertThat(run("explain", file.toString())).isEqualTo(1);
    assertThat(run("create", "--config", file.toString(), "--output", file + ".net")).isEqualTo(1);
    assertThat(run("validate", "--json", file.toString())).isEqualTo(1);
    JsonNode report = new ObjectMapper().readTree(out.toString());
    assertThat(report.path("valid").asBoolean()).isFalse();
    assertThat(report.path("problems").findValuesAsText("path")).contains("gass", "chainId");
  }

  @Test
  void wrongUseIsTwo() {
    assertThat(run("validate", temporary.resolve("none").toString())).isEqualTo(2);
    assertThat(run("validate")).isEqualTo(2);
    assertThat(run()).isEqualTo(2);
    assertThat(run("create")).isEqualTo(2);
    String net = temporary.resolve("net").toString();
    assertThat(run("create", "--validators", "0", "--output", net)).isEqualTo(2);
    assertThat(run("create", "--validators", "11", "--output", net)).isEqualTo(2);
    assertThat(err.toString()).contains("at most 10 validators");
    assertThat(run("create", "--storage", "floppy", "--output", net)).isEqualTo(2);
    assertThat(run("create", "--config", EXAMPLE, "--validators", "3", "--output", net))
        .isEqualTo(2);
    assertThat(err.toString()).contains("--validators 3, but 4 are configured");
    assertThat(temporary.resolve("net")).doesNotExist();
    assertThat(run("start", "--dir", net, "--timeout", "-1")).isEqualTo(2);
    assertThat(err.toString()).contains("--timeout takes 0 seconds or more, not -1");
  }

  @Test
  void eachSettingIsExplained() {
    assertThat(run("explain", EXAMPLE)).isZero();
    assertThat(out.toString())
        .containsPattern("gas\\.mode +zeroBaseFee +zeroBaseFee: all that gas costs goes to")
        .containsPattern("forks\\.osaka +0 \\(from block 0 on\\) +default ")
        .containsPattern(
            "parameters\\.treasury +treasury \\(0x23618e81e3f5cdf7f54c3d65f7fbc0abf5b21e8f\\)");
  }

  @Test
  void aNetworkIsMadeAndItsFilesAreValid() throws Exception {
    Path net = temporary.resolve("net");
    assertThat(
            run(
                "create",
                "--validators",
                "3",
                "--storage",
                "forest,bonsai",
                "--output",
                net.toString()))
        .isZero();
    assertThat(out.toString())
        .contains("validator-3", "bonsai", "http://127.0.0.1:8565", "network start --dir " + net);
    String settings = net.resolve("network.json").toString();
    String genesis = net.resolve("genesis.json").toString();
    assertThat(run("validate", "--json", settings, "--genesis", genesis)).isZero();
    JsonNode report = new ObjectMapper().readTree(out.toString());
    assertThat(report.path("hash").asText()).matches("0x[0-9a-f]{64}");
    assertThat(Files.readString(net.resolve("README.md"))).contains(report.path("hash").asText());
    Files.writeString(
        Path.of(genesis), Files.readString(Path.of(genesis)).replace("osakaTime", "osakatime"));
    assertThat(run("validate", settings, "--genesis", genesis)).isEqualTo(1);
    assertThat(err.toString()).contains("config.osakatime: is 0, the configuration makes absent");
    assertThat(run("create", "--output", net.toString())).isEqualTo(1);
    assertThat(err.toString()).contains("is not empty");
  }

  @Test
  void aStoppedNetworkIsNotWell() throws Exception {
    Path net = temporary.resolve("net");
    assertThat(run("create", "--validators", "1", "--output", net.toString())).isZero();
    assertThat(run("status", "--dir", net.toString())).isEqualTo(1);
    assertThat(out.toString()).containsPattern("validator-1 +- +- +- +- +- +stopped");
    assertThat(run("status", "--json", "--dir", net.toString())).isEqualTo(1);
    JsonNode report = new ObjectMapper().readTree(out.toString());
    assertThat(report.path("well").asBoolean()).isFalse();
    assertThat(report.path("nodes").get(0).path("running").asBoolean()).isFalse();
    assertThat(run("stop", "--dir", net.toString())).isZero();
    assertThat(err.toString()).contains("no node of");
    assertThat(run("logs", "--dir", net.toString())).isZero();
    assertThat(run("logs", "--dir", net.toString(), "--node", "x")).isEqualTo(2);
    assertThat(run("logs", "--dir", net.toString(), "--lines", "0")).isZero();
    assertThat(run("logs", "--dir", net.toString(), "--lines", "-4")).isEqualTo(2);
    assertThat(err.toString()).contains("--lines takes at least 0");
    Path nodes = net.resolve("nodes.json");
    String sound = Files.readString(nodes);
    for (String damaged :
        new String[] {
          "", "{", sound + "x", sound.substring(0, sound.length() / 2), sound.replace("0x", "0y")
        }) {
      Files.writeString(nodes, damaged);
      assertThat(run("status", "--dir", net.toString())).as(damaged).isEqualTo(1);
      assertThat(err.toString()).contains("openledger: " + nodes).hasLineCount(1);
    }
    Files.write(nodes, new byte[] {'{', -1, '}'});
    assertThat(run("status", "--dir", net.toString())).isEqualTo(1);
    assertThat(err.toString()).contains(nodes + " is damaged: put back a copy of it");
  }

  /** Besu's readiness asks how far behind its peers a node is: where all stand, it is not. */
  @Test
  void aChainThatStandsIsNotWell() throws Exception {
    Path net = temporary.resolve("net");
    int port = FreePorts.next();
    assertThat(
            run(
                "create",
                "--validators",
                "1",
                "--rpc-port",
                Integer.toString(port),
                "--output",
                net.toString()))
        .isZero();
    NodeEntry node = NetworkDirectory.open(net).nodes().getFirst();
    try (PlayedNode played = new PlayedNode(node, port, 49)) {
      assertThat(played.isAlive()).isTrue();
      assertThat(run("status", "--dir", net.toString())).isEqualTo(1);
      assertThat(out.toString()).containsPattern("validator-1 .* (49|50|51) s +9 +no blocks ");
      assertThat(err.toString())
          .contains("no new block for more than 17 s on validator-1, with one due every 1 s");
      assertThat(run("status", "--json", "--dir", net.toString())).isEqualTo(1);
      JsonNode report = new ObjectMapper().readTree(out.toString());
      assertThat(report.path("well").asBoolean()).isFalse();
      assertThat(report.at("/nodes/0/ready").asBoolean()).isTrue();
      assertThat(report.at("/nodes/0/stands").asBoolean()).isTrue();
    }
    // Two proposers in a row that are down take three timeouts.
    try (PlayedNode played = new PlayedNode(node, port, 13)) {
      assertThat(played.isAlive()).isTrue();
      assertThat(run("status", "--dir", net.toString())).isZero();
      assertThat(err.toString()).isEmpty();
    }
    Path genesis = net.resolve("genesis.json");
    Files.writeString(
        genesis,
        Files.readString(genesis)
            .replace(
                "\"blockperiodseconds\"",
                "\"xemptyblockperiodseconds\": 60,\n\"blockperiodseconds\""));
    try (PlayedNode played = new PlayedNode(node, port, 49)) {
      assertThat(played.isAlive()).isTrue();
      assertThat(run("status", "--dir", net.toString())).isZero();
    }
  }

  @Test
  void aDirectoryThatIsNoNetworkIsRefused() {
    for (String command : new String[] {"start", "stop", "status", "logs"}) {
      assertThat(run(command, "--dir", temporary.toString())).isEqualTo(1);
      assertThat(err.toString()).contains("is no network's directory");
    }
  }
}
