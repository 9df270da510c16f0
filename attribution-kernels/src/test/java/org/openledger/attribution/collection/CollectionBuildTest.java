package org.openledger.attribution.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.attribution.progress.Progress;
import org.openledger.attribution.segment.Contribution;

/** Segments that are written by threads beside the one that adds. */
class CollectionBuildTest {
  /** Pins every byte of the index below, through the manifest's digest. */
  private static final String GOLDEN =
      "a2c2127dbc1f111c177de65bf36275174243159f77524a3da16472d069634d2c";

  private static final List<int[]> DOCUMENTS = Texts.documents(new SplittableRandom(11), 60);

  @TempDir private Path directory;

  @Test
  void anyNumberOfWritersGivesTheSameBytes() throws IOException {
    Map<String, ByteBuffer> first = Map.of();
    for (int writers = 0; writers <= 8; writers++) {
      Path index = directory.resolve("index-" + writers);
      Manifest manifest = Texts.build(index, Disk.REAL, DOCUMENTS, 70, false, writers);
      assertThat(HexFormat.of().formatHex(manifest.digest())).isEqualTo(GOLDEN);
      if (writers == 0) {
        first = files(index);
      }
      assertThat(files(index)).hasSizeGreaterThan(10).isEqualTo(first);
      assertThat(CollectionCheck.of(index, Progress.NONE)).isEmpty();
    }
  }

  @Test
  void whatIsGivenUpLeavesTheIndexAsItWasAndNobodyWriting() throws IOException {
    Path index = directory.resolve("index");
    Manifest before = Texts.build(index, Disk.REAL, DOCUMENTS, 70, false, 2);
    try (CollectionWriter writer =
        CollectionWriter.create(index, Texts.TOKENIZER, Texts.V, Disk.REAL)) {
      try (CollectionBuild build = writer.replace(50, 3, Progress.NONE)) {
        for (int[] document : DOCUMENTS) {
          build.add("nobody", "nothing", Texts.content(document));
        }
      }
      writer.sweep();
      assertThat(files(index)).hasSize(before.segments().size() + 3);
    }
    assertThat(SegmentCollection.manifest(index)).isEqualTo(before);
    assertThat(CollectionCheck.of(index, Progress.NONE)).isEmpty();
  }

  @Test
  void anInterruptedBuildLeavesTheIndexAsItWas() throws IOException {
    Path index = directory.resolve("index");
    Manifest before = Texts.build(index, Disk.REAL, DOCUMENTS, 70, false, 2);
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> Texts.build(index, Disk.REAL, DOCUMENTS, 30, false, 2))
          .isInstanceOf(IOException.class);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(SegmentCollection.manifest(index)).isEqualTo(before);
    assertThat(Texts.build(index, Disk.REAL, DOCUMENTS, 70, false, 2)).isEqualTo(before);
  }

  @Test
  void aWriterThatFailsEndsTheBuildWithItsError() throws IOException {
    Path index = directory.resolve("index");
    Manifest before = Texts.build(index, Disk.REAL, DOCUMENTS, 70, false, 2);
    assertThatThrownBy(() -> Texts.build(index, new Broken(), DOCUMENTS, 50, false, 2))
        .isInstanceOf(CollectionException.class)
        .hasMessageContaining("no room for segments");
    assertThat(SegmentCollection.manifest(index)).isEqualTo(before);
  }

  /** Has no room for segments. */
  private static final class Broken implements Disk {
    @Override
    public void write(Path file, byte[] bytes) throws IOException {
      REAL.write(file, bytes);
    }

    @Override
    public Path writeSegment(
        Path directory, String id, int v, List<Contribution> contributions, Progress progress) {
      throw new IllegalStateException("no room for segments");
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
      REAL.rename(from, to);
    }

    @Override
    public void force(Path directory) throws IOException {
      REAL.force(directory);
    }

    @Override
    public void delete(Path file) throws IOException {
      REAL.delete(file);
    }
  }

  private static Map<String, ByteBuffer> files(Path index) throws IOException {
    Map<String, ByteBuffer> contents = new TreeMap<>();
    try (Stream<Path> files = Files.list(index)) {
      for (Path file : files.toList()) {
        contents.put(file.getFileName().toString(), ByteBuffer.wrap(Files.readAllBytes(file)));
      }
    }
    return contents;
  }
}
