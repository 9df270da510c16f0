package org.openledger.genesis.local;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.openledger.genesis.files.NetworkException;

/**
 * The distribution of the plugin: a flat zip.
 *
 * @param file where it is
 */
public record PluginZip(Path file) {

  /** Names of the plugin's files in a plugins directory; those of others are left alone. */
  private static final String OURS = "openledger-*";

  /**
   * The plugin's zip.
   *
   * @throws NetworkException where it is none
   */
  public static PluginZip at(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new NetworkException(
          "there is no plugin "
              + file
              + ": build it with mvn -pl plugins/besu -am package, or name it by --plugin");
    }
    return new PluginZip(file);
  }

  /**
   * The plugin of this release, where the launcher says that the build puts it.
   *
   * @throws NetworkException where nobody says so
   */
  public static PluginZip built() {
    String zip = System.getProperty("openledger.plugin.zip", "");
    if (zip.isEmpty()) {
      throw new NetworkException("name the plugin's zip by --plugin");
    }
    return at(Path.of(zip));
  }

  /** Replaces the plugin's files in a directory. */
  void unpack(Path directory) throws IOException {
    Files.createDirectories(directory);
    try (DirectoryStream<Path> old = Files.newDirectoryStream(directory, OURS)) {
      for (Path file : old) {
        Files.delete(file);
      }
    }
    try (InputStream in = Files.newInputStream(file);
        ZipInputStream entries = new ZipInputStream(in)) {
      int count = 0;
      for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
        // The name must stay within the directory, whoever made the zip.
        if (!entry.getName().matches("openledger-[A-Za-z0-9._-]+")) {
          throw new NetworkException(
              file + " is no OpenLedger plugin: it holds " + entry.getName());
        }
        Files.copy(
            entries, directory.resolve(entry.getName()), StandardCopyOption.REPLACE_EXISTING);
        count++;
      }
      if (count == 0) {
        throw new NetworkException(file + " is no zip, or an empty one");
      }
    }
  }
}
