package org.openledger.integration.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The generated parts of docs/rpc; write them anew with {@code -Dpage.write=true}. */
class ApiPagesTest {

  private static final Path ROOT = Path.of(System.getProperty("openledger.root", ".."));
  private static final Path PAGES = ROOT.resolve("docs/rpc");
  private static final Path SNAPSHOTS =
      ROOT.resolve("integration-tests/src/test/resources/org/openledger/integration/rpc/answers");
  private static final String BEGIN = "<!-- generated: errors -->\n";
  private static final String END = "<!-- end -->\n";
  private static final Pattern REQUEST = Pattern.compile("curl .* -d '(\\{.*\\})'");
  private static final Pattern ASK = Pattern.compile("ask (openledger_\\w+) '(.*)'");

  private static JsonNode document() throws IOException {
    return ApiAnswers.JSON.readTree(Files.readString(PAGES.resolve("openrpc.json")));
  }

  @Test
  void thePagesSayWhatTheDocumentSays() throws IOException {
    Map<Path, String> pages = new TreeMap<>();
    for (ApiPage page : ApiPage.all()) {
      pages.put(PAGES.resolve(page.name() + ".md"), page.text(document(), SNAPSHOTS));
    }
    Path readme = PAGES.resolve("README.md");
    pages.put(readme, withErrors(Files.readString(readme), document()));
    for (Map.Entry<Path, String> page : pages.entrySet()) {
      if (Boolean.getBoolean("page.write")) {
        Files.writeString(page.getKey(), page.getValue());
      }
      assertThat(Files.readString(page.getKey()))
          .as("%s", page.getKey())
          .isEqualTo(page.getValue());
    }
  }

  @Test
  void everyMethodStandsOnOnePage() throws IOException {
    List<String> documented = new ArrayList<>();
    try (Stream<Path> pages = Files.list(PAGES)) {
      for (Path page : pages.filter(file -> file.toString().endsWith(".md")).toList()) {
        Files.readString(page)
            .lines()
            .filter(line -> line.startsWith("## openledger_"))
            .forEach(line -> documented.add(line.substring(3)));
      }
    }
    List<String> methods = new ArrayList<>();
    document().get("methods").forEach(method -> methods.add(method.get("name").asText()));
    assertThat(documented).containsExactlyInAnyOrderElementsOf(methods);
  }

  /** Requests of the shell's examples: whole ones, and those of {@code ask}. */
  @Test
  void requestsOfThePagesAreAsTheDocumentSays() throws IOException {
    ApiSchemas schemas = new ApiSchemas(document());
    int requests = 0;
    try (Stream<Path> pages = Files.list(PAGES)) {
      for (Path page : pages.filter(file -> file.toString().endsWith(".md")).toList()) {
        for (String line : Files.readAllLines(page)) {
          if (line.startsWith("curl ")) {
            JsonNode request = ApiAnswers.JSON.readTree(matched(REQUEST, line).group(1));
            requireAllowed(schemas, request.get("method").asText(), request.get("params"));
            requests++;
          } else if (line.startsWith("ask ")) {
            Matcher asked = matched(ASK, line);
            requireAllowed(schemas, asked.group(1), ApiAnswers.JSON.readTree(asked.group(2)));
            requests++;
          }
        }
      }
    }
    assertThat(requests).isGreaterThan(50);
  }

  private static Matcher matched(Pattern pattern, String line) {
    Matcher matcher = pattern.matcher(line);
    assertThat(matcher.matches()).as(line).isTrue();
    return matcher;
  }

  private static void requireAllowed(ApiSchemas schemas, String method, JsonNode params) {
    assertThat(schemas.wrongWith(method, params)).as("%s %s", method, params).isEmpty();
  }

  private static String withErrors(String readme, JsonNode document) {
    StringBuilder table =
        new StringBuilder("| code | `data.error` | what to do |\n|---|---|---|\n");
    for (Map.Entry<String, JsonNode> error : document.at("/components/errors").properties()) {
      String remedy = error.getValue().get("message").asText().replaceFirst("^[A-Z_]+: ", "");
      table.append(
          String.format(
              Locale.ROOT,
              "| %s | `%s` | %s |%n",
              error.getValue().get("code"),
              error.getKey(),
              remedy));
    }
    int begin = readme.indexOf(BEGIN) + BEGIN.length();
    return readme.substring(0, begin) + table + readme.substring(readme.indexOf(END, begin));
  }
}
