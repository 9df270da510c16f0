package org.openledger.integration.distribution;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * What an operator is given: the plugin, to unpack into Besu's plugins directory, and the tools.
 */
public final class Distribution {

  private Distribution() {}

  /** The project's directory. */
  public static Path root() {
    return Path.of(property("openledger.root")).toAbsolutePath().normalize();
  }

  /**
   * The zip of this build.
   *
   * @throws IllegalStateException where the build has not packaged it
   */
  public static Path zip() {
    return packaged("plugins/besu", "openledger-besu-plugin");
  }

  /**
   * The zip of the tools of this build.
   *
   * @throws IllegalStateException where the build has not packaged it
   */
  static Path tools() {
    return packaged("genesis", "openledger-tools");
  }

  private static Path packaged(String module, String name) {
    Path zip =
        root()
            .resolve(module)
            .resolve("target")
            .resolve(name + "-" + property("openledger.version") + ".zip");
    if (!Files.isRegularFile(zip)) {
      throw new IllegalStateException(zip + " is missing: run these tests with `mvn verify`");
    }
    return zip;
  }

  /** Unpacks the zip, which is flat. */
  public static void unpack(Path directory) {
    try (InputStream in = Files.newInputStream(zip());
        ZipInputStream entries = new ZipInputStream(in)) {
      for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
        if (entry.getName().contains("/") || entry.getName().contains("\\")) {
          throw new IllegalStateException(entry.getName() + " is not at the zip's top");
        }
        Files.copy(
            entries, directory.resolve(entry.getName()), StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String property(String name) {
    String value = System.getProperty(name);
    if (value == null) {
      throw new IllegalStateException("run these tests with Maven: " + name + " is not set");
    }
    return value;
  }
}
