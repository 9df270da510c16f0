package org.openledger.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.openledger.bench.BenchReport;
import org.openledger.bench.Machine;
import org.openledger.bench.network.NetworkBench;
import org.openledger.genesis.local.BesuInstallation;
import org.openledger.genesis.local.PluginZip;
import org.openledger.genesis.settings.SettingsException;
import org.openledger.genesis.settings.StorageProfile;
import org.openledger.progress.Phases;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code openledger bench network}: what a validator settles in a second. */
@Command(
    name = "network",
    description = {
      "Measures how many inferences one validator on a real Besu settles in a second, each of 16"
          + " contributors, while it makes a block every second; a fee splitter in Solidity on the"
          + " same node takes turns with it."
    },
    mixinStandardHelpOptions = true,
    versionProvider = OpenLedger.Release.class,
    footer = "%nBESU_HOME says where Besu is (default: /opt/besu).",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:measured; a goal that is missed changes nothing about that",
      "1:there is no Besu, or it does not run",
      "2:wrong use"
    })
public final class NetworkBenchCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--quick", description = "Short windows.")
  private boolean quick;

  @Option(
      names = "--plugin",
      paramLabel = "ZIP",
      description = "The plugin to run with (default: that of this release).")
  private @Nullable Path plugin;

  @Option(
      names = "--storage",
      paramLabel = "PROFILE",
      description =
          "How the node keeps state, as in a network's configuration: forest, bonsai, … (default:"
              + " bonsai, as Besu's own).")
  private String storage = StorageProfile.BONSAI.key();

  @Mixin private BenchOutput output = new BenchOutput();

  @Override
  public Integer call() throws IOException, SettingsException {
    Arguments arguments = new Arguments(spec);
    Optional<StorageProfile> profile = StorageProfile.byKey(storage);
    arguments.require(
        profile.isPresent(),
        "--storage takes one of " + StorageProfile.keys() + ", not " + storage);
    BenchReport report;
    try (Phases phases = arguments.phases()) {
      NetworkBench bench =
          new NetworkBench(
              quick,
              profile.orElseThrow(),
              BesuInstallation.find(System.getenv("BESU_HOME")),
              plugin == null ? PluginZip.built() : PluginZip.at(plugin),
              spec.commandLine().getErr(),
              phases);
      report = new BenchReport(Machine.describe(), bench.run(), List.of(), List.of());
    }
    output.show(report, "network", spec.commandLine().getOut());
    return ExitCode.OK;
  }
}
