package org.openledger.genesis.local;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.openledger.genesis.files.NetworkException;

/**
 * An installed Besu.
 *
 * @param directory holds {@code bin/besu} and {@code lib/*.jar}
 */
public record BesuInstallation(Path directory) {

  private static final Path STANDARD = Path.of("/opt/besu");

  /**
   * The Besu of this machine.
   *
   * @param home what {@code BESU_HOME} says; null or blank: /opt/besu
   * @throws NetworkException where there is none
   */
  public static BesuInstallation find(@Nullable String home) {
    boolean named = home != null && !home.isBlank();
    Path directory = named ? Path.of(home) : STANDARD;
    if (!Files.isExecutable(directory.resolve("bin").resolve("besu"))) {
      throw new NetworkException(
          "there is no Besu in "
              + directory
              + " (bin/besu): unpack Besu 26.8.0 there, or set BESU_HOME to where it is");
    }
    return new BesuInstallation(directory.toAbsolutePath().normalize());
  }
}
