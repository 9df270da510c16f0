package org.openledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IndexCommandTest {
  private static final String ALICE =
      "The quick brown fox jumps over the lazy dog while forty zebras quietly hum a waltz.";
  private static final String BOB =
      "Whoever reads this licence may copy, change and pass on whatever the licence is about.";

  /** Pins every byte that a build of the texts above writes. */
  private static final String GOLDEN =
      "bf4bc49b130e39f07bf5dee1920e6dac9c27d42e0e37d9bc77a9b33f323b4876";

  @TempDir private Path directory;

  private StringWriter out = new StringWriter();
  private StringWriter err = new StringWriter();
  private Path corpus;
  private Path index;

  @BeforeEach
  void writeCorpus() throws IOException {
    corpus = directory.resolve("corpus");
    index = directory.resolve("index");
    write("alice/a.txt", ALICE);
    write("bob/b.txt", BOB);
    write("bob/copy.txt", ALICE);
    write("bob/deep/c.txt", BOB + " It is new: " + BOB);
  }

  @Test
  void theBytesAreTheSameForAnyNumberOfThreadsAndPinned() throws IOException {
    for (int i = 0; i < 60; i++) {
      write("carol/" + i + ".txt", ("carol " + i + " ").repeat(i % 7 + 1));
    }
    Map<String, ByteBuffer> first = Map.of();
    for (int threads = 1; threads <= 4; threads++) {
      index = directory.resolve("index-" + threads);
      assertThat(build("--threads", "" + threads, "--max-tokens", "300")).isZero();
      if (threads == 1) {
        first = files();
      }
      assertThat(files()).hasSizeGreaterThan(5).isEqualTo(first);
    }
    assertThat(out.toString()).contains("index digest " + GOLDEN);
  }

  @Test
  void anAnswerIsAttributedToWhoContributedItFirst() throws IOException {
    assertThat(build()).isZero();
    Path answer = Files.writeString(directory.resolve("answer"), "xx" + ALICE + "yy" + BOB);
    JsonNode report = json("attribute", "--answer", answer.toString(), "--min-span", "20");
    assertThat(report.get("tokens").asInt()).isEqualTo(ALICE.length() + BOB.length() + 4);
    assertThat(report.get("covered").asInt()).isEqualTo(ALICE.length() + BOB.length());
    assertThat(report.get("contributors").get(0).get("contributor").asText()).isEqualTo("alice");
    assertThat(report.get("contributors").get(0).get("units").asInt()).isEqualTo(ALICE.length());
    assertThat(report.get("spans").get(1).get("document").asText()).isEqualTo("b.txt");
    assertThat(report.get("owners").get(0).asLong()).isEqualTo(-1);
    assertThat(run("attribute", "--answer", answer.toString())).isZero();
    assertThat(out.toString()).contains("alice").contains("b.txt").contains("covered");
  }

  @Test
  void mergingLeavesTheAttributionAsItWas() throws IOException {
    assertThat(build("--max-tokens", "1")).isZero();
    String answer = Files.writeString(directory.resolve("answer"), ALICE + BOB).toString();
    JsonNode before = json("attribute", "--answer", answer);
    assertThat(json("merge").get("after").asInt()).isEqualTo(1);
    assertThat(json("attribute", "--answer", answer)).isEqualTo(before);
    assertThat(json("stats").get("segments")).hasSize(1);
    assertThat(json("stats").get("contributions").asInt()).isEqualTo(3);
  }

  @Test
  void anAdditionGoesOnCountingOrders() throws IOException {
    assertThat(build()).isZero();
    assertThat(build("--append")).isZero();
    JsonNode segments = json("stats").get("segments");
    assertThat(segments.get(1).get("firstOrder").asInt()).isEqualTo(4);
    assertThat(segments.get(1).get("lastOrder").asInt()).isEqualTo(6);
    assertThat(run("check")).isZero();
  }

  @Test
  void duplicatesAreSharedOutToWhoContributedThemFirst() throws IOException {
    assertThat(build()).isZero();
    Path text = Files.writeString(directory.resolve("new.txt"), "@@@@@@@@@@" + ALICE);
    JsonNode report = json("duplicates", "--document", text.toString(), "--min-span", "10");
    JsonNode found = report.get("documents").get(0);
    assertThat(found.get("windows").asInt()).isEqualTo(ALICE.length() + 1);
    assertThat(found.get("present").asInt()).isEqualTo(ALICE.length() - 9);
    assertThat(found.get("contributors").get("alice").asInt()).isEqualTo(ALICE.length() - 9);
    assertThat(run("duplicates", "--document", text.toString())).isZero();
    assertThat(out.toString()).contains("whose").contains("alice");
  }

  @Test
  void theCheckSaysWhereTheDamageIs() throws IOException {
    assertThat(build()).isZero();
    assertThat(run("check")).isZero();
    String root = json("stats").get("segments").get(0).get("root").asText();
    Path file = index.resolve(root + ".segment");
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 3] ^= 4;
    Files.write(file, bytes);
    assertThat(run("check")).isEqualTo(1);
    assertThat(out.toString()).contains(root).contains("text");
    assertThat(run("attribute", "--answer", file.toString())).isEqualTo(1);
    Files.writeString(index.resolve("index.manifest"), "openledger-index 1\n");
    assertThat(run("check")).isEqualTo(1);
    assertThat(out.toString()).contains("index.manifest");
  }

  @Test
  void tokenFilesAreReadDocumentByDocument() throws IOException {
    ByteBuffer ids = ByteBuffer.allocate(28).order(ByteOrder.LITTLE_ENDIAN);
    ids.putInt(1).putInt(2).putInt(-1).putInt(-1).putInt(3).putInt(4).putInt(5);
    Path tokens = Files.write(directory.resolve("tokens"), ids.array());
    String file = tokens.toString();
    assertThat(run("build", "--tokens", file, "--tokenizer", "utf8-bytes")).isZero();
    assertThat(json("stats").get("contributions").asInt()).isEqualTo(3);
    assertThat(json("stats").get("tokens").asInt()).isEqualTo(5);
    Files.write(tokens, ids.putInt(4, 256).array());
    assertThat(run("build", "--tokens", file, "--tokenizer", "utf8-bytes")).isEqualTo(1);
    assertThat(err.toString()).contains("id 256 at byte 4");
    assertThat(json("stats").get("tokens").asInt()).isEqualTo(5);
    Files.write(tokens, new byte[7]);
    assertThat(run("build", "--tokens", file, "--tokenizer", "utf8-bytes")).isEqualTo(1);
    assertThat(err.toString()).contains("cut off");
  }

  @Test
  void aFileOfJoinedTextsIsReadDocumentByDocument() throws IOException {
    StringBuilder joined = new StringBuilder();
    for (int i = 0; i < 500; i++) {
      joined.append("Text ").append(i).append(" says ").append(ALICE, 0, i % 80).append('\0');
    }
    joined.append("\0").append(ALICE).append('\0').append(ALICE);
    String file = Files.writeString(directory.resolve("joined"), joined).toString();
    Map<String, ByteBuffer> first = Map.of();
    for (int threads : new int[] {1, 2, 3, 8}) {
      index = directory.resolve("joined-" + threads);
      assertThat(run("build", "--text", file, "--threads", "" + threads, "--max-tokens", "900"))
          .as(err.toString())
          .isZero();
      assertThat(out.toString()).contains("501 contributions", "1 duplicates, skipped: 1 empty");
      if (threads == 1) {
        first = files();
      }
      assertThat(files()).hasSizeGreaterThan(8).isEqualTo(first);
    }
    String text = Files.writeString(directory.resolve("new.txt"), ALICE).toString();
    JsonNode found = json("duplicates", "--document", text, "--min-span", "4").get("documents");
    assertThat(found.get(0).get("present")).isEqualTo(found.get(0).get("windows"));
    assertThat(found.get(0).get("contributors").get("joined").asInt()).isPositive();
  }

  @Test
  void hostileInputsEndInClearMessagesAndLeaveTheIndexAsItWas() throws IOException {
    assertThat(build()).isZero();
    Map<String, ByteBuffer> before = files();
    Path file = directory.resolve("hostile");
    byte[] binary = new byte[300];
    Arrays.fill(binary, (byte) 0xFE);
    Files.write(file, binary);
    requireRefused("hostile is no text: document 1 is not UTF-8", "--text", file.toString());
    Files.write(file, new byte[5]);
    requireRefused("nothing to index", "--text", file.toString());
    Files.write(file, new byte[0]);
    requireRefused("nothing to index", "--text", file.toString());
    requireRefused("nothing to index", "--tokens", file.toString());
    requireRefused("is not a file", "--text", directory.toString());
    requireRefused("is not a file", "--tokens", directory.resolve("none").toString());
    Path empty = Files.createDirectories(directory.resolve("empty/alice"));
    requireRefused("nothing to index", "--corpus", empty.getParent().toString());
    Files.write(empty.resolve("binary"), binary);
    Files.write(empty.resolve("nul"), new byte[5]);
    Files.createSymbolicLink(empty.resolve("dangling"), empty.resolve("none"));
    requireRefused("2 binary, 1 unreadable", "--corpus", empty.getParent().toString());
    byte[] line = new byte[100 << 20];
    Arrays.fill(line, (byte) 'a');
    Files.write(file, line);
    requireRefused("document 1 has more than 67108864 bytes", "--text", file.toString());
    Files.write(empty.resolve("line"), line);
    requireRefused("1 too large", "--corpus", empty.getParent().toString());
    assertThat(files()).isEqualTo(before);
  }

  @Test
  void aWordThatIsTooLongIsSkippedAndCounted() throws IOException {
    write("bob/word.txt", "a".repeat(10_000_000));
    write("bob/gap.txt", " ".repeat(10_000_000));
    assertThat(run("build", "--corpus", corpus.toString())).as(err.toString()).isZero();
    assertThat(out.toString())
        .contains("3 contributions", "skipped: 2 with a word or gap too long to tokenize");
  }

  private void requireRefused(String message, String... origin) {
    for (String threads : List.of("1", "3")) {
      List<String> options = new ArrayList<>(List.of(origin));
      options.addAll(List.of("--tokenizer", "utf8-bytes", "--threads", threads));
      assertThat(run("build", options.toArray(String[]::new))).isEqualTo(1);
      assertThat(err.toString()).contains(message);
    }
  }

  @Test
  void wrongUseEndsWith2AndWhatFailsWith1() throws IOException {
    assertThat(run("build")).isEqualTo(2);
    assertThat(run("build", "--corpus", "a", "--tokens", "b")).isEqualTo(2);
    assertThat(build("--threads", "0")).isEqualTo(2);
    assertThat(run("build", "--corpus", corpus.toString(), "--tokenizer", "x")).isEqualTo(2);
    assertThat(run("attribute")).isEqualTo(2);
    assertThat(run("build", "--corpus", directory.resolve("none").toString())).isEqualTo(1);
    for (String command : List.of("stats", "check", "merge")) {
      assertThat(run(command)).isEqualTo(1);
      assertThat(err.toString()).contains("holds no index");
      assertThat(run(command, "--help")).isZero();
    }
    assertThat(build()).isZero();
    String other = corpus.toString();
    assertThat(run("build", "--corpus", other)).isEqualTo(1);
    assertThat(err.toString()).contains("tokens of utf8-bytes");
  }

  private int build(String... options) {
    List<String> all = new ArrayList<>(List.of("--corpus", corpus.toString()));
    all.addAll(List.of("--tokenizer", "utf8-bytes"));
    all.addAll(List.of(options));
    return run("build", all.toArray(String[]::new));
  }

  private JsonNode json(String command, String... options) throws IOException {
    List<String> all = new ArrayList<>(List.of(options));
    all.add("--json");
    assertThat(run(command, all.toArray(String[]::new))).as(err.toString()).isZero();
    return new JsonMapper().readTree(out.toString());
  }

  private int run(String command, String... options) {
    List<String> arguments = new ArrayList<>(List.of("index", command, index.toString()));
    arguments.addAll(List.of(options));
    out = new StringWriter();
    err = new StringWriter();
    return OpenLedger.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments.toArray(String[]::new));
  }

  private Map<String, ByteBuffer> files() throws IOException {
    Map<String, ByteBuffer> contents = new TreeMap<>();
    try (Stream<Path> files = Files.list(index)) {
      for (Path file : files.toList()) {
        contents.put(file.getFileName().toString(), ByteBuffer.wrap(Files.readAllBytes(file)));
      }
    }
    return contents;
  }

  private void write(String name, String text) throws IOException {
    Path file = corpus.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
