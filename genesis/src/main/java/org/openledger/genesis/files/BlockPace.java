package org.openledger.genesis.files;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.openledger.genesis.settings.Json;

/**
 * How often a network's blocks come, by its genesis file.
 *
 * @param period from one block to the next, where nothing is sent
 * @param requestTimeout until validators ask another proposer; doubles each round
 */
public record BlockPace(Duration period, Duration requestTimeout) {

  /** What Besu takes where the file says nothing. */
  private static final long BESUS_OWN = 1;

  /** Two proposers in a row that are down take three; the rest is for slow machines. */
  private static final int TIMEOUTS = 4;

  /**
   * That of a genesis file. {@code network create} writes one period for all blocks; who has
   * written another for empty ones, or has changed one on the way, has the longest counted.
   *
   * @throws NetworkException where the file is none of QBFT
   */
  public static BlockPace of(Path genesis) throws IOException {
    JsonNode config;
    try {
      config = Json.parse(Files.readString(genesis)).path("config");
    } catch (JsonProcessingException e) {
      throw new NetworkException(genesis + " is no JSON: " + e.getOriginalMessage(), e);
    } catch (CharacterCodingException e) {
      throw new NetworkException(genesis + " is no UTF-8 text", e);
    }
    JsonNode qbft = config.path("qbft");
    if (!qbft.isObject()) {
      throw new NetworkException(genesis + " is no genesis file of QBFT: config.qbft is missing");
    }
    long period = qbft.path("blockperiodseconds").asLong(BESUS_OWN);
    long timeout = qbft.path("requesttimeoutseconds").asLong(BESUS_OWN);
    period = Math.max(period, qbft.path("xemptyblockperiodseconds").asLong());
    for (JsonNode change : config.path("transitions").path("qbft")) {
      for (String key : List.of("blockperiodseconds", "xemptyblockperiodseconds")) {
        period = Math.max(period, change.path(key).asLong());
      }
    }
    return new BlockPace(Duration.ofSeconds(period), Duration.ofSeconds(timeout));
  }

  /** How old the newest block of a chain that goes on may be. */
  public Duration oldestHead() {
    return period.plus(requestTimeout.multipliedBy(TIMEOUTS));
  }
}
