package org.openledger.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A process that works in rounds and is killed in the middle of one. */
public final class KilledProcess {

  /**
   * Kills fall up to so many times as late as a round takes: on every step, whatever the machine.
   */
  public static final double LONGEST = 1.3;

  private KilledProcess() {}

  /**
   * Lets a program run in a process of its own from a round on, kills it after so many times as
   * long as a round takes, and says which round it began last.
   *
   * @param program takes the directory and the number of the first round; prints {@code took} and
   *     how many milliseconds a round took it before it works, then {@code round} and its number at
   *     the beginning of each round
   * @param extent how many rounds long it lives, 0 … {@link #LONGEST}
   */
  public static long lastRound(Class<?> program, Path directory, long first, double extent)
      throws IOException, InterruptedException {
    Path said = directory.resolveSibling(directory.getFileName() + ".said");
    Process victim =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=off",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName(),
                directory.toString(),
                Long.toString(first))
            .redirectError(Redirect.INHERIT)
            .redirectOutput(said.toFile())
            .start();
    try {
      List<String> lines = List.of();
      while (lines.size() < 2 && victim.isAlive()) {
        Thread.sleep(2);
        lines = Files.readAllLines(said, StandardCharsets.UTF_8);
      }
      assertThat(lines).as("what the process said").hasSizeGreaterThan(1);
      long took = Long.parseLong(lines.getFirst().substring("took ".length()));
      Thread.sleep((long) (extent * took));
    } finally {
      victim.destroyForcibly().waitFor();
    }
    List<String> lines = Files.readAllLines(said, StandardCharsets.UTF_8);
    assertThat(lines.get(1)).isEqualTo("round " + first);
    return Long.parseLong(lines.getLast().substring("round ".length()));
  }
}
