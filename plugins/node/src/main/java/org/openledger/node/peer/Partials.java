package org.openledger.node.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;

/**
 * Contents that were fetched in part, a file for each content and peer: so a fetch goes on after a
 * restart, and what is wrong at the end is known to be that peer's. Only so many at once, and those
 * that are being fetched: of the others, the one that rested longest gives way.
 */
final class Partials {

  private static final String SUFFIX = ".fetch";

  private final Path directory;
  private final int most;

  /** Those that are being fetched. */
  private final Set<Path> open = new HashSet<>();

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

  /** What a peer has given of a content, which is fetched from it until this is closed. */
  final class Part implements AutoCloseable {

    private final Path file;

    private Part(Path file) {
      this.file = file;
    }

    /** Bytes so far. */
    long received() throws IOException {
      return Files.exists(file) ? Files.size(file) : 0;
    }

    /** Adds what follows. */
    void append(Bytes piece) throws IOException {
      synchronized (Partials.this) {
        if (!Files.exists(file)) {
          makeRoom();
        }
        Files.write(
            file, piece.toArrayUnsafe(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      }
    }

    /** All of it. */
    byte[] whole() throws IOException {
      return Files.readAllBytes(file);
    }

    /** Forgets it. */
    void drop() throws IOException {
      synchronized (Partials.this) {
        Files.deleteIfExists(file);
      }
    }

    @Override
    public void close() {
      synchronized (Partials.this) {
        open.remove(file);
      }
    }
  }

  /** Begins or goes on to fetch a content from a peer: one at a time of the same. */
  synchronized Part of(Bytes32 root, Peer peer) {
    String operator = peer.operator().bytes().toUnprefixedHexString();
    Path file = directory.resolve(root.toUnprefixedHexString() + "-" + operator + SUFFIX);
    open.add(file);
    return new Part(file);
  }

  /** Forgets what all peers have given. */
  synchronized void drop(Bytes32 root) throws IOException {
    for (Path file : files()) {
      if (file.getFileName().toString().startsWith(root.toUnprefixedHexString())) {
        Files.deleteIfExists(file);
      }
    }
  }

  /** Forgets everything. */
  synchronized void clear() {
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
    List<Path> files = files();
    for (Path file : files) {
      if (!open.contains(file)) {
        partials.add(new Partial(file, Files.getLastModifiedTime(file)));
      }
    }
    partials.sort(Comparator.comparing(Partial::touched));
    int tooMany = Math.min(files.size() + 1 - most, partials.size());
    for (int i = 0; i < tooMany; i++) {
      Files.deleteIfExists(partials.get(i).file());
    }
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(it -> it.toString().endsWith(SUFFIX)).toList();
    }
  }
}
