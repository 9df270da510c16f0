package org.openledger.attribution.weight.make;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.attribution.progress.Progress;
import org.openledger.attribution.tokenizer.Tokenizer;
import org.openledger.attribution.tokenizer.Tokenizers;
import org.openledger.attribution.weight.WeightTable;

class WeightTableMakerTest {
  @TempDir Path directory;

  @Test
  void separatorsAreNotCounted() throws IOException {
    Path corpus = corpus("abca\0\0b");
    WeightTable table = WeightTableMaker.make(corpus, Tokenizers.byId("utf8-bytes"), Progress.NONE);
    assertThat(table.tokens()).isEqualTo(5);
    assertThat(table.count('a')).isEqualTo(2);
    assertThat(table.count('b')).isEqualTo(2);
    assertThat(table.count('c')).isEqualTo(1);
    assertThat(table.count(0)).isZero();
  }

  @Test
  void documentsAreEncodedOneByOneEvenWhereABufferEnds() throws IOException {
    Tokenizer tokenizer = Tokenizers.byId("cl100k_base");
    String document = "The quick brown föx\njumps over 12345 dogs. ".repeat(4_000);
    Path corpus = corpus(document + "\0" + document.substring(1) + "\0x");
    List<String> steps = new ArrayList<>();
    WeightTable table =
        WeightTableMaker.make(corpus, tokenizer, (step, done, total) -> steps.add(step));
    long[] expected = new long[tokenizer.vocabularySize()];
    for (String text : List.of(document, document.substring(1), "x")) {
      for (int id : tokenizer.encode(text)) {
        expected[id]++;
      }
    }
    assertThat(table.bytes())
        .isEqualTo(WeightTable.of(tokenizer.id(), tokenizer.hash(), expected).bytes());
    assertThat(steps).contains("counting cl100k_base");
  }

  @Test
  void aDocumentThatIsNotUtf8IsNamedByItsPlace() throws IOException {
    Path corpus = directory.resolve("corpus.bin");
    Files.write(corpus, new byte[] {'a', 0, (byte) 0xC3, 0, 'b'});
    assertThatThrownBy(
            () -> WeightTableMaker.make(corpus, Tokenizers.byId("utf8-bytes"), Progress.NONE))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("byte 3");
  }

  private Path corpus(String text) throws IOException {
    Path corpus = directory.resolve("corpus.bin");
    Files.write(corpus, text.getBytes(StandardCharsets.UTF_8));
    return corpus;
  }
}
