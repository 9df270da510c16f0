package org.openledger.integration.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tests that the pages about security name are there. */
class SecurityPagesTest {

  private static final Path PAGES = SourceTree.ROOT.resolve("docs/security");

  /** A test class, and perhaps a method of it, in full or up to an ellipsis. */
  private static final Pattern CITED =
      Pattern.compile("`([A-Z]\\w*Test)(?:\\.([a-z]\\w*)(\\u2026?))?`");

  /** What went wrong on other chains; each has a named test here. */
  private static final List<String> INCIDENTS =
      List.of(
          "Moonbeam 2022",
          "GHSA-mjfq-3qr2-6g84",
          "CVE-2022-39354",
          "CVE-2024-32644",
          "CVE-2024-37153",
          "IPGraph",
          "subnet-evm #976, #992",
          "scroll #337",
          "cosmos/evm #223");

  @Test
  void everyTestThatIsNamedExists() throws IOException {
    SortedMap<String, String> sources = tests();
    List<String> missing = new ArrayList<>();
    int named = 0;
    try (Stream<Path> pages = Files.list(PAGES)) {
      for (Path page : pages.sorted().toList()) {
        Matcher cited = CITED.matcher(Files.readString(page));
        while (cited.find()) {
          named++;
          String source = sources.getOrDefault(cited.group(1), "");
          boolean whole = cited.group(3) == null || cited.group(3).isEmpty();
          String method = cited.group(2) == null ? "" : cited.group(2) + (whole ? "(" : "");
          if (!source.contains(method.isEmpty() ? "class " + cited.group(1) : "void " + method)) {
            missing.add(page.getFileName() + ": " + cited.group());
          }
        }
      }
    }
    assertThat(missing).isEmpty();
    assertThat(named).isGreaterThan(20);
  }

  private static SortedMap<String, String> tests() throws IOException {
    SortedMap<String, String> sources = new TreeMap<>();
    for (Path file : SourceTree.javaFiles()) {
      String name = String.valueOf(file.getFileName());
      if (name.endsWith("Test.java")) {
        sources.merge(name.substring(0, name.length() - 5), Files.readString(file), String::concat);
      }
    }
    return sources;
  }

  @Test
  void everyKnownIncidentHasARowWithItsOwnTest() throws IOException {
    List<String> rows = Files.readAllLines(PAGES.resolve("incidents.md"));
    for (String incident : INCIDENTS) {
      assertThat(rows.stream().filter(row -> row.startsWith("| ") && row.contains(incident)))
          .as(incident)
          .singleElement()
          .asString()
          .contains("`IncidentTest.");
    }
  }
}
