package org.openledger.cli;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.openledger.bench.BenchReport;
import org.openledger.bench.Machine;
import org.openledger.bench.SkippedRow;
import org.openledger.bench.contract.ContractsBench;
import org.openledger.progress.Phases;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code openledger bench contracts}: what the native contracts cost, in time and in gas. */
@Command(
    name = "contracts",
    description = {
      "Measures settling, and gas for each microsecond of every function at its worst inputs, on a"
          + " network in memory, in one thread.",
      "Recovering signers takes no time here: it is native code of the node, at the EVM's price."
    },
    mixinStandardHelpOptions = true,
    versionProvider = OpenLedger.Release.class,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:measured; a goal that is missed changes nothing about that", "2:wrong use"})
public final class ContractsBenchCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--quick", description = "Small corpora and few rounds.")
  private boolean quick;

  @Mixin private BenchOutput output = new BenchOutput();

  @Override
  public Integer call() throws IOException {
    BenchReport report;
    try (Phases phases = new Arguments(spec).phases()) {
      report =
          new BenchReport(
              Machine.describe(),
              new ContractsBench(quick, phases).run(),
              List.of(),
              List.of(
                  new SkippedRow(
                      "a fee splitter in Solidity",
                      "not run: its numbers were measured on Besu's EVM before")));
    }
    output.show(report, "contracts", spec.commandLine().getOut());
    return ExitCode.OK;
  }
}
