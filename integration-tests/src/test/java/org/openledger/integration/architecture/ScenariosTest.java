package org.openledger.integration.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The table at the end of a test run: what it is made of, and how it is added up. */
class ScenariosTest {

  private static final Path TESTS = SourceTree.ROOT.resolve("integration-tests/src/test/java");
  private static final Pattern TEST = Pattern.compile("@(Test|ParameterizedTest|TestFactory)\\b");
  private static final Pattern NEEDS_BESU = Pattern.compile("^@RequiresBesu$", Pattern.MULTILINE);
  private static final Pattern ASKED_FOR =
      Pattern.compile("^@Tag\\(\"faults\"\\)", Pattern.MULTILINE);

  @TempDir Path temporary;

  @Test
  void everyTestClassStandsOnceAndWithItsHost() throws IOException {
    Map<String, String> rows = new TreeMap<>();
    for (String line : Files.readAllLines(SourceTree.ROOT.resolve(".ci/scenarios"))) {
      if (!line.startsWith("#")) {
        String[] cells = line.split(" \\| ", -1);
        for (String name : cells[2].split(" ", -1)) {
          assertThat(rows.put(name, cells[1])).as(name).isNull();
        }
      }
    }
    Map<String, String> classes = new TreeMap<>();
    try (Stream<Path> files = Files.walk(TESTS)) {
      for (Path file : files.filter(it -> it.toString().endsWith("Test.java")).toList()) {
        String text = Files.readString(file);
        if (TEST.matcher(text).find()) {
          String name = file.getFileName().toString().replace(".java", "");
          String asked = ASKED_FOR.matcher(text).find() ? "faults:" : "";
          String host = rows.get(asked + name);
          assertThat(host).as(asked + name).isNotNull();
          assertThat(host.equals("Besu")).as(name).isEqualTo(NEEDS_BESU.matcher(text).find());
          classes.put(asked + name, host);
        }
      }
    }
    assertThat(rows).isEqualTo(classes).hasSizeGreaterThan(30);
  }

  @Test
  void theSummaryAddsUpWhatPassedFailedAndWasSkipped() throws Exception {
    report(
        "precompiles",
        "org.openledger.XTest",
        "<testcase name=\"a\" classname=\"X\" time=\"1.5\"/>");
    report(
        "integration-tests",
        "org.openledger.CallersTest",
        """
        <testcase name="a" classname="org.openledger.CallersTest" time="2"/>
        <testcase name="b" classname="org.openledger.CallersTest$Inner" time="2">
          <failure message="no"/>
        </testcase>
        <testcase name="c" classname="org.openledger.MissingContentTest" time="3"/>
        <testcase name="" classname="org.openledger.FourValidatorsTest" time="0">
          <skipped message="no Besu in /opt/besu"/>
        </testcase>
        """);
    List<String> told = summary(1, Map.of());
    assertThat(told)
        .contains(
            "FAILED:  CallersTest.b",
            "skipped: FourValidatorsTest. (no Besu in /opt/besu)",
            "3 passed, 1 failed, 1 skipped")
        .anyMatch(it -> it.matches("2 calls by .* Besu +1 +1 +0 +4"))
        .anyMatch(it -> it.matches("3 four .* Besu +0 +0 +1 +0"))
        .anyMatch(
            it -> it.matches("4 faults .*not run:.* FaultsTest \\(./openledger test faults\\)"))
        .anyMatch(it -> it.matches("5 activation .* not run"))
        .anyMatch(it -> it.matches("precompiles +1 +0 +0 +1"));
    assertThat(told.getLast()).isEqualTo("3 passed, 1 failed, 1 skipped");
  }

  @Test
  void whatWasSkippedForWantOfABesuFailsWhereOneIsRequired() throws Exception {
    report(
        "integration-tests",
        "org.openledger.FourValidatorsTest",
        """
        <testcase name="" classname="org.openledger.FourValidatorsTest" time="0">
          <skipped message="no Besu in /opt/besu"/>
        </testcase>
        """);
    assertThat(summary(0, Map.of()).getLast()).isEqualTo("0 passed, 0 failed, 1 skipped");
    assertThat(summary(1, Map.of("OPENLEDGER_REQUIRE_BESU", "1")))
        .contains("OPENLEDGER_REQUIRE_BESU=1, but 1 tests had no Besu");
  }

  @Test
  void noReportAtAllIsAFailure() throws Exception {
    assertThat(summary(1, Map.of()).getLast()).isEqualTo("0 passed, 1 failed");
  }

  private void report(String module, String name, String cases) throws IOException {
    Path directory = temporary.resolve(module + "/target/surefire-reports");
    Files.createDirectories(directory);
    Files.writeString(
        directory.resolve("TEST-" + name + ".xml"), "<testsuite>\n" + cases + "</testsuite>\n");
  }

  private List<String> summary(int exit, Map<String, String> environment)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(SourceTree.ROOT.resolve(".ci/summary").toString(), temporary.toString());
    builder.environment().remove("OPENLEDGER_REQUIRE_BESU");
    builder.environment().putAll(environment);
    Process process = builder.redirectErrorStream(true).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(out).isEqualTo(exit);
    return out.lines().toList();
  }
}
