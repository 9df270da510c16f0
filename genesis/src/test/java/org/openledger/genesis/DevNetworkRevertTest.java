package org.openledger.genesis;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.cli.OpenLedger;
import org.openledger.client.JsonRpc;
import org.openledger.devnet.DevnetOptions;
import org.openledger.devnet.block.SealedBlock;

/** The node of a devnet — content, indexes, what it knows — follows the chain back, and a file. */
class DevNetworkRevertTest {

  @TempDir private Path directory;

  @BeforeEach
  void corpus() throws IOException {
    write("alice", "The quick brown fox jumps over the lazy dog while purple elephants juggle.");
    write("bob", "Nobody at the observatory expected the comet to rattle their teacups today.");
  }

  @Test
  void theWholeStoryCanBeUndoneAndToldAgain() throws IOException {
    try (DevNetwork network = DevNetwork.start(DevnetOptions.defaults().withPort(0))) {
      String snapshot = rpc(network, "evm_snapshot").asText();
      JsonNode first = story(network);
      SealedBlock head = network.devnet().chain().head();
      JsonNode segments = segments(network);
      assertThat(segments).isNotEmpty();
      assertThat(rpc(network, "evm_revert", snapshot).asBoolean()).isTrue();
      assertThat(segments(network)).isEmpty();
      JsonNode second = story(network);
      assertThat(network.devnet().chain().head().number()).isEqualTo(head.number());
      assertThat(second.get("payouts")).isEqualTo(first.get("payouts"));
      assertThat(second.get("coveredTokens")).isEqualTo(first.get("coveredTokens"));
      assertThat(digest(segments(network))).isEqualTo(digest(segments));
    }
  }

  @Test
  void theStoryGoesOnFromAFile() throws IOException {
    DevnetOptions options =
        DevnetOptions.defaults().withPort(0).withStateFile(directory.resolve("chain.state"));
    JsonNode segments;
    JsonNode first;
    long blocks;
    try (DevNetwork network = DevNetwork.start(options)) {
      first = story(network);
      segments = segments(network);
      blocks = network.devnet().chain().head().number();
    }
    try (DevNetwork network = DevNetwork.start(options)) {
      assertThat(network.devnet().chain().head().number()).isEqualTo(blocks);
      JsonNode second = story(network);
      assertThat(second.get("conserved").asBoolean()).isTrue();
      assertThat(second.get("coveredTokens")).isEqualTo(first.get("coveredTokens"));
      assertThat(segments(network)).hasSizeGreaterThan(segments.size());
      assertThat(pageByPage(network)).containsExactlyElementsOf(segments(network));
    }
  }

  private static List<JsonNode> pageByPage(DevNetwork network) {
    List<JsonNode> segments = new ArrayList<>();
    ObjectNode request = JsonNodeFactory.instance.objectNode().put("size", 1);
    JsonNode page;
    do {
      page = rpc(network, "openledger_segments", request);
      assertThat(page.get("items")).hasSize(1);
      segments.add(page.get("items").get(0));
      request.set("cursor", page.get("next"));
    } while (page.get("next").isTextual());
    return segments;
  }

  private static JsonNode segments(DevNetwork network) {
    return rpc(network, "openledger_segments").get("items");
  }

  private JsonNode story(DevNetwork network) throws IOException {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exit =
        OpenLedger.commandLine()
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(
                "demo",
                "--rpc",
                network.url(),
                "--corpus",
                directory.resolve("corpus").toString(),
                "--json");
    assertThat(exit).as(err.toString()).isZero();
    return new JsonMapper().readTree(out.toString());
  }

  private static List<String> digest(JsonNode segments) {
    return segments.findValuesAsText("indexDigest");
  }

  private static JsonNode rpc(DevNetwork network, String method, Object... params) {
    return new JsonRpc(network.url()).call(method, params);
  }

  private void write(String contributor, String text) throws IOException {
    Path folder = Files.createDirectories(directory.resolve("corpus").resolve(contributor));
    Files.writeString(folder.resolve("text.txt"), text);
  }
}
