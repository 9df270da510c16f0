package org.openledger.node.archive;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.attribution.content.Content;
import org.openledger.attribution.content.MalformedContentException;
import org.openledger.attribution.segment.Segment;
import org.openledger.attribution.segment.SegmentFormatException;
import org.openledger.attribution.tokenizer.Tokenizers;
import org.openledger.node.ActiveVersion;
import org.openledger.node.NodeData;
import org.openledger.node.content.Directories;
import org.openledger.node.index.SealedVersion;

/**
 * A directory with contents and segments of all versions that are or were active on a chain: what a
 * node needs that replays it. Its files never change; it only grows.
 *
 * @param directory where it is
 */
public record Archive(Path directory) {

  /**
   * What was done.
   *
   * @param versions how many versions it holds
   * @param files how many files it holds
   * @param bytes of them
   * @param copied how many files were copied
   * @param incomplete versions of which neither the segment nor all contents are there
   * @param faulty files of the archive that are missing or damaged, each with what is wrong
   */
  public record Report(
      int versions,
      int files,
      long bytes,
      int copied,
      List<String> incomplete,
      List<String> faulty) {

    /** Whether nothing is missing or damaged. */
    public boolean sound() {
      return incomplete.isEmpty() && faulty.isEmpty();
    }
  }

  /**
   * Adds what a node holds and the archive does not, or has with another length; the node may run.
   *
   * @throws ArchiveException where it is of another chain
   */
  public Report add(Path nodeDirectory) throws IOException {
    NodeData node = NodeData.read(nodeDirectory);
    Optional<String> objection = NodeData.objection(nodeDirectory);
    String chain =
        node.chain()
            .orElseThrow(
                () ->
                    new ArchiveException(
                        objection.orElse(
                            nodeDirectory + " is no data directory of a node: it has no journal")));
    Files.createDirectories(directory);
    Optional<ArchiveManifest> former = ArchiveManifest.read(directory);
    if (former.isPresent() && !former.get().chain().equals(chain)) {
      throw new ArchiveException(
          directory + " is of the chain " + former.get().chain() + ", the node of " + chain);
    }
    SortedMap<String, ArchivedFile> files =
        former.map(it -> new TreeMap<>(it.files())).orElseGet(TreeMap::new);
    Set<String> copied = new HashSet<>();
    List<String> incomplete = new ArrayList<>();
    for (ActiveVersion active : node.versions()) {
      if (!add(nodeDirectory, active, files, copied)) {
        SealedVersion version = active.version();
        incomplete.add("Datanet " + version.datanet() + " version " + version.version());
      }
    }
    new ArchiveManifest(chain, files).write(directory);
    List<String> faulty = new ArrayList<>();
    for (ArchivedFile file : files.values()) {
      Path path = directory.resolve(file.path());
      if (!hasLength(path, file)) {
        faulty.add(path + (Files.exists(path) ? " is damaged" : " is missing"));
      }
    }
    return report(node.versions().size(), files, copied.size(), incomplete, faulty);
  }

  /** Whether the archive then has the segment of a version, or all of its contents. */
  private boolean add(
      Path nodeDirectory,
      ActiveVersion active,
      SortedMap<String, ArchivedFile> files,
      Set<String> copied)
      throws IOException {
    SealedVersion version = active.version();
    boolean contents = true;
    for (Bytes32 root : version.contentRoots()) {
      Path path = NodeData.content(root);
      contents &= add(nodeDirectory, path, root, version.tokenizer(), files, copied);
    }
    Path segment = NodeData.segment(version.segmentRoot());
    return add(nodeDirectory, segment, active.digest(), version.tokenizer(), files, copied)
        || contents;
  }

  private boolean add(
      Path nodeDirectory,
      Path path,
      Bytes32 name,
      String tokenizer,
      SortedMap<String, ArchivedFile> files,
      Set<String> copied)
      throws IOException {
    String key = path.toString().replace('\\', '/');
    ArchivedFile former = files.get(key);
    if (former != null && hasLength(directory.resolve(path), former)) {
      return true;
    }
    Path source = nodeDirectory.resolve(path);
    if (!Files.exists(source)) {
      return false;
    }
    ArchivedFile file =
        new ArchivedFile(
            key, Files.size(source), Checksum.of(source), name.toUnprefixedHexString(), tokenizer);
    if (!isSound(source, file)) {
      return false;
    }
    copy(source, directory.resolve(path));
    files.put(key, file);
    copied.add(key);
    return true;
  }

  /**
   * Checks every file: length, checksum, and that it is the content or index that it is named for.
   * All that is missing or damaged is in the report.
   */
  public Report check() throws IOException {
    ArchiveManifest manifest = manifest();
    List<String> faulty = new ArrayList<>();
    for (ArchivedFile file : manifest.files().values()) {
      fault(file).ifPresent(faulty::add);
    }
    return report(segments(manifest), manifest.files(), 0, List.of(), faulty);
  }

  /**
   * Checks every file, and puts what a node lacks into its directory: each that is sound. A node
   * that runs takes up contents within seconds, segments at its next start.
   *
   * @throws ArchiveException where the archive is of another chain, or the directory no node's
   */
  public Report restore(Path nodeDirectory) throws IOException {
    ArchiveManifest manifest = manifest();
    Optional<String> objection = NodeData.objection(nodeDirectory);
    if (objection.isPresent()) {
      throw new ArchiveException(objection.get());
    }
    Optional<String> chain = NodeData.read(nodeDirectory).chain();
    if (chain.isPresent() && !chain.get().equals(manifest.chain())) {
      throw new ArchiveException(
          directory + " is of the chain " + manifest.chain() + ", the node of " + chain.get());
    }
    int copied = 0;
    List<String> faulty = new ArrayList<>();
    for (ArchivedFile file : manifest.files().values()) {
      Optional<String> fault = fault(file);
      fault.ifPresent(faulty::add);
      Path target = nodeDirectory.resolve(file.path());
      if (fault.isEmpty() && !isThere(target, file)) {
        copy(directory.resolve(file.path()), target);
        copied++;
      }
    }
    return report(segments(manifest), manifest.files(), copied, List.of(), faulty);
  }

  /** What it holds, and of which chain. */
  public ArchiveManifest manifest() throws IOException {
    return ArchiveManifest.read(directory)
        .orElseThrow(
            () ->
                new ArchiveException(
                    directory + " is no archive: it has no " + ArchiveManifest.NAME));
  }

  private static int segments(ArchiveManifest manifest) {
    return (int) manifest.files().values().stream().filter(it -> !it.isContent()).count();
  }

  private static Report report(
      int versions,
      SortedMap<String, ArchivedFile> files,
      int copied,
      List<String> incomplete,
      List<String> faulty) {
    long bytes = files.values().stream().mapToLong(ArchivedFile::bytes).sum();
    return new Report(versions, files.size(), bytes, copied, incomplete, faulty);
  }

  private static boolean hasLength(Path path, ArchivedFile file) throws IOException {
    return Files.isRegularFile(path) && Files.size(path) == file.bytes();
  }

  private static boolean isThere(Path path, ArchivedFile file) throws IOException {
    return hasLength(path, file) && Checksum.of(path).equals(file.sha256());
  }

  /** What is wrong about a file of the archive. */
  private Optional<String> fault(ArchivedFile file) {
    Path path = directory.resolve(file.path());
    try {
      if (!Files.exists(path)) {
        return Optional.of(path + " is missing");
      }
      return isThere(path, file) && isSound(path, file)
          ? Optional.empty()
          : Optional.of(path + " is damaged");
    } catch (IOException e) {
      return Optional.of(path + " cannot be read (" + e.getMessage() + ")");
    }
  }

  /** Whether a file is what its name says, whatever a checksum says. */
  private static boolean isSound(Path path, ArchivedFile file) throws IOException {
    Bytes32 name = Bytes32.fromHexString(file.name());
    if (file.isContent()) {
      try {
        int vocabulary = Tokenizers.byId(file.tokenizer()).vocabularySize();
        return name.equals(
            Bytes32.wrap(Content.parse(Files.readAllBytes(path), vocabulary).root()));
      } catch (MalformedContentException e) {
        return false;
      }
    }
    try (Segment segment = Segment.open(path)) {
      return name.equals(Bytes32.wrap(segment.digest()));
    } catch (SegmentFormatException e) {
      return false;
    }
  }

  private static void copy(Path source, Path target) throws IOException {
    Path parent = Files.createDirectories(target.resolveSibling("."));
    Path temporary = target.resolveSibling(target.getFileName() + ".part");
    Files.copy(source, temporary, StandardCopyOption.REPLACE_EXISTING);
    try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    Files.move(
        temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    Directories.force(parent);
  }
}
