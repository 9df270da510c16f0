package org.openledger.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code openledger bench}: what it costs, beside peers, measured on this machine. */
@Command(
    name = "bench",
    description = "Measures, beside peers, on this machine.",
    mixinStandardHelpOptions = true,
    versionProvider = OpenLedger.Release.class,
    subcommands = {
      KernelsBenchCommand.class,
      ContractsBenchCommand.class,
      RpcBenchCommand.class,
      DevnetBenchCommand.class,
      SoakBenchCommand.class,
      NetworkBenchCommand.class,
      ReportBenchCommand.class
    })
public final class BenchCommand implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Missing sub-command");
  }
}
