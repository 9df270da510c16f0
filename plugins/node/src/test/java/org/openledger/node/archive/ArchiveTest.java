package org.openledger.node.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.openledger.node.ChainScript.DIGEST;
import static org.openledger.node.ChainScript.FIRST;
import static org.openledger.node.ChainScript.ROOT;
import static org.openledger.node.ChainScript.SECOND;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.node.ChainScript;
import org.openledger.node.Node;

/** What a node archives, another one replays with. */
class ArchiveTest {

  @TempDir Path directory;
  private Path first;
  private Archive archive;

  @BeforeEach
  void fill() {
    first = directory.resolve("first");
    archive = new Archive(directory.resolve("archive"));
    fill(first, ChainScript.CHAIN, 9);
  }

  private static void fill(Path data, String chain, long head) {
    try (Node node = Node.open(data)) {
      node.bind(chain, 9);
      new ChainScript().feed(node, head);
      if (head >= 4) {
        node.segment(ROOT);
      }
    }
  }

  private Path file(Path data) {
    return directory.resolve("archive").resolve(data);
  }

  @Test
  void anotherNodeFindsInItWhatItsOwnChainDoesNotGive() throws IOException {
    Archive.Report added = archive.add(first);
    assertThat(added.versions()).isEqualTo(1);
    assertThat(added.copied()).isEqualTo(3);
    assertThat(added.incomplete()).isEmpty();
    assertThat(archive.check().files()).isEqualTo(3);

    Path second = directory.resolve("second");
    assertThat(archive.restore(second).copied()).isEqualTo(3);
    ChainScript offTheChain =
        new ChainScript()
            .with(2, ChainScript.contributed(1, FIRST))
            .with(3, ChainScript.contributed(2, SECOND));
    try (Node node = Node.open(second)) {
      node.bind(ChainScript.CHAIN, 9);
      offTheChain.feed(node, 5);
      assertThat(node.segment(ROOT).digest()).isEqualTo(DIGEST.toArray());
      assertThat(node.missingContents()).isEmpty();
    }
  }

  @Test
  void contentsAloneOrTheSegmentAloneSuffice() throws IOException {
    Files.delete(ChainScript.segmentFile(first));
    assertThat(archive.add(first).incomplete()).isEmpty();
    Path other = directory.resolve("other");
    fill(other, ChainScript.CHAIN, 9);
    Files.delete(ChainScript.contentFile(other, FIRST));
    assertThat(new Archive(directory.resolve("of segments")).add(other).incomplete()).isEmpty();
    Files.delete(ChainScript.segmentFile(other));
    assertThat(new Archive(directory.resolve("of nothing")).add(other).incomplete())
        .containsExactly("Datanet 1 version 1");
  }

  @Test
  void itGrowsByWhatIsNewAndOnlyByWhatWasActive() throws IOException {
    Path young = directory.resolve("young");
    fill(young, ChainScript.CHAIN, 4);
    assertThat(archive.add(young).files()).isZero();
    assertThat(archive.add(first).copied()).isEqualTo(3);
    assertThat(archive.add(first).copied()).isZero();
    Path second = directory.resolve("second");
    assertThat(archive.restore(second).copied()).isEqualTo(3);
    assertThat(archive.restore(second).copied()).isZero();
    Files.writeString(second.resolve(contentPath()), "damaged");
    assertThat(archive.restore(second).copied()).isEqualTo(1);
  }

  @Test
  void damagedFilesAreNeverArchived() throws IOException {
    Files.writeString(ChainScript.contentFile(first, FIRST), "damaged");
    byte[] segment = Files.readAllBytes(ChainScript.segmentFile(first));
    segment[segment.length / 2] ^= 1;
    Files.write(ChainScript.segmentFile(first), segment);
    Archive.Report report = archive.add(first);
    assertThat(report.files()).isEqualTo(1);
    assertThat(report.incomplete()).containsExactly("Datanet 1 version 1");
  }

  @Test
  void everyDamageToAnArchiveIsFoundAndOnlyTheRestIsRestored() throws IOException {
    archive.add(first);
    for (String path : archive.manifest().files().keySet()) {
      Path file = file(Path.of(path));
      byte[] sound = Files.readAllBytes(file);
      for (byte[] damaged :
          List.of(changed(sound, 0), changed(sound, sound.length - 1), new byte[0])) {
        Files.write(file, damaged);
        assertThat(archive.check().faulty()).containsExactly(file + " is damaged");
        Path target = Files.createTempDirectory(directory, "target");
        Archive.Report restored = archive.restore(target);
        assertThat(restored.faulty()).containsExactly(file + " is damaged");
        assertThat(restored.copied()).isEqualTo(2);
        assertThat(target.resolve(path)).doesNotExist();
      }
      Files.delete(file);
      assertThat(archive.check().faulty()).containsExactly(file + " is missing");
      Files.write(file, sound);
    }
    assertThat(archive.check().sound()).isTrue();
  }

  @Test
  void whatAnArchiveLostIsCopiedAgain() throws IOException {
    archive.add(first);
    List<Path> files =
        archive.manifest().files().keySet().stream().map(it -> file(Path.of(it))).toList();
    Files.delete(files.get(0));
    byte[] sound = Files.readAllBytes(files.get(2));
    Files.write(files.get(2), Arrays.copyOf(sound, sound.length - 1));
    assertThat(archive.check().faulty())
        .containsExactly(files.get(0) + " is missing", files.get(2) + " is damaged");
    Archive.Report repaired = archive.add(first);
    assertThat(repaired.copied()).isEqualTo(2);
    assertThat(repaired.sound()).isTrue();
    assertThat(archive.check().sound()).isTrue();
    assertThat(archive.add(first).copied()).isZero();
  }

  @Test
  void whatAnArchiveLostAndTheNodeHasNotIsTold() throws IOException {
    archive.add(first);
    Path content = file(contentPath());
    Files.delete(content);
    Files.delete(first.resolve(contentPath()));
    Archive.Report report = archive.add(first);
    assertThat(report.incomplete()).isEmpty();
    assertThat(report.faulty()).containsExactly(content + " is missing");
    assertThat(report.sound()).isFalse();
  }

  @Test
  void everyByteOfTheManifestCounts() throws IOException {
    archive.add(first);
    Path manifest = file(Path.of(ArchiveManifest.NAME));
    byte[] sound = Files.readAllBytes(manifest);
    for (int i = 0; i < sound.length; i++) {
      byte[] noText = sound.clone();
      noText[i] ^= (byte) 0x80;
      for (byte[] damaged : List.of(changed(sound, i), noText)) {
        Files.write(manifest, damaged);
        assertThatThrownBy(archive::manifest)
            .as("byte %d", i)
            .isInstanceOf(ArchiveException.class)
            .hasMessageStartingWith(manifest + " is damaged");
      }
    }
  }

  @Test
  void dataOfTwoChainsAreNotMixed() throws IOException {
    archive.add(first);
    Path other = directory.resolve("other");
    fill(other, "another chain", 9);
    assertThatThrownBy(() -> archive.add(other))
        .isInstanceOf(ArchiveException.class)
        .hasMessageContaining("another chain");
    assertThatThrownBy(() -> archive.restore(other)).hasMessageContaining("another chain");
    assertThatThrownBy(() -> archive.add(directory.resolve("nothing")))
        .hasMessageContaining("has no journal");
    assertThatThrownBy(() -> new Archive(directory.resolve("nothing")).check())
        .hasMessageContaining("is no archive");
  }

  @Test
  void onlyADirectoryOfOursIsRestored() throws IOException {
    archive.add(first);
    Path besu = Files.createDirectory(directory.resolve("besu"));
    Files.writeString(besu.resolve("DATABASE_METADATA.json"), "{}");
    assertThatThrownBy(() -> archive.restore(besu))
        .isInstanceOf(ArchiveException.class)
        .hasMessageContaining(besu + " is Besu's data path")
        .hasMessageContaining("that is " + besu.resolve("openledger"));
    assertThatThrownBy(() -> archive.add(besu)).hasMessageContaining("is Besu's data path");
    assertThat(besu.resolve("content")).doesNotExist();

    Path other = Files.createDirectory(directory.resolve("other"));
    Files.writeString(other.resolve("notes.txt"), "mine");
    assertThatThrownBy(() -> archive.restore(other))
        .isInstanceOf(ArchiveException.class)
        .hasMessageContaining(other + " is no data directory of OpenLedger")
        .hasMessageContaining("--plugin-openledger-data-path");
    assertThat(other.resolve("content")).doesNotExist();

    Path withoutJournal = directory.resolve("first");
    Files.delete(withoutJournal.resolve("journal.tsv"));
    Files.delete(ChainScript.segmentFile(withoutJournal));
    assertThat(archive.restore(withoutJournal).copied()).isEqualTo(1);
    assertThat(archive.restore(besu.resolve("openledger")).copied()).isEqualTo(3);
  }

  private static Path contentPath() {
    return Path.of("content").resolve(ChainScript.contentFile(Path.of(""), FIRST).getFileName());
  }

  private static byte[] changed(byte[] sound, int at) {
    byte[] changed = sound.clone();
    changed[at] ^= 1;
    return changed;
  }
}
