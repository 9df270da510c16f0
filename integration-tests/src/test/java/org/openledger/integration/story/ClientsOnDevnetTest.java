package org.openledger.integration.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openledger.devnet.DevnetOptions;
import org.openledger.genesis.DevNetwork;

/** Each client tells the whole story on a devnet of its own, and all end with the same books. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClientsOnDevnetTest {

  private JsonNode byEthers;

  @TempDir Path directory;

  @BeforeAll
  void tellByEthers(@TempDir Path own) throws Exception {
    byEthers = tell(Teller.ETHERS, own);
  }

  /** The story of a client on a new devnet. */
  static JsonNode tell(Teller teller, Path directory) throws Exception {
    try (DevNetwork network = DevNetwork.start(DevnetOptions.defaults().withPort(0))) {
      return teller.tell(network.url(), network.webSocketUrl(), directory);
    }
  }

  @ParameterizedTest
  @EnumSource(value = Teller.class, names = "ETHERS", mode = EnumSource.Mode.EXCLUDE)
  void gasEventsErrorsAndBalancesAreThoseOfEthers(Teller teller) throws Exception {
    assertThat(tell(teller, directory)).isEqualTo(byEthers);
  }

  /** The published example, and nobody's wei is lost. */
  @Test
  void whatWasPaidIsWhatWasEarned() {
    BigInteger paid = BigInteger.ZERO;
    for (JsonNode settlement : byEthers.path("settlements")) {
      JsonNode fee = settlement.path("fee");
      paid = paid.add(wei(fee, "gross"));
      BigInteger payouts = wei(settlement, "sink");
      for (JsonNode payout : settlement.path("payouts")) {
        payouts = payouts.add(wei(payout, "amount"));
      }
      assertThat(payouts).isEqualTo(wei(fee, "contributors"));
      assertThat(settlement.path("payouts")).hasSize(2);
    }
    JsonNode first = byEthers.at("/settlements/0/fee");
    assertThat(wei(first, "gross")).isEqualTo(new BigInteger("1140000000000000000"));
    assertThat(wei(first, "creator")).isEqualTo(new BigInteger("448000000000000000"));
    BigInteger earned = BigInteger.ZERO;
    for (JsonNode credit : byEthers.path("credits")) {
      earned = earned.add(new BigInteger(credit.asText()));
    }
    assertThat(earned).isEqualTo(paid);
    assertThat(byEthers.path("heard")).hasSameSizeAs(byEthers.path("settlements"));
    assertThat(byEthers.path("errors")).noneMatch(error -> error.path("name").isMissingNode());
  }

  private static BigInteger wei(JsonNode node, String field) {
    return new BigInteger(node.path(field).asText());
  }
}
