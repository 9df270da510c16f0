package org.openledger.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.openledger.node.content.Directories;
import org.openledger.precompile.host.NodeFailureException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the node has learned from the chain, one line a fact, appended and forced to the disk; the
 * first line names the chain. Each line ends with its checksum: where a crash or the disk damaged
 * one, it and all after it are dropped, and their blocks are read again.
 */
final class Journal implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Journal.class);
  private static final String CHAIN = "chain\t";
  private static final String TEMPORARY = ".part";

  private final Path file;
  private FileChannel channel;

  /** Up to here the file holds whole lines; what lies beyond is left of an append that failed. */
  private long sound;

  private @Nullable String chain;

  private Journal(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  static Journal open(Path file) {
    try {
      Files.deleteIfExists(file.resolveSibling(file.getFileName() + TEMPORARY));
      FileChannel channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      Journal journal = new Journal(file, channel);
      journal.read();
      if (journal.sound < channel.size()) {
        LOG.warn(
            "OL-311 {} is damaged from byte {} on: what follows is read again",
            file,
            journal.sound);
        channel.truncate(journal.sound);
      }
      return journal;
    } catch (IOException e) {
      throw new UncheckedIOException("journal " + file + " cannot be opened", e);
    }
  }

  /** The chain that the facts are of; empty where none was named yet. */
  Optional<String> chain() {
    return Optional.ofNullable(chain);
  }

  /** All facts. */
  List<String> facts() {
    try {
      return read();
    } catch (IOException e) {
      throw new UncheckedIOException("journal " + file + " cannot be read", e);
    }
  }

  /** Appends facts: all of them, or none where it fails. */
  void append(List<String> facts) {
    if (facts.isEmpty()) {
      return;
    }
    byte[] bytes = bytes(facts);
    try {
      if (!channel.isOpen()) { // An interrupted thread closes it, and a rewrite that fails.
        channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
      }
      channel.truncate(sound);
      write(channel, bytes, sound);
      sound += bytes.length;
    } catch (IOException e) {
      dropUnsound();
      throw new NodeFailureException(
          "journal " + file + " cannot be written; the block is tried again", e);
    }
  }

  /** Puts other content in the place of all; in whole or not at all. */
  void rewrite(String newChain, List<String> facts) {
    List<String> lines = new ArrayList<>();
    lines.add(CHAIN + newChain);
    lines.addAll(facts);
    byte[] bytes = bytes(lines);
    try {
      channel.close();
      Directories.replace(file, TEMPORARY, bytes);
      sound = bytes.length;
      chain = newChain;
      channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new NodeFailureException("journal " + file + " cannot be written", e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      LOG.debug("journal {}", file, e);
    }
  }

  /** Reads the sound lines: sets what is known of the file, and gives the facts. */
  private List<String> read() throws IOException {
    Lines lines = Lines.of(Files.readAllBytes(file));
    sound = lines.length();
    if (lines.chain() != null) {
      chain = lines.chain();
    }
    return lines.facts();
  }

  /** What a journal says, read from outside: another process may be writing it. */
  static Lines look(Path file) throws IOException {
    return Lines.of(Files.readAllBytes(file));
  }

  /**
   * The sound lines of a journal.
   *
   * @param length bytes of them
   * @param chain whose facts they are; null where none is named
   */
  record Lines(long length, @Nullable String chain, List<String> facts) {

    private static Lines of(byte[] bytes) {
      List<String> facts = new ArrayList<>();
      String chain = null;
      int sound = 0;
      for (int end = 0; end < bytes.length; end++) {
        if (bytes[end] == '\n') {
          String line = new String(bytes, sound, end - sound, StandardCharsets.UTF_8);
          int mark = line.lastIndexOf('\t');
          if (mark < 0 || !line.substring(mark + 1).equals(checksum(line.substring(0, mark)))) {
            break;
          }
          String fact = line.substring(0, mark);
          if (fact.startsWith(CHAIN)) {
            chain = fact.substring(CHAIN.length());
          } else {
            facts.add(fact);
          }
          sound = end + 1;
        }
      }
      return new Lines(sound, chain, facts);
    }
  }

  private void dropUnsound() {
    try {
      channel.truncate(sound);
    } catch (IOException e) {
      LOG.debug("The next append cuts {} to {} bytes", file, sound, e);
    }
  }

  private static void write(FileChannel channel, byte[] bytes, long at) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      channel.write(buffer, at + buffer.position());
    }
    channel.force(true);
  }

  private static byte[] bytes(List<String> facts) {
    StringBuilder lines = new StringBuilder();
    for (String fact : facts) {
      lines.append(fact).append('\t').append(checksum(fact)).append('\n');
    }
    return lines.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String checksum(String fact) {
    CRC32 crc = new CRC32();
    crc.update(fact.getBytes(StandardCharsets.UTF_8));
    return String.format("%08x", crc.getValue());
  }
}
