package org.openledger.integration.story;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A small corpus of real text: licence files of a few components of this JDK. */
public final class Licences {

  private static final int COMPONENTS = 6;

  private Licences() {}

  /** Copies the licences of components with texts of their own, one folder each. */
  public static Path copyTo(Path directory) throws IOException {
    Path legal = Path.of(System.getProperty("java.home"), "legal");
    try (Stream<Path> components = Files.list(legal)) {
      List<Path> chosen =
          components
              .filter(Files::isDirectory)
              .filter(component -> component.resolve("..").normalize().equals(legal))
              .filter(Licences::hasNotices)
              .sorted()
              .limit(COMPONENTS)
              .toList();
      for (Path component : chosen) {
        Path copy = Files.createDirectories(directory.resolve(component.getFileName().toString()));
        try (Stream<Path> files = Files.list(component)) {
          for (Path file : files.filter(Licences::isNotice).toList()) {
            Files.copy(file, copy.resolve(file.getFileName()));
          }
        }
      }
    }
    return directory;
  }

  private static boolean hasNotices(Path component) {
    try (Stream<Path> files = Files.list(component)) {
      return files.anyMatch(Licences::isNotice);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isNotice(Path file) {
    return file.toString().endsWith(".md") && !Files.isSymbolicLink(file);
  }
}
