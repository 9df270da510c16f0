package org.openledger.node.content;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NodeFailureException;

/**
 * Contents that are being handed in, piece by piece, one file for each content and who hands it in;
 * so an upload goes on after a restart, and nobody writes into another's. Each has one at a time.
 * Only so many at once: the ones that have rested for long give way, then the one that is least
 * far, so that whoever pushes others out has to send more than they.
 */
public final class ContentUploads {

  /** Most contents that are handed in at one time. */
  public static final int MOST = 8;

  /** After so long without a piece an upload gives way to any other. */
  private static final Duration REST = Duration.ofMinutes(10);

  private static final String SUFFIX = ".upload";

  private record Upload(Path file, FileTime touched, long size) {

    boolean hasRestedSince(Instant then) {
      return touched.toInstant().isBefore(then);
    }
  }

  private final Path directory;
  private final InstantSource clock;

  private ContentUploads(Path directory, InstantSource clock) {
    this.directory = directory;
    this.clock = clock;
  }

  /**
   * Opens or creates the directory of what is being handed in.
   *
   * @throws UncheckedIOException where it cannot be used
   */
  public static ContentUploads open(Path directory) {
    return open(directory, InstantSource.system());
  }

  static ContentUploads open(Path directory, InstantSource clock) {
    try {
      return new ContentUploads(Files.createDirectories(directory), clock);
    } catch (IOException e) {
      throw new UncheckedIOException("directory " + directory + " cannot be made", e);
    }
  }

  /** How many bytes of a content somebody has handed in: where his next piece goes on. */
  public synchronized long received(Bytes32 root, Address from) {
    Path file = file(root, from);
    try {
      return Files.exists(file) ? Files.size(file) : 0;
    } catch (IOException e) {
      throw failed(root, e);
    }
  }

  /**
   * Takes in a piece.
   *
   * @param from who hands it in
   * @param offset must be {@link #received}
   * @param size of the whole content
   * @return the content, once all of it is here; it is forgotten here then
   * @throws IllegalArgumentException where the piece does not fit
   * @throws NodeFailureException where it cannot be written
   */
  public synchronized Optional<byte[]> append(
      Bytes32 root, Address from, long offset, Bytes piece, long size) {
    Path file = file(root, from);
    long received = received(root, from);
    if (offset != received || piece.isEmpty() || piece.size() > size - offset) {
      throw new IllegalArgumentException(
          "the next piece begins at " + received + " and ends at " + size + " at most");
    }
    try {
      if (received == 0) {
        makeRoom(from);
      }
      Files.write(
          file, piece.toArrayUnsafe(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      if (offset + piece.size() < size) {
        return Optional.empty();
      }
      byte[] whole = Files.readAllBytes(file);
      Files.delete(file);
      return Optional.of(whole);
    } catch (IOException e) {
      throw failed(root, e);
    }
  }

  private void makeRoom(Address from) throws IOException {
    List<Upload> uploads = new ArrayList<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.filter(it -> it.toString().endsWith(SUFFIX)).toList()) {
        if (file.toString().endsWith(ending(from))) {
          Files.delete(file);
        } else {
          uploads.add(new Upload(file, Files.getLastModifiedTime(file), Files.size(file)));
        }
      }
    }
    Instant rested = clock.instant().minus(REST);
    uploads.sort(
        Comparator.comparing((Upload it) -> !it.hasRestedSince(rested))
            .thenComparingLong(Upload::size)
            .thenComparing(Upload::touched));
    for (int i = 0; i <= uploads.size() - MOST; i++) {
      Files.delete(uploads.get(i).file());
    }
  }

  private Path file(Bytes32 root, Address from) {
    return directory.resolve(root.toUnprefixedHexString() + ending(from));
  }

  private static String ending(Address from) {
    return "." + from.bytes().toUnprefixedHexString() + SUFFIX;
  }

  private NodeFailureException failed(Bytes32 root, IOException e) {
    return new NodeFailureException(
        "content " + root.toHexString() + " cannot be handed in to " + directory, e);
  }
}
