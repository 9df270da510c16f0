package org.openledger.cli;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.openledger.bench.BenchReport;
import org.openledger.bench.Machine;
import org.openledger.bench.rpc.RpcBench;
import org.openledger.progress.Phases;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code openledger bench rpc}: what a question to a node costs. */
@Command(
    name = "rpc",
    description =
        "Measures JSON-RPC on a devnet of its own, over HTTP on this machine, in turns with"
            + " eth_call of the view that tells the same.",
    mixinStandardHelpOptions = true,
    versionProvider = OpenLedger.Release.class,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:measured; a goal that is missed changes nothing about that", "2:wrong use"})
public final class RpcBenchCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--quick", description = "Few rounds.")
  private boolean quick;

  @Mixin private BenchOutput output = new BenchOutput();

  @Override
  public Integer call() throws IOException {
    BenchReport report;
    try (Phases phases = new Arguments(spec).phases()) {
      report =
          new BenchReport(
              Machine.describe(), new RpcBench(quick, phases).run(), List.of(), List.of());
    }
    output.show(report, "rpc", spec.commandLine().getOut());
    return ExitCode.OK;
  }
}
