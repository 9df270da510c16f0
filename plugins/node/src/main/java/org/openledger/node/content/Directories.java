package org.openledger.node.content;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
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

  /** Forces a directory to the disk, so that a rename outlives a crash of the machine. */
  public static void force(Path directory) {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      // Some systems open no directories; the file is whole either way.
    }
  }
}
