package org.openledger.node.content;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Directories of files that are written under a temporary name and then renamed. */
public final class Directories {

  private Directories() {}

  /**
   * Makes a directory where there is none, and removes the temporary files that a crash left in it.
   *
   * @param temporary glob of their names
   * @throws UncheckedIOException where that fails
   */
  public static void open(Path directory, String temporary) {
    try {
      Files.createDirectories(directory);
      try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, temporary)) {
        for (Path file : files) {
          Files.deleteIfExists(file);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("directory " + directory + " cannot be used", e);
    }
  }

  /**
   * Writes a file in the place of the one that may be there: on the disk in whole, or not at all.
   *
   * @param suffix what the file's name has behind it while it is written
   * @throws IOException where it cannot be written; then nothing is left but what was there
   */
  public static void replace(Path file, String suffix, byte[] content) throws IOException {
    Path temporary = file.resolveSibling(file.getFileName() + suffix);
    try {
      try (FileChannel channel =
          FileChannel.open(
              temporary,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        ByteBuffer left = ByteBuffer.wrap(content);
        while (left.hasRemaining()) {
          channel.write(left);
        }
        channel.force(true);
      }
      Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
    }
    force(file.resolveSibling("."));
  }

  /** Forces a directory to the disk, so that a rename outlives a crash of the machine. */
  public static void force(Path directory) {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      // Some systems open no directories; the file is whole either way.
    }
  }
}
