package org.openledger.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.openledger.precompile.host.NodeFailureException;

/**
 * What the node has learned from the chain, one line a fact, appended and forced to the disk. A
 * line that a crash cut short is dropped when the journal is opened: its block is read again.
 */
final class Journal {

  private final Path file;

  private Journal(Path file) {
    this.file = file;
  }

  static Journal open(Path file) {
    try {
      if (!Files.exists(file)) {
        Files.createFile(file);
      }
      byte[] bytes = Files.readAllBytes(file);
      int sound = bytes.length;
      while (sound > 0 && bytes[sound - 1] != '\n') {
        sound--;
      }
      if (sound < bytes.length) {
        Files.write(file, Arrays.copyOf(bytes, sound));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("journal " + file + " cannot be opened", e);
    }
    return new Journal(file);
  }

  /** All facts, each split at tabs. */
  List<String[]> read() {
    try {
      List<String[]> facts = new ArrayList<>();
      for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
        facts.add(line.split("\t", -1));
      }
      return facts;
    } catch (IOException e) {
      throw new UncheckedIOException("journal " + file + " cannot be read", e);
    }
  }

  /** Appends facts. */
  void append(List<String> lines) {
    if (lines.isEmpty()) {
      return;
    }
    byte[] bytes = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    try {
      Files.write(
          file,
          bytes,
          StandardOpenOption.WRITE,
          StandardOpenOption.APPEND,
          StandardOpenOption.DSYNC);
    } catch (IOException e) {
      throw new NodeFailureException("journal " + file + " cannot be written", e);
    }
  }
}
