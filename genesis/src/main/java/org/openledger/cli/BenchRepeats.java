package org.openledger.cli;

import org.openledger.bench.Repeats;
import picocli.CommandLine.Option;

/** How much the benchmarks measure. */
final class BenchRepeats {

  @Option(
      names = "--count",
      paramLabel = "N",
      defaultValue = "200",
      description = "Answers of each kind and length (default: ${DEFAULT-VALUE}).")
  private int count = 200;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "9",
      description = "Rounds over them, of which the median counts (default: ${DEFAULT-VALUE}).")
  private int rounds = 9;

  Repeats repeats(Arguments arguments) {
    arguments.require(count >= 1 && rounds >= 1, "--count and --rounds take at least 1");
    return new Repeats(count, rounds);
  }
}
