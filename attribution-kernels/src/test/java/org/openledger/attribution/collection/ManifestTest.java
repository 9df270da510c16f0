package org.openledger.attribution.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.attribution.progress.Progress;

class ManifestTest {
  /** Pins the manifest, and through it every byte of a small index. */
  private static final String GOLDEN =
      "79f57b1521ecf3a8fd31bb3fe8207f151bfeda39be37b3ba81d1967993494c86";

  private static final List<int[]> DOCUMENTS =
      List.of(new int[] {1, 2, 1, 2, 3}, new int[0], new int[] {2, 1, 2, 3, 0}, new int[] {3});

  @TempDir private Path directory;

  @Test
  void theBytesOfASmallIndexArePinned() throws IOException {
    Manifest manifest = Texts.build(directory, Disk.REAL, DOCUMENTS, 8, false);
    assertThat(manifest.segments()).hasSize(2);
    assertThat(HexFormat.of().formatHex(manifest.digest())).isEqualTo(GOLDEN);
  }

  @Test
  void everyChangedByteAndEveryTruncationIsRefused() throws IOException {
    byte[] bytes = Texts.build(directory, Disk.REAL, DOCUMENTS, 8, false).bytes();
    assertThat(Manifest.parse(bytes).bytes()).isEqualTo(bytes);
    for (int at = 0; at < bytes.length; at++) {
      for (int change = 1; change < 256; change++) {
        byte[] changed = bytes.clone();
        changed[at] ^= (byte) change;
        assertThatThrownBy(() -> Manifest.parse(changed)).isInstanceOf(CollectionException.class);
      }
      byte[] cut = Arrays.copyOf(bytes, at);
      assertThatThrownBy(() -> Manifest.parse(cut)).isInstanceOf(CollectionException.class);
    }
    byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
    assertThatThrownBy(() -> Manifest.parse(longer)).isInstanceOf(CollectionException.class);
  }

  @Test
  void everyChangedByteOfEveryFileIsFoundByTheCheck() throws IOException {
    Manifest manifest = Texts.build(directory, Disk.REAL, DOCUMENTS, 8, false);
    List<String> names =
        List.of(manifest.segments().getFirst().fileName(), Sources.fileName(manifest.sources()));
    for (String name : names) {
      Path file = directory.resolve(name);
      byte[] bytes = Files.readAllBytes(file);
      for (int at = 0; at < bytes.length; at++) {
        byte[] changed = bytes.clone();
        changed[at] ^= 1;
        Files.write(file, changed);
        assertThat(CollectionCheck.of(directory, Progress.NONE))
            .as("byte " + at)
            .isNotEmpty()
            .allMatch(finding -> finding.file().equals(name));
      }
      Files.delete(file);
      assertThat(CollectionCheck.of(directory, Progress.NONE))
          .containsExactly(new Finding(name, "file", 0, "missing"));
      assertThatThrownBy(() -> SegmentCollection.open(directory))
          .isInstanceOf(CollectionException.class)
          .hasMessageContaining(name);
      Files.write(file, bytes);
    }
    assertThat(CollectionCheck.of(directory, Progress.NONE)).isEmpty();
  }

  @Test
  void onlyOneWriterAtATimeAndOnlyOfItsTokenizer() throws IOException {
    Texts.build(directory, Disk.REAL, DOCUMENTS, 8, false);
    try (CollectionWriter writer = CollectionWriter.open(directory, Disk.REAL)) {
      assertThatThrownBy(() -> CollectionWriter.open(directory, Disk.REAL))
          .isInstanceOf(CollectionException.class)
          .hasMessageContaining("somebody else");
      assertThat(writer.manifest().lastOrder()).isEqualTo(4);
    }
    assertThatThrownBy(() -> CollectionWriter.create(directory, "other", 9, Disk.REAL))
        .isInstanceOf(CollectionException.class)
        .hasMessageContaining("tokens of test");
  }

  @Test
  void foreignFilesAreNeitherSweptNorTakenOver() throws IOException {
    Files.writeString(directory.resolve("notes.txt"), "mine", StandardCharsets.UTF_8);
    Texts.build(directory, Disk.REAL, DOCUMENTS, 8, false);
    assertThat(directory.resolve("notes.txt")).exists();
    Files.delete(directory.resolve(Manifest.FILE_NAME));
    assertThatThrownBy(() -> Texts.build(directory, Disk.REAL, DOCUMENTS, 8, false))
        .isInstanceOf(CollectionException.class)
        .hasMessageContaining("no manifest");
    assertThatThrownBy(() -> SegmentCollection.open(directory))
        .isInstanceOf(CollectionException.class)
        .hasMessageContaining("holds no index");
  }
}
