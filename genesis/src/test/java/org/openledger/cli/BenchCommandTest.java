package org.openledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The commands run and what they say has the agreed shape; how fast anything is, is no test's
 * matter.
 */
class BenchCommandTest {

  private static final String[] WORDS = "one two three four five six seven eight".split(" ");

  @TempDir private Path directory;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void rowsHaveGoalsAndPeers() throws Exception {
    assertThat(
            run(
                "bench",
                "kernels",
                "--corpus",
                file(100),
                "--count",
                "3",
                "--rounds",
                "1",
                "--json"))
        .as(err.toString())
        .isZero();
    JsonNode report = new ObjectMapper().readTree(out.toString());
    List<String> names = new ArrayList<>();
    for (JsonNode row : report.get("rows")) {
      names.add(row.get("name").asText());
      assertThat(row.properties().stream().map(entry -> entry.getKey()))
          .containsExactly(
              "name", "value", "unit", "goal", "atLeast", "met", "peer", "peerValue", "ratio");
      // A cold file has no page in memory: 0 is right there, and nowhere else.
      boolean resident = row.get("name").asText().equals("cold.resident_before.pages");
      assertThat(row.get("value").asDouble() > 0).as(row.toString()).isNotEqualTo(resident);
      assertThat(row.get("met").isNull()).isEqualTo(row.get("goal").isNull());
      assertThat(row.get("ratio").isNull()).isEqualTo(row.get("peer").isNull());
    }
    assertThat(names)
        .contains(
            "build.tokens_per_s",
            "build.memory.bytes_per_token",
            "disk.bytes_per_token",
            "match.heldout200.us_per_token",
            "match.mixed200.us_per_token",
            "match.verbatim1000.us_per_token",
            "attribute.mixed200.us_per_token",
            "attribute.mixed200.versions64.us_per_token",
            "attribute.mixed200.versions64.merged.us_per_token",
            "attribute.mixed200.versions63.merged.us_per_token",
            "duplicates.window8.tokens_per_s",
            "ingest.tokens_per_s",
            "scan.match.mixed200.us_per_token",
            "worst.constant.longspan4096.us_per_window_token",
            "worst.segments64.us_per_token",
            "worst.coefficient.us_per_token",
            "floor.dram_ns")
        .doesNotHaveDuplicates();
    assertThat(report.get("machine").properties().stream().map(entry -> entry.getKey()))
        .containsExactly(
            "cpu",
            "cores",
            "memoryBytes",
            "os",
            "kernel",
            "arch",
            "jvm",
            "heapBytes",
            "jvmOptions",
            "hugePages");
    assertThat(report.get("curves")).isEmpty();
    assertThat(err.toString()).contains("100 documents").contains("tokenizing");
  }

  @Test
  void growthIsDrawnAndKeptAndShownAgainAndAMissingLibraryIsSkippedByName() throws Exception {
    String missing = directory.resolve("no.so").toString();
    Path reports = directory.resolve("reports");
    assertThat(
            run(
                "bench",
                "kernels",
                "--corpus",
                file(120),
                "--growth",
                "--divsufsort",
                missing,
                "--libsais",
                missing,
                "--count",
                "3",
                "--rounds",
                "1",
                "--out",
                reports.toString()))
        .as(err.toString())
        .isZero();
    assertThat(out.toString()).contains("growth-segments").contains("match.mixed200.us_per_token");
    JsonNode report = new ObjectMapper().readTree(reports.resolve("kernels.json").toFile());
    assertThat(report.get("rows").get(0).get("name").asText()).isEqualTo("build.tokens_per_s");
    assertThat(report.get("rows").get(0).get("peer").isNull()).isTrue();
    JsonNode skipped = report.get("skipped");
    assertThat(skipped.findValuesAsText("name")).contains("libsais", "libdivsufsort");
    assertThat(skipped.findValuesAsText("reason"))
        .anyMatch(it -> it.contains(missing) && it.contains("libdivsufsort3"));
    List<String> charts = new ArrayList<>();
    for (JsonNode curve : report.get("curves")) {
      charts.add(curve.get("chart").asText() + ": " + curve.get("series").asText());
      assertThat(curve.get("points")).as(curve.toString()).isNotEmpty();
    }
    assertThat(charts)
        .contains(
            "growth-corpus-build: cl100k_base",
            "growth-corpus-build: utf8-bytes",
            "growth-corpus-query: match, cl100k_base",
            "growth-corpus-bytes: disk, utf8-bytes",
            "growth-corpus-cold: open, cl100k_base",
            "growth-output: attribute",
            "growth-segments: match");
    for (String name : List.of("match", "growth-corpus-build", "growth-output")) {
      BufferedImage image = ImageIO.read(reports.resolve(name + ".png").toFile());
      assertThat(image.getWidth()).isEqualTo(900);
    }

    Path page = Files.writeString(directory.resolve("page.md"), PAGE);
    String kept = reports.resolve("kernels.json").toString();
    assertThat(run("bench", "report", kept, "--page", page.toString())).isZero();
    assertThat(page)
        .content()
        .startsWith("# Title\n<!-- numbers")
        .contains("| `match.mixed200.us_per_token` | ")
        .doesNotContain("old numbers")
        .contains("\n`growth-segments`\n\n| segments | match (us/token) |")
        .endsWith("the numbers -->\nThe end.\n");
  }

  @Test
  void reportsOfOneMachineAreJoined() throws Exception {
    Path rows = report("rows", "x86", "1");
    Path growth = report("growth", "x86", "2");
    assertThat(run("bench", "report", rows.toString(), growth.toString(), "--markdown")).isZero();
    assertThat(out.toString())
        .contains("| `rows` | 1.000 us |")
        .contains("| `growth` | 2.000 us |")
        .contains("| 10 | 2.000 |")
        .doesNotContain("| 10 | 1.000 |");

    Path elsewhere = report("elsewhere", "arm", "3");
    assertThat(run("bench", "report", rows.toString(), elsewhere.toString())).isEqualTo(1);
    assertThat(err.toString())
        .isEqualToIgnoringNewLines("openledger: the reports come from two machines: cpu differs");
  }

  private Path report(String name, String cpu, String value) throws IOException {
    String json =
        """
        {"machine": {"cpu": "CPU"},
         "rows": [{"name": "NAME", "value": VALUE, "unit": "us", "goal": null, "atLeast": false,
                   "peer": null, "peerValue": null}],
         "curves": [{"chart": "c", "series": "s", "x": "tokens", "unit": "us",
                     "points": [{"x": 10, "y": VALUE}]}],
         "skipped": []}
        """;
    return Files.writeString(
        directory.resolve(name + ".json"),
        json.replace("CPU", cpu).replace("NAME", name).replace("VALUE", value));
  }

  @Test
  void aCorpusThatIsNoneIsSaidInOneLine() throws Exception {
    assertThat(run("bench", "kernels", "--corpus", "/no/such/corpus")).isEqualTo(2);
    assertThat(err.toString())
        .isEqualTo(
            "openledger: the corpus /no/such/corpus does not exist" + System.lineSeparator());
    assertThat(run("bench", "kernels", "--corpus", file(3))).isEqualTo(2);
    assertThat(err.toString()).contains("too few documents to hold any out: at least 20");
    Path empty = Files.createDirectory(directory.resolve("empty"));
    assertThat(run("bench", "kernels", "--corpus", empty.toString())).isEqualTo(2);
    assertThat(err.toString()).contains(empty + " holds no text");
    assertThat(run("bench", "kernels", "--tokens", "0")).isEqualTo(2);
    assertThat(run("bench", "kernels", "--rounds", "0")).isEqualTo(2);
    assertThat(run("bench")).isEqualTo(2);
  }

  @Test
  void aStorageThatIsNoneIsSaidWithThoseThatAre() throws Exception {
    assertThat(run("bench", "network", "--storage", "tree")).isEqualTo(2);
    assertThat(err.toString()).contains("--storage takes one of [forest, ", "not tree");
  }

  @Test
  void aReportThatIsNoneIsSaidInOneLine() throws Exception {
    assertThat(run("bench", "report", "/no/such/report")).isEqualTo(1);
    assertThat(err.toString()).contains("the report /no/such/report does not exist");
    Path file = Files.writeString(directory.resolve("other.json"), "{\"rows\": 1}");
    assertThat(run("bench", "report", file.toString())).isEqualTo(1);
    assertThat(err.toString()).contains("no report of a benchmark");
  }

  @Test
  void anIndexIsMeasuredWithItsOwnTextAndYours() throws Exception {
    Path texts = Files.createDirectories(directory.resolve("texts/somebody"));
    for (int i = 0; i < 8; i++) {
      Files.writeString(texts.resolve(i + ".txt"), text(i));
    }
    String index = directory.resolve("index").toString();
    assertThat(run("index", "build", index, "--corpus", texts.getParent().toString())).isZero();
    out.getBuffer().setLength(0);
    assertThat(run("index", "bench", index, "--count", "5", "--rounds", "2", "--json"))
        .as(err.toString())
        .isZero();
    JsonNode report = new ObjectMapper().readTree(out.toString());
    assertThat(names(report))
        .containsExactly(
            "open.verified_ms",
            "segments",
            "tokens",
            "disk.bytes_per_token",
            "match.verbatim200.us_per_token",
            "attribute.verbatim200.us_per_token",
            "match.generated200.us_per_token",
            "attribute.generated200.us_per_token",
            "match.verbatim1000.us_per_token",
            "attribute.verbatim1000.us_per_token",
            "match.generated1000.us_per_token",
            "attribute.generated1000.us_per_token");
    assertThat(report.get("skipped").get(0).get("name").asText()).isEqualTo("heldout");
    out.getBuffer().setLength(0);
    assertThat(
            run(
                "index",
                "bench",
                index,
                "--count",
                "5",
                "--rounds",
                "1",
                "--json",
                "--answers",
                file(1)))
        .isZero();
    assertThat(names(new ObjectMapper().readTree(out.toString())))
        .contains("match.heldout200.us_per_token", "attribute.heldout1000.us_per_token");
    assertThat(run("index", "bench", index, "--answers", "/no/such/answers")).isEqualTo(2);
    assertThat(run("index", "bench", "/no/such/index")).isEqualTo(1);
    assertThat(err.toString()).contains("/no/such/index holds no index");
  }

  @Test
  void tooLittleMemoryIsSaidInOneLine() {
    assertThat(OpenLedger.outOfMemory(OpenLedger.commandLine().setErr(new PrintWriter(err))))
        .isEqualTo(1);
    assertThat(err.toString().lines())
        .singleElement()
        .asString()
        .startsWith("openledger: the memory did not suffice")
        .contains("OPENLEDGER_JAVA_OPTS=-Xmx");
  }

  private static final String PAGE =
      """
      # Title
      <!-- numbers of ./openledger bench kernels -->
      old numbers
      <!-- end of the numbers -->
      The end.
      """;

  private static List<String> names(JsonNode report) {
    List<String> names = new ArrayList<>();
    report.get("rows").forEach(row -> names.add(row.get("name").asText()));
    return names;
  }

  /** A file of so many documents joined by NUL. */
  private String file(int documents) throws IOException {
    String text =
        String.join("\0", Stream.iterate(0, i -> i + 1).limit(documents).map(this::text).toList());
    Path file = directory.resolve(documents + ".bin");
    return Files.write(file, text.getBytes(StandardCharsets.UTF_8)).toString();
  }

  private String text(int seed) {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder("document " + seed);
    for (int i = 0; i < 120; i++) {
      text.append(' ').append(WORDS[random.nextInt(WORDS.length)]);
    }
    return text.toString();
  }

  private int run(String... arguments) {
    return OpenLedger.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments);
  }
}
