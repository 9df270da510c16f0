package org.openledger.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.openledger.bench.BenchReport;
import org.openledger.bench.BenchRow;
import org.openledger.bench.Machine;
import org.openledger.bench.soak.SoakBench;
import org.openledger.progress.Phases;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code openledger bench soak}: a devnet under hostile and healthy clients for minutes. */
@Command(
    name = "soak",
    description = {
      "Strains a devnet of its own for minutes, by turns and together: hostile input for every"
          + " method, readers that never read, a thousand idle sockets, subscriptions that come and"
          + " go, and transactions sent by web3j.",
      "Then it tells what is left: heap, files, threads, sockets; wrong answers and errors that no"
          + " method declares."
    },
    mixinStandardHelpOptions = true,
    versionProvider = OpenLedger.Release.class,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:every goal is met",
      "1:a goal is missed; the first findings go to the standard error output",
      "2:wrong use"
    })
public final class SoakBenchCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--minutes",
      defaultValue = "3",
      description = "How long, 0.1 to 600 (default: ${DEFAULT-VALUE}).")
  private double minutes;

  @Option(
      names = "--transactions",
      defaultValue = "10000",
      description = "How many meanwhile, 30 to 20,000 (default: ${DEFAULT-VALUE}).")
  private int transactions;

  @Mixin private BenchOutput output = new BenchOutput();

  @Override
  public Integer call() throws IOException, InterruptedException {
    Arguments arguments = new Arguments(spec);
    arguments.require(minutes >= 0.1 && minutes <= 600, "--minutes is from 0.1 to 600");
    arguments.require(
        transactions >= 30 && transactions <= 20_000, "--transactions is from 30 to 20000");
    List<BenchRow> rows;
    SoakBench bench;
    try (Phases phases = arguments.phases()) {
      bench = new SoakBench(Duration.ofMillis((long) (minutes * 60_000)), transactions, phases);
      rows = bench.run();
    }
    bench.findings().forEach(spec.commandLine().getErr()::println);
    spec.commandLine().getErr().flush();
    output.show(
        new BenchReport(Machine.describe(), rows, List.of(), List.of()),
        "soak",
        spec.commandLine().getOut());
    boolean met = rows.stream().noneMatch(row -> Boolean.FALSE.equals(row.met()));
    return met ? ExitCode.OK : ExitCode.SOFTWARE;
  }
}
