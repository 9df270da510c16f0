package org.openledger.integration.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tools' zip runs where there is neither Maven nor a source tree. */
class ToolsZipTest {

  private static final LocalDateTime PACKAGED = LocalDateTime.of(2026, 1, 1, 0, 0);

  @TempDir Path temporary;

  private Path home;

  private record Outcome(int exit, String out) {}

  @BeforeEach
  void unpack() throws IOException {
    try (ZipFile zip = new ZipFile(Distribution.tools().toFile())) {
      for (ZipEntry entry : zip.stream().toList()) {
        Path file = temporary.resolve(entry.getName()).normalize();
        assertThat(file).startsWithRaw(temporary);
        if (entry.isDirectory()) {
          Files.createDirectories(file);
        } else {
          Files.createDirectories(file.getParent());
          Files.write(file, zip.getInputStream(entry).readAllBytes());
        }
      }
    }
    try (Stream<Path> top = Files.list(temporary)) {
      home = top.collect(Collectors.collectingAndThen(Collectors.toList(), List::getFirst));
    }
  }

  @Test
  void itHoldsTheClassPathThePluginAndNoTimeOfItsBuild() throws IOException {
    Path target = Distribution.root().resolve("genesis/target");
    TreeSet<String> jars = names(target.resolve("lib"));
    names(target).stream()
        .filter(it -> it.matches("genesis-[^-]+(-SNAPSHOT)?\\.jar"))
        .forEach(jars::add);
    assertThat(names(home.resolve("lib"))).isEqualTo(jars).hasSizeGreaterThan(20);
    assertThat(home.resolve("plugin").resolve(Distribution.zip().getFileName()))
        .hasSameBinaryContentAs(Distribution.zip());
    assertThat(names(home)).containsExactly("LICENSE", "lib", "openledger", "plugin");
    try (ZipFile zip = new ZipFile(Distribution.tools().toFile())) {
      assertThat(zip.stream().map(ZipEntry::getTimeLocal)).containsOnly(PACKAGED);
    }
  }

  @Test
  void aNetworkIsMadeAndAnAnswerAttributedWithoutMaven() throws Exception {
    assertThat(run("--version").out()).startsWith("openledger ").doesNotContain("building");
    Path network = temporary.resolve("network");
    Outcome made = run("network", "create", "--validators", "1", "--output", network.toString());
    assertThat(made.exit()).as(made.out()).isZero();
    assertThat(run("network", "validate", network.resolve("network.json").toString()).exit())
        .isZero();
    Outcome demo = run("demo", "--json", "--port", "0");
    assertThat(demo.exit()).as(demo.out()).isZero();
    assertThat(demo.out()).contains("\"conserved\"");
  }

  @Test
  void whatNeedsTheSourcesSaysSo() throws Exception {
    Outcome test = run("test");
    assertThat(test.exit()).isEqualTo(2);
    assertThat(test.out()).contains("source tree");
  }

  private Outcome run(String... arguments) throws IOException, InterruptedException {
    Path out = Files.createTempFile(temporary, "out", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(
            Stream.concat(
                    Stream.of("bash", home.resolve("openledger").toString()), Stream.of(arguments))
                .toList());
    builder.environment().remove("JAVA_HOME");
    builder.environment().put("OPENLEDGER_JAVA_HOME", System.getProperty("java.home"));
    Process process =
        builder
            .directory(temporary.toFile())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    try {
      assertThat(process.waitFor(2, TimeUnit.MINUTES)).as("%s ended", builder.command()).isTrue();
    } finally {
      process.destroyForcibly();
    }
    return new Outcome(process.exitValue(), Files.readString(out, StandardCharsets.UTF_8));
  }

  private static TreeSet<String> names(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .map(it -> it.getFileName().toString())
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }
}
