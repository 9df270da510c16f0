package org.openledger.integration.distribution;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** The zip that an operator unpacks into Besu's plugins directory. */
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
    Path zip =
        root()
            .resolve("plugins/besu/target")
            .resolve("openledger-besu-plugin-" + property("openledger.version") + ".zip");
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
