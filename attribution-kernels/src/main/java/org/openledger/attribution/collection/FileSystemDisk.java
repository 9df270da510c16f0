package org.openledger.attribution.collection;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.openledger.attribution.progress.Progress;
import org.openledger.attribution.segment.Contribution;
import org.openledger.attribution.segment.SegmentWriter;

/** The file system of this machine. */
final class FileSystemDisk implements Disk {

  @Override
  public void write(Path file, byte[] bytes) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer left = ByteBuffer.wrap(bytes);
      while (left.hasRemaining()) {
        channel.write(left);
      }
      channel.force(true);
    }
  }

  @Override
  public Path writeSegment(
      Path directory,
      String tokenizerId,
      int vocabularySize,
      List<Contribution> contributions,
      Progress progress)
      throws IOException {
    return SegmentWriter.write(
        directory, tokenizerId, vocabularySize, null, contributions, progress);
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public void force(Path directory) throws IOException {
    FileChannel names;
    try {
      names = FileChannel.open(directory, StandardOpenOption.READ);
    } catch (AccessDeniedException e) {
      return; // Windows opens no directories, and keeps renames in order by itself.
    }
    try (names) {
      names.force(true);
    }
  }

  @Override
  public void delete(Path file) throws IOException {
    Files.deleteIfExists(file);
  }
}
