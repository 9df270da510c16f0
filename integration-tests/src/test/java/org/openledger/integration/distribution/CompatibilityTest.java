package org.openledger.integration.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openledger.precompile.Contracts;

/** The table of what runs with what: one set of data, the page that shows it, and the build. */
class CompatibilityTest {

  private static final Path DOCS = Distribution.root().resolve("docs");

  private final JsonNode data;
  private final String page;

  CompatibilityTest() throws IOException {
    data = new ObjectMapper().readTree(DOCS.resolve("compatibility.json").toFile());
    page = Files.readString(DOCS.resolve("operations/compatibility.md"));
  }

  @Test
  void theDataAreThoseOfThisBuild() throws IOException {
    String pom = Files.readString(Distribution.root().resolve("pom.xml"));
    assertThat(data.path("openledger").asText())
        .isEqualTo(System.getProperty("openledger.version"));
    assertThat(data.path("protocol").asInt()).isEqualTo(Contracts.newestVersion());
    assertThat(pom)
        .contains("<java.release>" + data.at("/java/least").asText() + "</java.release>");
    List<String> tested = texts(data.at("/besu/tested"));
    assertThat(tested).anyMatch(it -> pom.contains("<besu.version>" + it + "</besu.version>"));
    for (JsonNode row : data.at("/besu/releases")) {
      assertThat(row.path("state").asText().equals("tested"))
          .isEqualTo(tested.contains(row.path("release").asText()));
    }
  }

  @Test
  void thePageShowsTheData() {
    List<String> rows = new ArrayList<>();
    rows.add(row("plugin", data.path("openledger").asText()));
    rows.add(row("protocol", data.path("protocol").asText()));
    rows.add(
        row(
            "Java",
            data.at("/java/least").asText() + " and later: " + data.at("/java/why").asText()));
    rows.add(row("consensus", String.join(", ", texts(data.path("consensus")))));
    rows.add(row("storage", String.join(", ", texts(data.path("storage")))));
    for (JsonNode it : data.at("/besu/releases")) {
      rows.add(
          row(it.path("release").asText(), it.path("state").asText(), it.path("why").asText()));
    }
    for (JsonNode it : data.path("notSupported")) {
      rows.add(row(it.path("what").asText(), it.path("why").asText()));
    }
    assertThat(
            page.lines()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| |"))
                .filter(line -> !line.startsWith("| Besu |") && !line.startsWith("| not supp")))
        .containsExactlyElementsOf(rows);
  }

  private static String row(String... cells) {
    return "| " + String.join(" | ", cells) + " |";
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }
}
