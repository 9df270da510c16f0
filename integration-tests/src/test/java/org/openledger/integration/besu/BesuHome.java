package org.openledger.integration.besu;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/**
 * An installed Besu.
 *
 * @param directory holds {@code bin/besu} and {@code lib/*.jar}
 */
public record BesuHome(Path directory) {

  private static final String DEFAULT = "/opt/besu";
  private static final String PLUGIN_INTERFACE = "org/hyperledger/besu/plugin/BesuPlugin.class";

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

  /**
   * This Besu, but for the release that its plugin interface tells.
   *
   * @param copy a directory that there is not yet: takes the launchers, and links to the jars
   */
  BesuHome telling(String release, Path copy) throws IOException {
    Path libraries = Files.createDirectories(copy.resolve("lib"));
    for (Path jar : jars()) {
      Path to = libraries.resolve(jar.getFileName());
      try (JarFile file = new JarFile(jar.toFile())) {
        if (file.getEntry(PLUGIN_INTERFACE) == null) {
          Files.createSymbolicLink(to, jar);
        } else {
          copy(file, to, release);
        }
      }
    }
    Path launchers = Files.createDirectories(copy.resolve("bin"));
    try (Stream<Path> files = Files.list(directory.resolve("bin"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path to = launchers.resolve(file.getFileName());
        Files.copy(file, to, StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
    return new BesuHome(copy);
  }

  private static void copy(JarFile jar, Path to, String release) throws IOException {
    Manifest manifest = jar.getManifest();
    manifest.getMainAttributes().put(Attributes.Name.IMPLEMENTATION_VERSION, release);
    // Those of single packages would go before it.
    manifest.getEntries().clear();
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(to), manifest)) {
      for (JarEntry entry : jar.stream().toList()) {
        if (!entry.getName().equals(JarFile.MANIFEST_NAME)) {
          out.putNextEntry(new ZipEntry(entry.getName()));
          jar.getInputStream(entry).transferTo(out);
        }
      }
    }
  }

  /** The launcher: one without the flags of a long-running service where there is one. */
  public Path launcher() {
    Path untuned = directory.resolve("bin/besu-untuned");
    return Files.isExecutable(untuned) ? untuned : directory.resolve("bin/besu");
  }
}
