package org.openledger.genesis.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.openledger.genesis.files.NetworkException;
import org.openledger.genesis.files.NodeEntry;

/** The process of a node, known by its pid file and by the node's mark in its command line. */
final class NodeProcess {

  private final ProcessHandle handle;

  private NodeProcess(ProcessHandle handle) {
    this.handle = handle;
  }

  /** The node's process, if it runs. A process that took over the id of one gone is not taken. */
  static Optional<NodeProcess> of(NodeEntry node) {
    return pid(node.pid())
        .flatMap(ProcessHandle::of)
        .filter(ProcessHandle::isAlive)
        .filter(handle -> isOf(node, handle))
        .map(NodeProcess::new);
  }

  /** Starts the node's script, which becomes the node. */
  static NodeProcess start(NodeEntry node, BesuInstallation besu, NodeJava java)
      throws IOException {
    // nohup: the node outlives the terminal that it was started from.
    ProcessBuilder builder = new ProcessBuilder("nohup", node.script().toString());
    builder.directory(node.directory().toFile());
    builder.environment().put("BESU_HOME", besu.directory().toString());
    java.putInto(builder.environment());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(node.log().toFile()));
    Process process = builder.start();
    Files.writeString(node.pid(), process.pid() + "\n");
    return new NodeProcess(process.toHandle());
  }

  boolean isAlive() {
    return handle.isAlive();
  }

  /** Forgets a process that is gone. */
  static void forget(NodeEntry node) throws IOException {
    Files.deleteIfExists(node.pid());
  }

  long pid() {
    return handle.pid();
  }

  /** Asks the process to end; it finishes its block and closes its files. */
  void end() {
    handle.destroy();
  }

  /**
   * Waits for the end; a process that takes longer is killed.
   *
   * @return whether it ended by itself
   */
  boolean awaitEnd(Duration limit) {
    try {
      handle.onExit().get(limit.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      handle.destroyForcibly();
      handle.onExit().join();
      return false;
    } catch (ExecutionException e) {
      throw new NetworkException("process " + pid() + " cannot be waited for", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NetworkException("interrupted while waiting for process " + pid(), e);
    }
  }

  private static Optional<Long> pid(Path file) {
    try {
      return Optional.of(Long.parseLong(Files.readString(file).strip()));
    } catch (IOException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** Java cuts long command lines off; the mark stands before Besu's class path. */
  private static boolean isOf(NodeEntry node, ProcessHandle handle) {
    ProcessHandle.Info info = handle.info();
    boolean java =
        Arrays.asList(info.arguments().orElse(new String[0])).contains(node.mark())
            || info.commandLine().filter(line -> line.contains(node.mark())).isPresent();
    // The script, before it has become the node.
    return java
        || info.commandLine().filter(line -> line.contains(node.script().toString())).isPresent();
  }
}
