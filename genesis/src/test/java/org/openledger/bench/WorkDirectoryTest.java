package org.openledger.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkDirectoryTest {
  @TempDir private Path parent;

  @Test
  void itGoesWithAllItsFilesWhenItIsClosed() throws Exception {
    Path path;
    try (WorkDirectory work = WorkDirectory.create(parent)) {
      path = work.path();
      Files.writeString(Files.createDirectories(path.resolve("index/deep")).resolve("file"), "x");
      assertThat(path.getParent()).isEqualTo(parent);
    }
    assertThat(path).doesNotExist();
  }

  @Test
  void whatAKilledRunLeftGoesWithTheNextAndWhatIsInUseStays() throws Exception {
    try (WorkDirectory own = WorkDirectory.create(parent)) {
      Process other = Victim.start(parent);
      try (BufferedReader said = other.inputReader()) {
        Path path = Path.of(said.readLine());
        WorkDirectory.create(parent).close();
        assertThat(path.resolve("file")).exists();
        other.destroyForcibly().waitFor();
        assertThat(path.resolve("file")).exists();
        WorkDirectory.create(parent).close();
        assertThat(path).doesNotExist();
        assertThat(own.path()).exists();
      } finally {
        other.destroyForcibly();
      }
    }
  }

  @Test
  void aRunThatIsToldToEndTakesItAlong() throws Exception {
    Process other = Victim.start(parent);
    try (BufferedReader said = other.inputReader()) {
      Path path = Path.of(said.readLine());
      other.destroy();
      other.waitFor();
      assertThat(path).doesNotExist();
    } finally {
      other.destroyForcibly();
    }
  }

  @Test
  void whatHasNoLockIsLeftAlone() throws Exception {
    Path foreign = Files.createDirectory(parent.resolve("openledger-bench-notes"));
    WorkDirectory.create(parent).close();
    assertThat(foreign).exists();
  }

  /** A run that never ends by itself. */
  static final class Victim {
    private Victim() {}

    static Process start(Path parent) throws IOException {
      return new ProcessBuilder(
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "-cp",
              System.getProperty("java.class.path"),
              Victim.class.getName(),
              parent.toString())
          .redirectError(ProcessBuilder.Redirect.INHERIT)
          .start();
    }

    public static void main(String[] arguments) throws Exception {
      try (WorkDirectory work = WorkDirectory.create(Path.of(arguments[0]))) {
        Files.writeString(work.path().resolve("file"), "x");
        System.out.println(work.path());
        Thread.sleep(Long.MAX_VALUE);
      }
    }
  }
}
