package org.openledger.integration.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.devnet.DevnetOptions;
import org.openledger.integration.besu.BesuHome;
import org.openledger.integration.besu.BesuNode;
import org.openledger.integration.besu.DevelopmentReplay;
import org.openledger.integration.besu.RequiresBesu;

/**
 * Each client tells the whole story to a real Besu of its own: gas, events, errors, balances and
 * what is heard over WebSocket are those of the devnet.
 */
@RequiresBesu
class ClientsOnBesuTest {

  @TempDir(cleanup = CleanupMode.NEVER)
  Path directory;

  @Test
  void theBooksOfEveryClientAreThoseOfTheDevnet() throws Exception {
    JsonNode expected = ClientsOnDevnetTest.tell(Teller.ETHERS, directory);
    Map<Teller, Future<JsonNode>> reports = new EnumMap<>(Teller.class);
    // Blocks come once a second: they wait for them side by side.
    try (ExecutorService tellers = Executors.newFixedThreadPool(Teller.values().length)) {
      for (Teller teller : Teller.values()) {
        reports.put(teller, tellers.submit(() -> tell(teller)));
      }
    }
    for (Map.Entry<Teller, Future<JsonNode>> report : reports.entrySet()) {
      assertThat(report.getValue().get()).as("%s", report.getKey()).isEqualTo(expected);
    }
  }

  private JsonNode tell(Teller teller) throws Exception {
    Path own = Files.createDirectories(directory.resolve(teller.toString()));
    try (BesuNode besu =
        BesuNode.start(
            BesuHome.find().orElseThrow(),
            own,
            DevelopmentReplay.genesis(DevnetOptions.CHAIN_ID))) {
      return teller.tell(besu.rpcUri().toString(), besu.webSocketUri().toString(), own);
    }
  }
}
