package org.openledger.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.precompile.host.NodeFailureException;

class JournalTest {

  @TempDir Path directory;
  private Path file;

  @BeforeEach
  void name() {
    file = directory.resolve("journal.tsv");
  }

  private List<String> reopened() {
    try (Journal journal = Journal.open(file)) {
      return journal.facts();
    }
  }

  @Test
  void whatAHalfDoneAppendLeftIsOverwrittenByTheNext() throws IOException {
    try (Journal journal = Journal.open(file)) {
      journal.append(List.of("a\t1", "b\t2"));
      Files.writeString(file, "c\t3\t00000000\nhalf a line", StandardOpenOption.APPEND);
      journal.append(List.of("d\t4"));
      assertThat(journal.facts()).containsExactly("a\t1", "b\t2", "d\t4");
    }
    assertThat(reopened()).containsExactly("a\t1", "b\t2", "d\t4");
  }

  @Test
  void anAppendThatFailsLeavesTheJournalAsItWas() {
    try (Journal journal = Journal.open(file)) {
      journal.append(List.of("a\t1"));
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> journal.append(List.of("b\t2")))
          .isInstanceOf(NodeFailureException.class)
          .hasMessageContaining("cannot be written");
      assertThat(Thread.interrupted()).isTrue();
      assertThat(journal.facts()).containsExactly("a\t1");
      journal.append(List.of("c\t3"));
    }
    assertThat(reopened()).containsExactly("a\t1", "c\t3");
  }

  @Test
  void openingCutsADamagedEndWithoutWritingTheRestAgain() throws IOException {
    try (Journal journal = Journal.open(file)) {
      journal.append(List.of("a\t1"));
    }
    byte[] sound = Files.readAllBytes(file);
    Object key = key();
    Files.writeString(file, "half a line", StandardOpenOption.APPEND);
    assertThat(reopened()).containsExactly("a\t1");
    assertThat(Files.readAllBytes(file)).isEqualTo(sound);
    assertThat(key()).isEqualTo(key);
  }

  @Test
  void aLineThatTheDiskDamagedIsDroppedWithAllAfterIt() throws IOException {
    try (Journal journal = Journal.open(file)) {
      journal.append(List.of("a\t1", "b\t2", "c\t3"));
    }
    Files.writeString(file, Files.readString(file).replace("b\t2", "b\t7"));
    assertThat(reopened()).containsExactly("a\t1");
  }

  @Test
  void aRewrittenJournalNamesItsChainAndTakesAppends() throws IOException {
    try (Journal journal = Journal.open(file)) {
      journal.append(List.of("a\t1"));
      assertThat(journal.chain()).isEmpty();
      journal.rewrite("my chain", List.of("b\t2"));
      journal.append(List.of("c\t3"));
    }
    assertThat(Files.readAllLines(file).getFirst()).startsWith("chain\tmy chain\t");
    try (Journal journal = Journal.open(file)) {
      assertThat(journal.chain()).contains("my chain");
      assertThat(journal.facts()).containsExactly("b\t2", "c\t3");
    }
  }

  @Test
  void aRewritingThatACrashCutShortIsSweptAway() throws IOException {
    Path left = directory.resolve("journal.tsv.part");
    Files.writeString(left, "chain");
    assertThat(reopened()).isEmpty();
    assertThat(left).doesNotExist();
  }

  private Object key() throws IOException {
    return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
  }
}
