package org.openledger.cli;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.openledger.bench.BenchReport;
import org.openledger.bench.Machine;
import org.openledger.bench.devnet.DevnetBench;
import org.openledger.progress.Phases;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code openledger bench devnet}: what settlements take of a devnet's memory. */
@Command(
    name = "devnet",
    description = {
      "Settles inferences on a devnet over JSON-RPC, and measures the heap: what each takes while"
          + " it is kept, and what is left of it once all are undone."
    },
    mixinStandardHelpOptions = true,
    versionProvider = OpenLedger.Release.class,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:measured; a goal that is missed changes nothing about that", "2:wrong use"})
public final class DevnetBenchCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--count",
      defaultValue = "10000",
      description = "Settlements, 100 to 20,000 (default: ${DEFAULT-VALUE}).")
  private int count;

  @Mixin private BenchOutput output = new BenchOutput();

  @Override
  public Integer call() throws IOException {
    if (count < 100 || count > 20_000) {
      throw new ParameterException(
          spec.commandLine(), "--count is from 100 to 20000, not " + count);
    }
    BenchReport report;
    try (Phases phases = new Arguments(spec).phases()) {
      report =
          new BenchReport(
              Machine.describe(), new DevnetBench(count, phases).run(), List.of(), List.of());
    }
    output.show(report, "devnet", spec.commandLine().getOut());
    return ExitCode.OK;
  }
}
