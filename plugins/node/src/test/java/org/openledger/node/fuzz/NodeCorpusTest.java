package org.openledger.node.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The inputs of the corpus of what a node reads, as they are and bent by a seeded mutator. */
class NodeCorpusTest {

  private static final Path CORPUS = Path.of("src/test/resources/fuzz");
  private static final int BENT = 2_000;

  static Path directory(Target target) {
    return CORPUS.resolve(target.name().toLowerCase(Locale.ROOT));
  }

  private static List<Path> inputs(Target target) throws IOException {
    try (Stream<Path> files = Files.list(directory(target))) {
      return files.sorted().toList();
    }
  }

  /** Names say whether an input is sound, so that a corpus of mere rubbish fails. */
  @ParameterizedTest
  @EnumSource
  void everyInputOfTheCorpusIsReadAsItsNameSays(Target target) throws IOException {
    List<Path> inputs = inputs(target);
    assertThat(inputs).hasSizeGreaterThan(1);
    for (Path input : inputs) {
      boolean sound = input.getFileName().toString().startsWith("sound-");
      assertThat(target.accepts(bytes(input))).as(input.toString()).isEqualTo(sound);
    }
  }

  @ParameterizedTest
  @EnumSource
  void bentInputsAreReadOrRefused(Target target) throws IOException {
    long seed = Long.getLong("openledger.seed", 91L);
    Random random = new Random(seed);
    List<byte[]> inputs = inputs(target).stream().map(NodeCorpusTest::bytes).toList();
    for (int round = 0; round < BENT; round++) {
      byte[] bent = bent(random, inputs);
      try {
        target.accepts(bent);
      } catch (RuntimeException e) {
        String hex = HexFormat.of().formatHex(bent);
        throw new AssertionError("seed " + seed + ", round " + round + ": " + hex, e);
      }
    }
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An input with a few bytes or bits changed, cut, or joined to another. */
  private static byte[] bent(Random random, List<byte[]> inputs) {
    byte[] bytes = inputs.get(random.nextInt(inputs.size())).clone();
    for (int changes = 1 + random.nextInt(4); changes > 0 && bytes.length > 0; changes--) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(6)) {
        case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> bytes[at] = (byte) random.nextInt();
        case 2 -> bytes[at] = (byte) (random.nextBoolean() ? 0 : -1);
        case 3 -> bytes = Arrays.copyOf(bytes, at);
        case 4 -> bytes = Arrays.copyOf(bytes, bytes.length + random.nextInt(40));
        default -> {
          byte[] other = inputs.get(random.nextInt(inputs.size()));
          int length = Math.min(other.length, bytes.length - at);
          System.arraycopy(other, 0, bytes, at, length);
        }
      }
    }
    return bytes;
  }
}
