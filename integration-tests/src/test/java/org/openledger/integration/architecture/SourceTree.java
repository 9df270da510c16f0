package org.openledger.integration.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The project's own files. */
final class SourceTree {

  static final Path ROOT =
      Path.of(System.getProperty("openledger.root", "..")).toAbsolutePath().normalize();

  static final List<String> MODULES =
      List.of(
          "attribution-kernels",
          "precompiles",
          "plugins/besu-api",
          "plugins/node",
          "plugins/besu",
          "genesis",
          "integration-tests");

  private SourceTree() {}

  /** Every Java file of every module. */
  static List<Path> javaFiles() throws IOException {
    try (Stream<Path> all =
        MODULES.stream()
            .map(module -> ROOT.resolve(module).resolve("src"))
            .filter(Files::isDirectory)
            .flatMap(SourceTree::walk)) {
      return all.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
  }

  /** The directory of a module's compiled classes. */
  static Path classes(String module) {
    return ROOT.resolve(module).resolve("target/classes");
  }

  private static Stream<Path> walk(Path directory) {
    try {
      return Files.walk(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
