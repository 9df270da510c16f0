package org.openledger.integration.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.Locale;
import org.openledger.integration.client.NodeScript;
import org.openledger.integration.client.Web3jStory;

/** Unmodified clients that each tell the whole story of clients/story.json. */
enum Teller {
  ETHERS,
  VIEM,
  WEB3J;

  /** Tells it on a chain that nobody has used yet, and gives the report. */
  JsonNode tell(String url, String webSocketUrl, Path directory) throws Exception {
    Path report = directory.resolve(name().toLowerCase(Locale.ROOT) + ".json");
    if (this == WEB3J) {
      Web3jStory.tell(url, webSocketUrl, report);
    } else {
      String script = "story-" + name().toLowerCase(Locale.ROOT) + ".mjs";
      NodeScript.Result result =
          NodeScript.run(script, url, webSocketUrl, report.toAbsolutePath().toString());
      assertThat(result.exitCode()).as(result.output()).isZero();
    }
    return new ObjectMapper().readTree(report.toFile());
  }
}
