package org.openledger.attribution.segment;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Suffix arrays of synthetic text (a frequent symbol is as much more frequent as in languages, some
 * passages stand twice), of the worst shapes, and of a file of symbols: u32, little endian, below
 * 100,257, named by {@code -p file=…}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3)
@Measurement(iterations = 7)
@Fork(
    value = 1,
    jvmArgs = {"-Xms4g", "-Xmx4g", "-XX:+UseSerialGC", "-XX:+UseTransparentHugePages"})
public class SuffixArraysBenchmark {
  private static final int ALPHABET = 100_257;

  @Param({"1000000", "16000000"})
  int symbols;

  @Param({"language", "same", "fibonacci", "copies"})
  String shape;

  @Param("")
  String file;

  private int[] text;

  @Setup
  public void text() throws IOException {
    SplittableRandom random = new SplittableRandom(1);
    text =
        switch (shape) {
          case "language" -> language(random, symbols);
          case "same" -> TextShapes.same(symbols);
          case "fibonacci" -> TextShapes.fibonacci(symbols);
          case "copies" -> TextShapes.copies(random, symbols, ALPHABET, 1_000);
          case "file" -> read(Path.of(file), symbols);
          default -> throw new IllegalArgumentException(shape);
        };
  }

  @Benchmark
  public int[] build() {
    return SuffixArrays.build(text, ALPHABET);
  }

  @Benchmark
  public int[] simple() {
    return SimpleSuffixArrays.build(text, ALPHABET);
  }

  private static int[] language(SplittableRandom random, int length) {
    int[] text = new int[length];
    for (int at = 0; at < length; ) {
      if (at > 1_000 && random.nextInt(100) == 0) {
        int size = Math.min(length - at, 1 + random.nextInt(200));
        System.arraycopy(text, random.nextInt(at - size), text, at, size);
        at += size;
      } else {
        text[at++] = (int) Math.pow(ALPHABET, random.nextDouble()) - 1;
      }
    }
    return text;
  }

  private static int[] read(Path file, int most) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      int[] symbols = new int[(int) Math.min(most, channel.size() / 4)];
      channel
          .map(FileChannel.MapMode.READ_ONLY, 0, 4L * symbols.length)
          .order(ByteOrder.LITTLE_ENDIAN)
          .asIntBuffer()
          .get(symbols);
      return symbols;
    }
  }

  public static void main(String[] arguments) throws RunnerException, CommandLineOptionException {
    CommandLineOptions options = new CommandLineOptions(arguments);
    new Runner(
            new OptionsBuilder()
                .parent(options)
                .include(SuffixArraysBenchmark.class.getSimpleName())
                .build())
        .run();
  }
}
