package org.openledger.node.index;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.attribution.content.Sha256;
import org.openledger.node.content.Directories;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which merged segments there are: a line for each run, and a last one with the SHA-256 of those
 * above. It is replaced in whole, after the files that it names are on the disk; a file that it
 * does not name is garbage. Where it is damaged it counts as empty: all of it can be merged again.
 *
 * <pre>  run ⇥ datanet ⇥ first version ⇥ merged root ⇥ digest ⇥ root,root,…
 *  sha256 ⇥ hex</pre>
 */
final class MergeJournal {

  /** Name of the file. */
  static final String FILE_NAME = "merges.tsv";

  private static final Logger LOG = LoggerFactory.getLogger(MergeJournal.class);
  private static final String END = "sha256\t";

  private final Path file;
  private List<MergedRun> runs;

  private MergeJournal(Path file, List<MergedRun> runs) {
    this.file = file;
    this.runs = runs;
  }

  /** Opens the journal of a directory; without one there are no runs. */
  static MergeJournal open(Path directory) throws IOException {
    Path file = directory.resolve(FILE_NAME);
    if (!Files.exists(file)) {
      return new MergeJournal(file, List.of());
    }
    try {
      return new MergeJournal(file, parse(Files.readAllBytes(file)));
    } catch (IllegalArgumentException e) {
      LOG.warn("OL-330 {} is damaged ({}): the versions are merged anew", file, e.getMessage());
      return new MergeJournal(file, List.of());
    }
  }

  /** All runs. */
  List<MergedRun> runs() {
    return runs;
  }

  /** Puts other runs in the place of all; in whole or, where it fails, not at all. */
  void write(List<MergedRun> next) throws IOException {
    Directories.replace(file, ".tmp", bytes(next));
    runs = List.copyOf(next);
  }

  static byte[] bytes(List<MergedRun> runs) {
    String lines = runs.stream().map(MergeJournal::line).collect(Collectors.joining());
    String digest = Bytes.wrap(Sha256.of(lines.getBytes(StandardCharsets.UTF_8))).toHexString();
    return (lines + END + digest + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /**
   * @throws IllegalArgumentException where the bytes are no journal
   */
  static List<MergedRun> parse(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    List<MergedRun> runs = new ArrayList<>();
    for (String line : text.lines().takeWhile(line -> !line.startsWith(END)).toList()) {
      runs.add(run(line));
    }
    if (!Arrays.equals(bytes, bytes(runs))) {
      throw new IllegalArgumentException("its checksum does not match");
    }
    return List.copyOf(runs);
  }

  private static String line(MergedRun run) {
    return String.join(
            "\t",
            "run",
            Long.toString(run.datanet()),
            Long.toString(run.firstVersion()),
            run.mergedRoot().toHexString(),
            run.digest().toHexString(),
            run.roots().stream().map(Bytes32::toHexString).collect(Collectors.joining(",")))
        + "\n";
  }

  private static MergedRun run(String line) {
    List<String> fields = List.of(line.split("\t", -1));
    if (fields.size() != 6) {
      throw new IllegalArgumentException("a line of " + fields.size() + " fields");
    }
    return new MergedRun(
        Long.parseLong(fields.get(1)),
        Long.parseLong(fields.get(2)),
        Arrays.stream(fields.get(5).split(",", -1)).map(Bytes32::fromHexString).toList(),
        Bytes32.fromHexString(fields.get(3)),
        Bytes32.fromHexString(fields.get(4)));
  }
}
