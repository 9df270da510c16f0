package org.openledger.node.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;

/**
 * Contents that were fetched in part, a file for each content and peer: so a fetch goes on after a
 * restart, and what is wrong at the end is known to be that peer's. Only so many at once: the one
 * that rested longest gives way.
 */
final class Partials {

  private static final String SUFFIX = ".fetch";

  private final Path directory;
  private final int most;

  private Partials(Path directory, int most) {
    this.directory = directory;
    this.most = most;
  }

  /**
   * Opens or creates the directory.
   *
   * @throws UncheckedIOException where it cannot be used
   */
  static Partials open(Path directory, int most) {
    try {
      return new Partials(Files.createDirectories(directory), most);
    } catch (IOException e) {
      throw new UncheckedIOException("directory " + directory + " cannot be made", e);
    }
  }

  /** Bytes of a content that a peer has given so far. */
  long received(Bytes32 root, Peer peer) throws IOException {
    Path file = file(root, peer);
    return Files.exists(file) ? Files.size(file) : 0;
  }

  /** Adds what follows. */
  synchronized void append(Bytes32 root, Peer peer, Bytes piece) throws IOException {
    Path file = file(root, peer);
    if (!Files.exists(file)) {
      makeRoom();
    }
    Files.write(file, piece.toArrayUnsafe(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  /** All that a peer has given. */
  byte[] whole(Bytes32 root, Peer peer) throws IOException {
    return Files.readAllBytes(file(root, peer));
  }

  /** Forgets what a peer has given. */
  void drop(Bytes32 root, Peer peer) throws IOException {
    Files.deleteIfExists(file(root, peer));
  }

  /** Forgets what all peers have given. */
  void drop(Bytes32 root) throws IOException {
    for (Path file : files()) {
      if (file.getFileName().toString().startsWith(root.toUnprefixedHexString())) {
        Files.deleteIfExists(file);
      }
    }
  }

  /** Forgets everything. */
  void clear() {
    try {
      for (Path file : files()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("directory " + directory + " cannot be cleared", e);
    }
  }

  private void makeRoom() throws IOException {
    record Partial(Path file, FileTime touched) {}
    List<Partial> partials = new ArrayList<>();
    for (Path file : files()) {
      partials.add(new Partial(file, Files.getLastModifiedTime(file)));
    }
    partials.sort(Comparator.comparing(Partial::touched));
    for (int i = 0; i <= partials.size() - most; i++) {
      Files.deleteIfExists(partials.get(i).file());
    }
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(it -> it.toString().endsWith(SUFFIX)).toList();
    }
  }

  private Path file(Bytes32 root, Peer peer) {
    String operator = peer.operator().bytes().toUnprefixedHexString();
    return directory.resolve(root.toUnprefixedHexString() + "-" + operator + SUFFIX);
  }
}
