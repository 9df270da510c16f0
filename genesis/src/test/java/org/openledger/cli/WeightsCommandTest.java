package org.openledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.attribution.weight.WeightTable;

class WeightsCommandTest {

  @TempDir private Path directory;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void theTableCountsTheTokensOfTheCorpus() throws IOException {
    Files.writeString(directory.resolve("corpus"), "abba\0b");
    Path table = directory.resolve("table");
    assertThat(run("--tokenizer", "utf8-bytes", "--output", table.toString(), "--json")).isZero();
    WeightTable read = WeightTable.parse(Files.readAllBytes(table));
    assertThat(read.tokens()).isEqualTo(5);
    assertThat(read.count('a')).isEqualTo(2);
    assertThat(read.count('b')).isEqualTo(3);
    assertThat(read.count(0)).isZero();
    assertThat(out.toString()).contains("\"tokens\":5");
  }

  @Test
  void whatCannotBeCountedIsSaidInOneLineAndNothingIsWritten() throws IOException {
    Path table = directory.resolve("table");
    String output = table.toString();
    assertThat(run("--tokenizer", "utf8-bytes", "--output", output)).isEqualTo(1);
    assertThat(err.toString()).contains("is not a file that can be read");
    Files.write(directory.resolve("corpus"), new byte[] {'a', (byte) 0xff});
    assertThat(run("--tokenizer", "utf8-bytes", "--output", output)).isEqualTo(1);
    assertThat(err.toString()).contains("is not UTF-8");
    assertThat(run("--tokenizer", "none", "--output", output)).isEqualTo(2);
    assertThat(run("--tokenizer", "utf8-bytes")).isEqualTo(2);
    Files.write(directory.resolve("corpus"), "a".getBytes(StandardCharsets.UTF_8));
    assertThat(run("--tokenizer", "utf8-bytes", "--output", output + "/x")).isEqualTo(1);
    assertThat(table).doesNotExist();
  }

  private int run(String... options) {
    List<String> arguments =
        new ArrayList<>(List.of("index", "weights", directory.resolve("corpus").toString()));
    arguments.addAll(List.of(options));
    return OpenLedger.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments.toArray(String[]::new));
  }
}
