package org.openledger.node.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MergeJournalTest {

  private static final List<MergedRun> RUNS = List.of(run(1), run(5));

  @TempDir Path directory;

  private static MergedRun run(long first) {
    List<Bytes32> roots = List.of(UInt256.valueOf(first), UInt256.valueOf(first + 1));
    return new MergedRun(7, first, roots, UInt256.valueOf(first + 100), UInt256.MAX_VALUE);
  }

  @Test
  void whatIsWrittenIsReadAgain() throws IOException {
    MergeJournal journal = MergeJournal.open(directory);
    assertThat(journal.runs()).isEmpty();
    journal.write(RUNS);
    assertThat(journal.runs()).isEqualTo(RUNS);
    assertThat(MergeJournal.open(directory).runs()).isEqualTo(RUNS);
    journal.write(List.of());
    assertThat(MergeJournal.open(directory).runs()).isEmpty();
  }

  @Test
  void everyCutAndEveryFlippedBitIsNoticed() {
    byte[] bytes = MergeJournal.bytes(RUNS);
    assertThat(MergeJournal.parse(bytes)).isEqualTo(RUNS);
    for (int at = 0; at < bytes.length; at++) {
      byte[] cut = Arrays.copyOf(bytes, at);
      assertThatThrownBy(() -> MergeJournal.parse(cut))
          .isInstanceOf(IllegalArgumentException.class);
      byte[] flipped = bytes.clone();
      flipped[at] ^= (byte) (1 << at % 8);
      assertThatThrownBy(() -> MergeJournal.parse(flipped))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void aDamagedJournalCountsAsEmpty() throws IOException {
    MergeJournal.open(directory).write(RUNS);
    Files.writeString(directory.resolve(MergeJournal.FILE_NAME), "run\t1");
    assertThat(MergeJournal.open(directory).runs()).isEmpty();
  }

  @Test
  void aJournalThatCannotBeWrittenKeepsWhatItHad() throws IOException {
    MergeJournal journal = MergeJournal.open(directory);
    journal.write(RUNS);
    Path obstacle = directory.resolve(MergeJournal.FILE_NAME + ".tmp");
    Files.createDirectory(obstacle);
    assertThatThrownBy(() -> journal.write(List.of())).isInstanceOf(IOException.class);
    assertThat(journal.runs()).isEqualTo(RUNS);
    assertThat(MergeJournal.open(directory).runs()).isEqualTo(RUNS);
  }
}
