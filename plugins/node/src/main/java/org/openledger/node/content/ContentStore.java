package org.openledger.node.content;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.attribution.content.Content;
import org.openledger.attribution.content.MalformedContentException;
import org.openledger.precompile.host.NodeFailureException;

/**
 * Content by its Merkle root, one file each. What is read is checked against the root, so a damaged
 * file is never served.
 */
public final class ContentStore {

  private final Path directory;

  private ContentStore(Path directory) {
    this.directory = directory;
  }

  /** Opens or creates a store. */
  public static ContentStore open(Path directory) {
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException("content directory " + directory + " cannot be made", e);
    }
    return new ContentStore(directory);
  }

  /** Stores encoded content under its root; nothing where it is there. */
  public void put(Bytes32 root, byte[] encoded) {
    Path file = file(root);
    if (Files.exists(file)) {
      return;
    }
    Path temporary = directory.resolve(file.getFileName() + ".part");
    try {
      Files.write(temporary, encoded);
      try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
      Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new NodeFailureException(
          "content " + root.toHexString() + " cannot be written to " + directory, e);
    }
  }

  /**
   * The content with a root; empty where this node does not have it.
   *
   * @param vocabularySize of its tokenizer
   * @throws NodeFailureException where the file is damaged; it has been removed
   */
  public Optional<Content> get(Bytes32 root, int vocabularySize) {
    Path file = file(root);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      Content content = Content.parse(Files.readAllBytes(file), vocabularySize);
      if (Bytes32.wrap(content.root()).equals(root)) {
        return Optional.of(content);
      }
    } catch (IOException e) {
      throw new NodeFailureException("content file " + file + " cannot be read", e);
    } catch (MalformedContentException e) {
      // As damaged as content of another root: fall through.
    }
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new NodeFailureException("damaged content file " + file + " cannot be removed", e);
    }
    throw new NodeFailureException(
        "content file " + file + " was damaged and is removed: restart to read it from the chain");
  }

  private Path file(Bytes32 root) {
    return directory.resolve(root.toUnprefixedHexString() + ".content");
  }
}
