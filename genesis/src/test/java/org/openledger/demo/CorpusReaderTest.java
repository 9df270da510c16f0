package org.openledger.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.attribution.tokenizer.Tokenizer;
import org.openledger.attribution.tokenizer.Tokenizers;
import org.openledger.corpus.Skipped;
import org.openledger.progress.Steps;

class CorpusReaderTest {

  private static final Tokenizer BYTES = Tokenizers.byId("utf8-bytes");
  private static final Steps QUIET = SilentSteps.SILENT;

  @TempDir private Path directory;

  @Test
  void foldersAreContributorsAndFilesBelowThemDocuments() throws IOException {
    write("bob/b.txt", "bob's");
    write("alice/deep/a.txt", "alice's");
    Corpus corpus = read();
    assertThat(corpus.folders()).extracting(Contributor::name).containsExactly("alice", "bob");
    assertThat(corpus.folders().getFirst().documents().getFirst().name()).isEqualTo("deep/a.txt");
    assertThat(corpus.tokens()).isEqualTo(12);
  }

  @Test
  void identicalTextsStayWithWhoComesFirst() throws IOException {
    write("alice/a.txt", "the same");
    write("alice/b.txt", "the same");
    write("bob/c.txt", "the same");
    Corpus corpus = read();
    assertThat(corpus.documents()).isEqualTo(1);
    assertThat(corpus.duplicates()).isEqualTo(2);
    assertThat(corpus.contributors()).extracting(Contributor::name).containsExactly("alice");
    assertThat(corpus.folders()).hasSize(2);
  }

  @Test
  void linksAreFollowed() throws IOException {
    write("alice/a.txt", "the text");
    Files.createDirectories(directory.resolve("bob"));
    Files.createSymbolicLink(directory.resolve("bob/link"), Path.of("../alice/a.txt"));
    Files.createSymbolicLink(directory.resolve("bob/gone"), Path.of("nowhere"));
    Corpus corpus = read();
    assertThat(corpus.duplicates()).isEqualTo(1);
    assertThat(corpus.skipped()).containsExactly(Map.entry(Skipped.UNREADABLE, 1));
  }

  @Test
  void linksInACircleEnd() throws IOException {
    write("alice/a.txt", "the text");
    Files.createSymbolicLink(directory.resolve("alice/again"), directory.resolve("alice"));
    assertThat(read().documents()).isEqualTo(1);
  }

  @Test
  void whatIsNoTextIsSkippedAndCounted() throws IOException {
    write("alice/a.txt", "text");
    write("alice/empty", "");
    write("alice/nul", "te\0xt");
    Files.write(directory.resolve("alice/latin1"), new byte[] {'f', (byte) 0xFC, 'r'});
    write("alice/.hidden", "hidden");
    write("stray.txt", "nobody's");
    Corpus corpus = read();
    assertThat(corpus.documents()).isEqualTo(1);
    assertThat(corpus.folders().getFirst().skipped()).isEqualTo(3);
    assertThat(corpus.skippedWords())
        .isEqualTo("1 empty, 2 binary, 1 outside the contributors' folders");
  }

  @Test
  void aCorpusWithoutTextIsRefused() throws IOException {
    assertThatThrownBy(this::read)
        .isInstanceOf(DemoException.class)
        .hasMessageContaining("holds no usable text");
    write("alice/nul", "\0");
    assertThatThrownBy(this::read).hasMessageEndingWith("(skipped: 1 binary)");
  }

  @Test
  void aMissingDirectoryIsRefused() {
    Path gone = directory.resolve("gone");
    assertThatThrownBy(() -> CorpusReader.directory(gone, BYTES, QUIET))
        .isInstanceOf(DemoException.class)
        .hasMessage("corpus " + gone + " does not exist");
  }

  @Test
  void aFileIsNoCorpus() throws IOException {
    write("file", "text");
    Path file = directory.resolve("file");
    assertThatThrownBy(() -> CorpusReader.directory(file, BYTES, QUIET))
        .hasMessage("corpus " + file + " is no directory");
  }

  @Test
  void theRunningJavaHasLicences() {
    Corpus corpus =
        CorpusReader.licences(
            Path.of(System.getProperty("java.home")), directory.resolve("none"), BYTES, QUIET);
    assertThat(corpus.contributors().getFirst().name()).isEqualTo("java.base");
    assertThat(corpus.duplicates()).isPositive();
  }

  @Test
  void aJavaWithoutLicencesIsToldHowToGoOn() {
    assertThatThrownBy(
            () -> CorpusReader.licences(directory, directory.resolve("no"), BYTES, QUIET))
        .isInstanceOf(DemoException.class)
        .hasMessageContaining("name a corpus by --corpus");
  }

  private Corpus read() {
    return CorpusReader.directory(directory, BYTES, QUIET);
  }

  private void write(String name, String text) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
