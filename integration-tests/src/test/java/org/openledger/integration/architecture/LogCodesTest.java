package org.openledger.integration.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.openledger.precompile.host.NativeAddress;

/** An operator finds every line of the log in the manual, and no line that is not there. */
class LogCodesTest {

  private static final Pattern CODE = Pattern.compile("\"(OL-[0-9]{3})\\b");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `(OL-[0-9]{3})` \\| ");
  private static final Pattern LINE =
      Pattern.compile("LOG\\s*\\.\\s*(?:error|warn|info)\\(\\s*(\"?.{0,60})");

  /** A code, or the place of one that is given. */
  private static final Pattern SOUND =
      Pattern.compile("^\"(OL-[0-9]{3} |\\{} (OpenLedger|\\{})).*");

  private static List<Path> sources() throws IOException {
    List<Path> sources = new ArrayList<>();
    for (String module : List.of("plugins/node", "plugins/besu")) {
      try (Stream<Path> files =
          Files.walk(SourceTree.ROOT.resolve(module).resolve("src/main/java"))) {
        files.filter(file -> file.toString().endsWith(".java")).sorted().forEach(sources::add);
      }
    }
    return sources;
  }

  private static List<String> matches(Pattern pattern, String text) {
    List<String> found = new ArrayList<>();
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      found.add(matcher.group(1));
    }
    return found;
  }

  @Test
  void everyCodeOfTheSourceIsInThePageOnceAndNoOther() throws IOException {
    SortedMap<String, Integer> inSource = new TreeMap<>();
    for (Path source : sources()) {
      matches(CODE, Files.readString(source))
          .forEach(code -> inSource.merge(code, 1, Integer::sum));
    }
    List<String> inPage =
        matches(
            ROW, Files.readString(SourceTree.ROOT.resolve("docs/operations/troubleshooting.md")));
    assertThat(inPage)
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(inSource.keySet());
    assertThat(inSource)
        .as("a code stands for one thing")
        .allSatisfy((code, n) -> assertThat(n).isOne());
  }

  @Test
  void thePageOfInstallationCountsTheContractsThatThereAre() throws IOException {
    assertThat(Files.readString(SourceTree.ROOT.resolve("docs/operations/install.md")))
        .contains(
            "OL-001 OpenLedger installed "
                + NativeAddress.values().length
                + " native contracts in");
  }

  @Test
  void everyLineAboveDebugHasACode() throws IOException {
    SortedSet<String> without = new TreeSet<>();
    int lines = 0;
    for (Path source : sources()) {
      for (String line : matches(LINE, Files.readString(source))) {
        lines++;
        if (!SOUND.matcher(line).matches()) {
          without.add(source.getFileName() + ": " + line);
        }
      }
    }
    assertThat(lines).isGreaterThan(30);
    assertThat(without).isEmpty();
  }
}
