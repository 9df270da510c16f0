package org.openledger.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A process that works in rounds and is killed in the middle of one. */
public final class KilledProcess {

  /**
   * Kills fall up to so many times as late as a round takes: on every step, whatever the machine.
   */
  public static final double LONGEST = 1.3;

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private KilledProcess() {}

  /** Says whether it is time to kill; asked again and again. */
  public interface Moment {
    boolean isHere() throws IOException;
  }

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
    return lastRound(
        program, directory, first, (victim, took) -> Thread.sleep((long) (extent * took)));
  }

  /** The same with a kill at a moment that is seen from outside, once its rounds have begun. */
  public static long lastRound(Class<?> program, Path directory, long first, Moment moment)
      throws IOException, InterruptedException {
    return lastRound(
        program,
        directory,
        first,
        (victim, took) -> {
          long end = System.nanoTime() + PATIENCE.toNanos();
          while (!moment.isHere()) {
            assertThat(victim.isAlive()).as("the process lives until then").isTrue();
            assertThat(System.nanoTime() - end).as("ns past the end of patience").isNegative();
            Thread.sleep(1);
          }
        });
  }

  /** Ends when it is time to kill. */
  private interface Wait {
    void end(Process victim, long took) throws IOException, InterruptedException;
  }

  private static long lastRound(Class<?> program, Path directory, long first, Wait wait)
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
      wait.end(victim, took);
    } finally {
      victim.destroyForcibly().waitFor();
    }
    List<String> lines = Files.readAllLines(said, StandardCharsets.UTF_8);
    assertThat(lines.get(1)).isEqualTo("round " + first);
    return Long.parseLong(lines.getLast().substring("round ".length()));
  }
}
