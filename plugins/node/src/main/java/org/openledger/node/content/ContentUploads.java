package org.openledger.node.content;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.precompile.host.NodeFailureException;

/**
 * Contents that are being handed in, piece by piece, one file each; so an upload goes on after a
 * restart. Only so many at once: the one that rested longest gives way.
 */
public final class ContentUploads {

  /** Most contents that are handed in at one time. */
  public static final int MOST = 4;

  private static final String SUFFIX = ".upload";

  private final Path directory;

  private ContentUploads(Path directory) {
    this.directory = directory;
  }

  /**
   * Opens or creates the directory of what is being handed in.
   *
   * @throws UncheckedIOException where it cannot be used
   */
  public static ContentUploads open(Path directory) {
    try {
      return new ContentUploads(Files.createDirectories(directory));
    } catch (IOException e) {
      throw new UncheckedIOException("directory " + directory + " cannot be made", e);
    }
  }

  /** How many bytes of a content are here already: where its next piece goes on. */
  public synchronized long received(Bytes32 root) {
    try {
      return Files.exists(file(root)) ? Files.size(file(root)) : 0;
    } catch (IOException e) {
      throw failed(root, e);
    }
  }

  /**
   * Takes in a piece.
   *
   * @param offset must be {@link #received}
   * @param size of the whole content
   * @return the content, once all of it is here; it is forgotten here then
   * @throws IllegalArgumentException where the piece does not fit
   * @throws NodeFailureException where it cannot be written
   */
  public synchronized Optional<byte[]> append(Bytes32 root, long offset, Bytes piece, long size) {
    long received = received(root);
    if (offset != received || piece.isEmpty() || piece.size() > size - offset) {
      throw new IllegalArgumentException(
          "the next piece begins at " + received + " and ends at " + size + " at most");
    }
    try {
      if (received == 0) {
        makeRoom();
      }
      Files.write(
          file(root), piece.toArrayUnsafe(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      if (offset + piece.size() < size) {
        return Optional.empty();
      }
      byte[] whole = Files.readAllBytes(file(root));
      Files.delete(file(root));
      return Optional.of(whole);
    } catch (IOException e) {
      throw failed(root, e);
    }
  }

  private void makeRoom() throws IOException {
    record Upload(Path file, FileTime touched) {}
    List<Upload> uploads = new ArrayList<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.filter(it -> it.toString().endsWith(SUFFIX)).toList()) {
        uploads.add(new Upload(file, Files.getLastModifiedTime(file)));
      }
    }
    uploads.sort(Comparator.comparing(Upload::touched));
    for (int i = 0; i <= uploads.size() - MOST; i++) {
      Files.delete(uploads.get(i).file());
    }
  }

  private Path file(Bytes32 root) {
    return directory.resolve(root.toUnprefixedHexString() + SUFFIX);
  }

  private NodeFailureException failed(Bytes32 root, IOException e) {
    return new NodeFailureException(
        "content " + root.toHexString() + " cannot be handed in to " + directory, e);
  }
}
