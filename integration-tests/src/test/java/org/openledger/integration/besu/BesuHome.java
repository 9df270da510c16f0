package org.openledger.integration.besu;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An installed Besu.
 *
 * @param directory holds {@code bin/besu} and {@code lib/*.jar}
 */
public record BesuHome(Path directory) {

  private static final String DEFAULT = "/opt/besu";

  /** Where a Besu is looked for: {@code BESU_HOME}, or else the default. */
  public static Path expected() {
    String given = System.getenv("BESU_HOME");
    return Path.of(given == null || given.isBlank() ? DEFAULT : given);
  }

  /** Whether a missing Besu is a failure: {@code OPENLEDGER_REQUIRE_BESU=1}. */
  public static boolean isRequired() {
    return "1".equals(System.getenv("OPENLEDGER_REQUIRE_BESU"));
  }

  /** The Besu of this machine. */
  public static Optional<BesuHome> find() {
    BesuHome home = new BesuHome(expected());
    boolean complete =
        Files.isDirectory(home.directory.resolve("lib"))
            && Files.isRegularFile(home.directory.resolve("bin/besu"))
            && !home.jars().isEmpty();
    return complete ? Optional.of(home) : Optional.empty();
  }

  /** The jars of Besu's class path. */
  public List<Path> jars() {
    try (Stream<Path> files = Files.list(directory.resolve("lib"))) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The launcher: one without the flags of a long-running service where there is one. */
  public Path launcher() {
    Path untuned = directory.resolve("bin/besu-untuned");
    return Files.isExecutable(untuned) ? untuned : directory.resolve("bin/besu");
  }
}
