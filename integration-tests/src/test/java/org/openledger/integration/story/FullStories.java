package org.openledger.integration.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.openledger.cli.OpenLedger;
import org.openledger.integration.client.NodeScript;
import org.openledger.integration.rpc.ToldCredits;

/** The full story by the command line, and its recount by ethers. */
final class FullStories {

  /** Fewer checks than a whole story has would be of a chain on which little happened. */
  private static final int LEAST_CHECKS = 400;

  private static final int LEAST_ACCOUNTS = 10;

  private FullStories() {}

  /** Tells it on a chain of short periods, and gives its report. */
  static JsonNode tell(String url) throws Exception {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exit =
        OpenLedger.commandLine()
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute("demo", "--story", "full", "--rpc", url, "--json");
    assertThat(exit).as(err.toString()).isZero();
    JsonNode told = new ObjectMapper().readTree(out.toString());
    assertThat(told.get("mismatches")).isEmpty();
    assertThat(told.at("/conservation/recounted").asBoolean()).isTrue();
    return told;
  }

  /** Recounts it from the chain alone, and every credit from the node's history. */
  static void recount(String url) throws Exception {
    NodeScript.Result result = NodeScript.run("recount.mjs", url);
    assertThat(result.exitCode()).as(result.output()).isZero();
    String checks = result.output().lines().toList().getLast().split(" ")[0];
    assertThat(Integer.parseInt(checks)).as(result.output()).isGreaterThan(LEAST_CHECKS);
    assertThat(ToldCredits.require(url)).isGreaterThan(LEAST_ACCOUNTS);
  }
}
