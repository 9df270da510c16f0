package org.openledger.attribution.collection;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.openledger.attribution.progress.Progress;
import org.openledger.attribution.segment.Contribution;

/**
 * Everything that a writer does to files. A port, so that tests can let the power fail before,
 * within and after every one of these steps.
 */
public interface Disk {
  /** The file system itself. */
  Disk REAL = new FileSystemDisk();

  /** Creates or replaces a file and forces it to the disk. */
  void write(Path file, byte[] bytes) throws IOException;

  /** Writes a segment under its final name, all or nothing, forced to the disk. */
  Path writeSegment(
      Path directory,
      String tokenizerId,
      int vocabularySize,
      List<Contribution> contributions,
      Progress progress)
      throws IOException;

  /** Renames a file, replacing another one at once. */
  void rename(Path from, Path to) throws IOException;

  /** Forces the names of a directory to the disk. */
  void force(Path directory) throws IOException;

  /** Deletes a file, if it is there. */
  void delete(Path file) throws IOException;
}
