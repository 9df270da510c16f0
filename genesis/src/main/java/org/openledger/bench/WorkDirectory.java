package org.openledger.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A directory for the files of one benchmark, which may be large. It goes when it is closed and
 * when the Java machine is told to end; what a killed one left behind goes when the next is made.
 * Whoever uses a directory holds the lock in it: so no run ever deletes that of another.
 */
public final class WorkDirectory implements AutoCloseable {
  private static final String PREFIX = "openledger-bench";
  private static final String LOCK = "lock";

  private final Path path;
  private final FileChannel lock;
  private final Thread atExit = new Thread(this::deleteQuietly);

  private WorkDirectory(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  /** A new one, where temporary files go; those that killed runs left there are deleted. */
  public static WorkDirectory create() throws IOException {
    return create(Path.of(System.getProperty("java.io.tmpdir")));
  }

  /** The same in this directory. */
  static WorkDirectory create(Path parent) throws IOException {
    deleteStale(parent);
    while (true) {
      Path path = Files.createTempDirectory(parent, PREFIX);
      FileChannel channel = locked(path, StandardOpenOption.CREATE_NEW);
      if (channel != null) {
        return new WorkDirectory(path, channel);
      } // Another run took it for a stale one before it was locked.
    }
  }

  /** Where the files go. */
  public Path path() {
    return path;
  }

  @Override
  public void close() throws IOException {
    Runtime.getRuntime().removeShutdownHook(atExit);
    try (lock) {
      delete(path);
    }
  }

  private static void deleteStale(Path parent) throws IOException {
    try (DirectoryStream<Path> found = Files.newDirectoryStream(parent, PREFIX + "*")) {
      for (Path stale : found) {
        try (FileChannel channel = locked(stale, StandardOpenOption.WRITE)) {
          if (channel != null) {
            delete(stale);
          }
        } catch (IOException | UncheckedIOException e) {
          // It is another user's, or goes just now.
        }
      }
    }
  }

  /** The channel that holds a directory's lock, or null if another has it. */
  private static @Nullable FileChannel locked(Path directory, StandardOpenOption how)
      throws IOException {
    Path file = directory.resolve(LOCK);
    FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE, how);
    boolean mine = false;
    try {
      FileLock held = channel.tryLock();
      mine = held != null && Files.exists(file);
    } catch (OverlappingFileLockException e) {
      mine = false; // Another one of this Java machine has it.
    } finally {
      if (!mine) {
        channel.close();
      }
    }
    return mine ? channel : null;
  }

  private void deleteQuietly() {
    try {
      delete(path);
    } catch (IOException | UncheckedIOException e) {
      // The next run tries again.
    }
  }

  /** The lock goes last: what cannot be deleted stays a stale directory. */
  private static void delete(Path directory) throws IOException {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(directory)) {
      files = walk.sorted(Comparator.reverseOrder()).toList();
    }
    Path lock = directory.resolve(LOCK);
    for (Path file : files) {
      if (!file.equals(lock) && !file.equals(directory)) {
        Files.deleteIfExists(file);
      }
    }
    Files.deleteIfExists(lock);
    Files.deleteIfExists(directory);
  }
}
