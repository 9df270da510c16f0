package org.openledger.node.content;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.attribution.content.Content;
import org.openledger.attribution.content.MalformedContentException;
import org.openledger.precompile.host.NodeFailureException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Content by its Merkle root, one file each. What is read is checked against the root, so a damaged
 * file is never served.
 */
public final class ContentStore {

  private static final Logger LOG = LoggerFactory.getLogger(ContentStore.class);

  private final Path directory;

  private ContentStore(Path directory) {
    this.directory = directory;
  }

  /**
   * Opens or creates a store.
   *
   * @throws UncheckedIOException where the directory cannot be used
   */
  public static ContentStore open(Path directory) {
    Directories.open(directory, "*.part");
    return new ContentStore(directory);
  }

  /** Stores encoded content under its root; a file that holds anything else is replaced. */
  public void put(Bytes32 root, byte[] encoded) {
    Path file = file(root);
    if (holds(file, encoded)) {
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
    Directories.force(directory);
  }

  /** Whether there is a file for a root; that it is sound, only {@link #get} says. */
  public boolean has(Bytes32 root) {
    return Files.exists(file(root));
  }

  /**
   * The content with a root.
   *
   * @param vocabularySize of its tokenizer
   * @throws MissingContentException where there is none, or its file was damaged and is removed
   * @throws IOException where the file cannot be read
   */
  public Content get(Bytes32 root, int vocabularySize) throws IOException, MissingContentException {
    Path file = file(root);
    if (!Files.exists(file)) {
      throw new MissingContentException("is not on this node");
    }
    try {
      Content content = Content.parse(Files.readAllBytes(file), vocabularySize);
      if (Bytes32.wrap(content.root()).equals(root)) {
        return content;
      }
    } catch (MalformedContentException e) {
      LOG.debug("{} is as damaged as content of another root", file, e);
    }
    Files.delete(file);
    throw new MissingContentException("was damaged and is removed");
  }

  private static boolean holds(Path file, byte[] encoded) {
    try {
      return Files.exists(file)
          && Files.size(file) == encoded.length
          && Arrays.equals(Files.readAllBytes(file), encoded);
    } catch (IOException e) {
      LOG.warn("content file {} cannot be read ({}): writing it anew", file, e.getMessage());
      return false;
    }
  }

  private Path file(Bytes32 root) {
    return directory.resolve(root.toUnprefixedHexString() + ".content");
  }
}
