package org.openledger.integration.client;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs the scripts of integration-tests/clients, or of another directory of npm there, with
 * Node.js, after one {@code npm ci}.
 */
public final class NodeScript {

  private static final long MINUTES = 5;

  private static final Path ROOT =
      Path.of(System.getProperty("openledger.root", ".."))
          .resolve("integration-tests")
          .toAbsolutePath()
          .normalize();

  /**
   * How a script ended.
   *
   * @param exitCode 0: well
   * @param output what it printed, errors included
   */
  public record Result(int exitCode, String output) {}

  private NodeScript() {}

  /** Runs a script of the clients to its end. */
  public static Result run(String script, String... arguments)
      throws IOException, InterruptedException {
    return runIn("clients", script, arguments);
  }

  /** Where the scripts of a name are. */
  public static Path directory(String name) {
    return ROOT.resolve(name);
  }

  /** Runs a script to its end; its packages are installed first where they are missing. */
  public static Result runIn(String name, String script, String... arguments)
      throws IOException, InterruptedException {
    Path directory = directory(name);
    install(directory);
    List<String> command = new ArrayList<>(List.of("node", script));
    command.addAll(List.of(arguments));
    return execute(directory, command);
  }

  /**
   * Installs a directory's packages, once for all processes that run tests: {@code npm ci} begins
   * by deleting what is there, and what it left when it was interrupted looks complete. So one
   * process at a time installs, and a mark that only a finished installation gets says of which
   * lock file.
   */
  private static synchronized void install(Path directory)
      throws IOException, InterruptedException {
    String wanted = Files.readString(directory.resolve("package-lock.json"));
    Path mark = directory.resolve("node_modules/.installed");
    Path target = Files.createDirectories(ROOT.resolve("target"));
    Path lock = target.resolve("npm-" + directory.getFileName() + ".lock");
    try (FileChannel channel =
            FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock held = channel.lock()) {
      if (held.isValid() && Files.exists(mark) && Files.readString(mark).equals(wanted)) {
        return;
      }
      Result install = execute(directory, List.of("npm", "ci", "--no-audit", "--no-fund"));
      if (install.exitCode() != 0) {
        throw new IOException("npm ci failed: " + install.output());
      }
      Files.writeString(mark, wanted);
    }
  }

  private static Result execute(Path directory, List<String> command)
      throws IOException, InterruptedException {
    Path log = Files.createTempFile("openledger-node", ".log");
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new IOException(command + " did not end: " + Files.readString(log));
      }
      return new Result(process.exitValue(), Files.readString(log, StandardCharsets.UTF_8));
    } finally {
      Files.delete(log);
    }
  }
}
