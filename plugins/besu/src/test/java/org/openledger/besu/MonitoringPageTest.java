package org.openledger.besu;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What documentation, dashboard and alerts name is what the plugin tells, and the other way. */
class MonitoringPageTest {

  private static final Path OPERATIONS = Path.of("../../docs/operations");
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `(openledger_[a-z_]+)` \\| ([^|]*)\\|");
  private static final Pattern NAME = Pattern.compile("\\bopenledger_[a-z_]+\\b");

  private static SortedSet<String> exposed() {
    return Arrays.stream(Metric.values())
        .map(Metric::exposedName)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void thePageHasARowForEachMetricWithItsLabels() throws IOException {
    SortedSet<String> rows = new TreeSet<>();
    SortedSet<String> expected = new TreeSet<>();
    Matcher matcher = ROW.matcher(Files.readString(OPERATIONS.resolve("monitoring.md")));
    while (matcher.find()) {
      rows.add(matcher.group(1) + " " + matcher.group(2).replace("`", "").strip());
    }
    for (Metric metric : Metric.values()) {
      expected.add(metric.exposedName() + " " + String.join(" ", metric.labels()));
    }
    assertThat(rows).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"grafana-dashboard.json", "prometheus-alerts.yml"})
  void everyMetricOfOursThatIsReadIsTold(String file) throws IOException {
    SortedSet<String> named = new TreeSet<>();
    Matcher matcher =
        NAME.matcher(Files.readString(OPERATIONS.resolve("monitoring").resolve(file)));
    while (matcher.find()) {
      named.add(matcher.group());
    }
    // The method of JSON-RPC that the texts name.
    named.remove("openledger_readiness");
    assertThat(named).isNotEmpty().isSubsetOf(exposed());
  }

  /**
   * A metric of a node that is down is absent: only Prometheus's own tells which one is missing.
   */
  @Test
  void eachNodeThatIsDownRaisesAnAlertOfTheJobThatIsConfigured() throws IOException {
    Matcher job =
        Pattern.compile("(?m)^  - job_name: (\\w+)$").matcher(monitoring("prometheus.yml"));
    assertThat(job.find()).isTrue();
    String up = "up{job=\"" + job.group(1) + "\"}";
    String alerts = monitoring("prometheus-alerts.yml");
    assertThat(rule(alerts, "OpenLedgerNodeDown")).isEqualTo(up + " == 0");
    assertThat(rule(alerts, "OpenLedgerMetricsMissing"))
        .isEqualTo(up + " == 1 unless on (job, instance) openledger_release");
    assertThat(rule(alerts, "OpenLedgerPeersMissing"))
        .isEqualTo(
            "ethereum_peer_count{job=\"%s\"} < scalar(clamp_max(count(%s) - 1, 25))"
                .formatted(job.group(1), up));
    assertThat(monitoring("grafana-dashboard.json").replace("\\\"", "\""))
        .contains("(up{job=\"%s\",instance=~".formatted(job.group(1)), "label_values(" + up + ",");
    String page = Files.readString(OPERATIONS.resolve("monitoring.md"));
    assertThat(page).contains("`" + job.group(1) + "`");
    Matcher named = Pattern.compile("`(OpenLedger[A-Z]\\w+)`").matcher(page);
    while (named.find()) {
      assertThat(rule(alerts, named.group(1))).isNotEmpty();
    }
  }

  private static String monitoring(String file) throws IOException {
    return Files.readString(OPERATIONS.resolve("monitoring").resolve(file));
  }

  private static String rule(String alerts, String name) {
    Matcher rule = Pattern.compile("(?m)^ +- alert: " + name + "\n +expr: '(.*)'$").matcher(alerts);
    assertThat(rule.find()).as(name).isTrue();
    return rule.group(1);
  }
}
