package org.openledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The command runs and its rows have the agreed shape; how fast anything is, is no test's matter.
 */
class BenchCommandTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void rowsHaveGoalsAndPeers() throws Exception {
    assertThat(run("bench", "kernels", "--tokens", "100000", "--json")).as(err.toString()).isZero();
    JsonNode rows = new ObjectMapper().readTree(out.toString()).get("rows");
    List<String> names = new ArrayList<>();
    for (JsonNode row : rows) {
      names.add(row.get("name").asText());
      assertThat(row.get("value").asDouble()).as(row.toString()).isPositive();
      assertThat(row.get("met").isNull()).isEqualTo(row.get("goal").isNull());
      assertThat(row.get("ratio").isNull()).isEqualTo(row.get("peer").isNull());
    }
    assertThat(names)
        .contains(
            "build.tokens_per_s",
            "disk.bytes_per_token",
            "match.heldout200.us_per_token",
            "match.mixed200.us_per_token",
            "match.verbatim200.us_per_token",
            "attribute.mixed200.us_per_token",
            "attribute.mixed200.versions64.us_per_token",
            "attribute.mixed200.versions64.merged.us_per_token",
            "attribute.mixed200.versions63.merged.us_per_token");
  }

  @Test
  void aCorpusThatIsNotThereIsSaidInOneLine() {
    assertThat(run("bench", "kernels", "--corpus", "/no/such/corpus")).isEqualTo(1);
    assertThat(err.toString()).contains("the corpus /no/such/corpus does not exist");
    assertThat(run("bench")).isEqualTo(2);
  }

  private int run(String... arguments) {
    return OpenLedger.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments);
  }
}
