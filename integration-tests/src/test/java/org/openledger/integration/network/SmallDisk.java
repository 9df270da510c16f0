package org.openledger.integration.network;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.TimeUnit;
import org.openledger.genesis.files.NodeEntry;

/**
 * A disk of its own for what the plugin of one node writes: a file system in memory that only the
 * node's process has mounted, so that nothing is left of it when the node ends. Linux, where users
 * may have name spaces of their own.
 */
final class SmallDisk {

  private static final int PIECE = 4_096;

  private final NodeEntry node;
  private final String script;

  private SmallDisk(NodeEntry node, String script) {
    this.node = node;
    this.script = script;
  }

  /** Whether this machine lets a process mount something for itself. */
  static boolean isPossible() throws IOException, InterruptedException {
    Path point = Files.createTempDirectory("openledger-mount");
    try {
      Process process =
          new ProcessBuilder("unshare", "-rm", "mount", "-t", "tmpfs", "tmpfs", point.toString())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false; // There is no unshare.
    } finally {
      Files.delete(point);
    }
  }

  /** Has a node that does not run start on such a disk, empty, from now on. */
  static SmallDisk under(NodeEntry node, int kilobytes) throws IOException {
    String script = Files.readString(node.script());
    Path original = node.script().resolveSibling("start-node.sh");
    Files.copy(node.script(), original, StandardCopyOption.COPY_ATTRIBUTES);
    Files.writeString(
        node.script(),
        """
        #!/bin/sh
        mkdir -p "%1$s"
        exec unshare -rm sh -c 'mount -t tmpfs -o size=%2$dk tmpfs "%1$s" && exec "%3$s"'
        """
            .formatted(node.data().resolve("openledger"), kilobytes, original));
    return new SmallDisk(node, script);
  }

  /** Takes all the room that is left on the disk of the running node. */
  void fill() throws IOException {
    byte[] piece = new byte[PIECE];
    try (OutputStream out = Files.newOutputStream(filler())) {
      while (true) {
        out.write(piece);
      }
    } catch (IOException e) {
      // That was all of it.
    }
  }

  /** Gives the room back. */
  void free() throws IOException {
    Files.delete(filler());
  }

  /** Has the node, which does not run, start on the disk that it had before. */
  void remove() throws IOException {
    Files.writeString(node.script(), script);
    Files.delete(node.script().resolveSibling("start-node.sh"));
  }

  /** The file system as the node's process sees it. */
  private Path filler() throws IOException {
    String pid = Files.readString(node.pid()).strip();
    return Path.of("/proc", pid, "root" + node.data().resolve("openledger/filler"));
  }
}
