package org.openledger.node.content;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.attribution.content.Content;
import org.openledger.attribution.content.MalformedContentException;
import org.openledger.attribution.content.TokenPacking;
import org.openledger.precompile.host.NodeFailureException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Content by its Merkle root, one file each. What is read is checked against the root, so a damaged
 * file is never served.
 */
public final class ContentStore {

  private static final Logger LOG = LoggerFactory.getLogger(ContentStore.class);

  /** Most answers that are remembered. */
  private static final int REMEMBERED = 256;

  /** Whether a content is sound, and of a tokenizer. */
  private record Question(Bytes32 root, int vocabularySize) {}

  /** The answer, and the file as it was. */
  private record Found(long size, FileTime modified, boolean sound) {}

  private static final String SUFFIX = ".content";
  private static final String TEMPORARY = ".part";

  private final Path directory;
  private final Map<Question, Found> found = new LinkedHashMap<>();

  private ContentStore(Path directory) {
    this.directory = directory;
  }

  /**
   * Opens or creates a store.
   *
   * @throws UncheckedIOException where the directory cannot be used
   */
  public static ContentStore open(Path directory) {
    Directories.open(directory, "*" + TEMPORARY);
    return new ContentStore(directory);
  }

  /** The name of a content's file. */
  public static String fileName(Bytes32 root) {
    return root.toUnprefixedHexString() + SUFFIX;
  }

  /** Stores encoded content under its root; a file that holds anything else is replaced. */
  public synchronized void put(Bytes32 root, byte[] encoded) {
    Path file = file(root);
    if (holds(file, encoded)) {
      return;
    }
    try {
      Directories.replace(file, TEMPORARY, encoded);
    } catch (IOException e) {
      throw new NodeFailureException(
          "content " + root.toHexString() + " cannot be written to " + directory, e);
    }
  }

  /** Whether there is a file for a root; that it is sound, only {@link #get} says. */
  public boolean has(Bytes32 root) {
    return Files.exists(file(root));
  }

  /**
   * The content with a root. Whoever knows a root may name it in a Datanet of another tokenizer;
   * the content stays for whom it is of.
   *
   * @param vocabularySize of its tokenizer
   * @throws MissingContentException where there is none, or its file was damaged and is removed
   * @throws ForeignContentException where it is content, but none of this tokenizer
   * @throws IOException where the file cannot be read
   */
  public Content get(Bytes32 root, int vocabularySize) throws IOException, MissingContentException {
    Optional<Content> content = read(root, vocabularySize);
    return content.isPresent() ? content.get() : removeDamaged(root, vocabularySize);
  }

  /** As it is in its file; empty where that holds anything else. */
  private Optional<Content> read(Bytes32 root, int vocabularySize)
      throws IOException, MissingContentException {
    byte[] encoded;
    try {
      encoded = Files.readAllBytes(file(root));
    } catch (NoSuchFileException e) {
      throw new MissingContentException("is not on this node");
    }
    Optional<Content> content = sound(root, encoded, vocabularySize);
    if (content.isEmpty() && isForeign(root, encoded)) {
      throw new ForeignContentException(root);
    }
    return content;
  }

  /** Removes a damaged file, unless it was replaced a moment ago. */
  private synchronized Content removeDamaged(Bytes32 root, int vocabularySize)
      throws IOException, MissingContentException {
    Optional<Content> content = read(root, vocabularySize);
    if (content.isPresent()) {
      return content.get();
    }
    Files.delete(file(root));
    throw new MissingContentException("was damaged and is removed");
  }

  private static Optional<Content> sound(Bytes32 root, byte[] encoded, int vocabularySize) {
    try {
      Content content = Content.parse(encoded, vocabularySize);
      return Optional.of(content).filter(it -> Bytes32.wrap(it.root()).equals(root));
    } catch (MalformedContentException e) {
      LOG.debug("content {} is damaged, or of another tokenizer", root, e);
      return Optional.empty();
    }
  }

  /** Whether the bytes have the root, with ids of any width. */
  private static boolean isForeign(Bytes32 root, byte[] encoded) {
    return TokenPacking.LARGEST_VOCABULARIES.stream()
        .anyMatch(vocabularySize -> sound(root, encoded, vocabularySize).isPresent());
  }

  /**
   * A piece of the content with a root. The whole is checked against the root where its file has
   * not been since it was written; so pieces of a large content cost no more than the content.
   *
   * @param vocabularySize of its tokenizer
   * @param offset where it begins
   * @param length bytes at most
   * @return empty where this node does not hold it
   * @throws IOException where the file cannot be read
   */
  public Optional<ContentPiece> piece(Bytes32 root, int vocabularySize, long offset, int length)
      throws IOException {
    if (!isSound(root, vocabularySize)) {
      return Optional.empty();
    }
    try (FileChannel channel = FileChannel.open(file(root), StandardOpenOption.READ)) {
      long size = channel.size();
      int wanted = Math.clamp(size - offset, 0, length);
      ByteBuffer bytes = ByteBuffer.allocate(wanted);
      int read = wanted;
      while (bytes.hasRemaining() && read > 0) {
        read = channel.read(bytes, offset + bytes.position());
      }
      return Optional.of(new ContentPiece(size, Bytes.wrap(bytes.array(), 0, bytes.position())));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private boolean isSound(Bytes32 root, int vocabularySize) throws IOException {
    Path file = file(root);
    if (!Files.exists(file)) {
      return false;
    }
    Question question = new Question(root, vocabularySize);
    FileTime modified = Files.getLastModifiedTime(file);
    long size = Files.size(file);
    synchronized (found) {
      Found last = found.get(question);
      if (last != null && last.size() == size && last.modified().equals(modified)) {
        return last.sound();
      }
    }
    boolean sound = true;
    try {
      get(root, vocabularySize);
    } catch (ForeignContentException e) {
      sound = false;
    } catch (MissingContentException e) {
      return false;
    }
    synchronized (found) {
      if (found.size() >= REMEMBERED) {
        found.remove(found.keySet().iterator().next());
      }
      found.put(question, new Found(size, modified, sound));
    }
    return sound;
  }

  /**
   * What it holds, counted anew: as long a look as there are files.
   *
   * @throws UncheckedIOException where the directory cannot be read
   */
  public StoredContents stored() {
    long count = 0;
    long bytes = 0;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*" + SUFFIX)) {
      for (Path file : files) {
        try {
          bytes += Files.size(file);
          count++;
        } catch (NoSuchFileException e) {
          LOG.debug("content file {} was removed meanwhile", file, e);
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      throw new UncheckedIOException(
          "directory " + directory + " cannot be read", new IOException(e));
    }
    return new StoredContents(count, bytes);
  }

  private static boolean holds(Path file, byte[] encoded) {
    try {
      return Files.exists(file)
          && Files.size(file) == encoded.length
          && Arrays.equals(Files.readAllBytes(file), encoded);
    } catch (IOException e) {
      LOG.warn("OL-312 content file {} cannot be read ({}): writing it anew", file, e.getMessage());
      return false;
    }
  }

  private Path file(Bytes32 root) {
    return directory.resolve(fileName(root));
  }
}
