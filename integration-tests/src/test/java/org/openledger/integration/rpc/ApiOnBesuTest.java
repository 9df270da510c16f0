package org.openledger.integration.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.devnet.DevAccounts;
import org.openledger.devnet.DevnetOptions;
import org.openledger.genesis.DevNetwork;
import org.openledger.integration.besu.BesuHome;
import org.openledger.integration.besu.BesuNode;
import org.openledger.integration.besu.DevelopmentReplay;
import org.openledger.integration.besu.RequiresBesu;

/** After the same story a real Besu gives the same answers and the same errors as the devnet. */
@RequiresBesu
class ApiOnBesuTest {

  @TempDir(cleanup = CleanupMode.NEVER)
  Path directory;

  @Test
  void answersAndErrorsAreThoseOfTheDevnet() throws Exception {
    DevnetOptions options =
        DevnetOptions.defaults().withPort(0).withFees(BigInteger.ZERO, BigInteger.valueOf(1_000));
    try (DevNetwork network = DevNetwork.start(options);
        ApiAnswers devnet = new ApiAnswers(network.url())) {
      ApiStory.tell(network.url(), directory);
      try (BesuNode besu =
              BesuNode.start(
                  BesuHome.find().orElseThrow(),
                  directory.resolve("besu"),
                  DevelopmentReplay.genesis(options.chainId()),
                  "--plugin-openledger-operator-key-file=" + operatorKey(),
                  // As the devnet: a network of one node.
                  "--plugin-openledger-min-peers=0",
                  "--plugin-openledger-content-serve",
                  "--plugin-openledger-content-take",
                  "--plugin-openledger-proofs-url=" + BesuNode.OWN_URL);
          ApiAnswers real = new ApiAnswers(besu.rpcUri().toString())) {
        DevelopmentReplay.run(besu, DevelopmentReplay.transactions(network));
        ApiStory.awaitHistory(besu.rpcUri().toString());
        for (ApiRequests.Request request : ApiRequests.all()) {
          assertThat(real.stable(request)).as(request.name()).isEqualTo(devnet.stable(request));
        }
        List<ApiRequests.Request> own = ApiRequests.aboutTheSettlement(devnet);
        List<ApiRequests.Request> same = ApiRequests.aboutTheSettlement(real);
        for (int i = 0; i < own.size(); i++) {
          assertThat(real.stable(same.get(i)))
              .as(own.get(i).name())
              .isEqualTo(devnet.stable(own.get(i)));
        }
        assertThat(document(real)).isEqualTo(document(devnet));
        requireBlocks(real);
      }
    }
  }

  /** The devnet's operator is this node's. */
  private Path operatorKey() throws IOException {
    return Files.writeString(directory.resolve("operator.key"), DevAccounts.of(0).privateKeyHex());
  }

  private static JsonNode document(ApiAnswers node) throws Exception {
    return node.ask("openledger_discover", List.of()).get("result");
  }

  /** The block of an answer is the host's, by number, hash and tag. */
  private static void requireBlocks(ApiAnswers real) throws Exception {
    JsonNode first = real.ask("eth_getBlockByNumber", List.of("0x1", false)).get("result");
    for (Object block : List.of("0x1", first.get("hash").asText())) {
      JsonNode answer = real.ask("openledger_listDatanets", List.of(block)).at("/result/block");
      assertThat(answer.get("number").asText()).isEqualTo("0x1");
      assertThat(answer.get("hash").asText()).isEqualTo(first.get("hash").asText());
    }
  }
}
