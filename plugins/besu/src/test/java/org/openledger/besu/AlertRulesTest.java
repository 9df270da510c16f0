package org.openledger.besu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The alert rules: that each has tests, which Prometheus's own tool runs where it is on the path,
 * and that what they tell to read is there.
 */
class AlertRulesTest {

  private static final Path ROOT = Path.of("../..");
  private static final Path OPERATIONS = ROOT.resolve("docs/operations");
  private static final Path MONITORING = OPERATIONS.resolve("monitoring");

  private static String rules() throws IOException {
    return Files.readString(MONITORING.resolve("prometheus-alerts.yml"));
  }

  private static SortedSet<String> found(String regex, String text) {
    SortedSet<String> found = new TreeSet<>();
    Matcher matcher = Pattern.compile(regex, Pattern.MULTILINE).matcher(text);
    while (matcher.find()) {
      found.add(matcher.group(1));
    }
    return found;
  }

  @Test
  void eachAlertIsTestedWhereItFiresAndWhereItDoesNot() throws IOException {
    SortedSet<String> alerts = found("^ +- alert: (\\w+)$", rules());
    assertThat(alerts).isNotEmpty();
    String tests = Files.readString(MONITORING.resolve("prometheus-alerts-test.yml"));
    assertThat(found("^ +alertname: (\\w+)\n +exp_alerts:$", tests)).isEqualTo(alerts);
    assertThat(found("\\{eval_time: \\w+, alertname: (\\w+)}$", tests)).isEqualTo(alerts);
  }

  @Test
  void whatAnAlertTellsToReadIsThere() throws IOException {
    String rules = rules();
    List<String> places = new ArrayList<>();
    Matcher matcher = Pattern.compile("(?m)^ +runbook: '(.*)'$").matcher(rules);
    while (matcher.find()) {
      places.add(matcher.group(1));
    }
    assertThat(places).hasSameSizeAs(found("^ +- alert: (\\w+)$", rules));
    for (String place : places) {
      String[] parts = place.split("#", 2);
      Path page = ROOT.resolve(parts[0]);
      assertThat(page).isRegularFile();
      if (parts.length == 2) {
        assertThat(anchors(page)).as(place).contains(parts[1]);
      }
    }
    SortedSet<String> known =
        found("^\\| `(OL-\\d+)` ", Files.readString(OPERATIONS.resolve("troubleshooting.md")));
    assertThat(found("(OL-\\d+)", rules)).isSubsetOf(known);
  }

  private static List<String> anchors(Path page) throws IOException {
    try (Stream<String> lines = Files.lines(page)) {
      return lines
          .filter(line -> line.startsWith("#"))
          .map(
              line ->
                  line.replaceFirst("^#+ ", "")
                      .toLowerCase(Locale.ROOT)
                      .replaceAll("[^a-z0-9 _-]", "")
                      .replace(' ', '-'))
          .toList();
    }
  }

  @Test
  void prometheusFindsThemSoundAndTheirTestsPass() throws Exception {
    promtool("check", "config", "prometheus.yml");
    promtool("check", "rules", "--lint=all", "--lint-fatal", "prometheus-alerts.yml");
    promtool("test", "rules", "prometheus-alerts-test.yml");
  }

  /** As rules, whose expressions are read when they are loaded. */
  @Test
  void prometheusCanReadEveryQueryOfTheDashboard(@TempDir Path directory) throws Exception {
    JsonNode dashboard =
        new ObjectMapper().readTree(MONITORING.resolve("grafana-dashboard.json").toFile());
    StringBuilder rules = new StringBuilder("groups:\n  - name: dashboard\n    rules:\n");
    int queries = 0;
    for (JsonNode panel : dashboard.path("panels")) {
      for (JsonNode target : panel.path("targets")) {
        String query = target.path("expr").asText().replace("$__rate_interval", "1m");
        rules
            .append("      - record: query:")
            .append(queries++)
            .append("\n        expr: '")
            .append(query.replace("'", "''"))
            .append("'\n");
      }
    }
    assertThat(queries).isGreaterThan(20);
    Path file = Files.writeString(directory.resolve("dashboard.yml"), rules);
    promtool("check", "rules", file.toAbsolutePath().toString());
  }

  private static void promtool(String... arguments) throws IOException, InterruptedException {
    Optional<Path> tool =
        Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
            .map(directory -> Path.of(directory, "promtool"))
            .filter(Files::isExecutable)
            .findFirst();
    assumeTrue(tool.isPresent(), "promtool, a part of Prometheus, is not on the path");
    List<String> command = new ArrayList<>(List.of(tool.orElseThrow().toString()));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .directory(MONITORING.toFile())
            .redirectErrorStream(true)
            .start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }
}
