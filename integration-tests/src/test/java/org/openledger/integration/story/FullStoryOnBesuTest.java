package org.openledger.integration.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.devnet.DevnetOptions;
import org.openledger.genesis.DevGenesis;
import org.openledger.genesis.ShortPeriods;
import org.openledger.integration.besu.BesuHome;
import org.openledger.integration.besu.BesuNode;
import org.openledger.integration.besu.DevelopmentReplay;
import org.openledger.integration.besu.RequiresBesu;

/** The full story on a real Besu of short periods, recounted by a client that knows only it. */
@RequiresBesu
class FullStoryOnBesuTest {

  /** Some ninety blocks: a minute. */
  private static final int BLOCK_MILLISECONDS = 700;

  @TempDir(cleanup = CleanupMode.NEVER)
  Path directory;

  @Test
  void everyBalanceIsExplainedAndRecounted() throws Exception {
    try (BesuNode besu =
        BesuNode.start(
            BesuHome.find().orElseThrow(),
            directory,
            DevelopmentReplay.genesis(
                    DevGenesis.configuration(DevnetOptions.CHAIN_ID, ShortPeriods.parameters()))
                .blocksEvery(BLOCK_MILLISECONDS))) {
      JsonNode told = FullStories.tell(besu.rpcUri().toString());
      assertThat(told.get("client").asText()).startsWith("besu/");
      FullStories.recount(besu.rpcUri().toString());
    }
  }
}
