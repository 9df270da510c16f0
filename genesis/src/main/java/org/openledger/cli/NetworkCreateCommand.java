package org.openledger.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.openledger.genesis.files.NetworkCreation;
import org.openledger.genesis.files.NetworkDirectory;
import org.openledger.genesis.files.NodeEntry;
import org.openledger.genesis.files.NodePorts;
import org.openledger.genesis.settings.Development;
import org.openledger.genesis.settings.NetworkSettings;
import org.openledger.genesis.settings.SettingsException;
import org.openledger.genesis.settings.SettingsFile;
import org.openledger.genesis.settings.StorageProfile;
import org.openledger.genesis.settings.Validator;
import org.openledger.terminal.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code openledger network create}: makes a network's directory. */
@Command(
    name = "create",
    description = "Makes a directory with all that a network needs: genesis, keys, scripts.",
    mixinStandardHelpOptions = true,
    versionProvider = OpenLedger.Release.class)
public final class NetworkCreateCommand implements Callable<Integer> {

  private static final int STANDARD_VALIDATORS = 4;
  private static final int MOST_VALIDATORS = 100;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--validators",
      paramLabel = "N",
      description = "How many nodes make blocks (default: as configured, or 4).")
  private @Nullable Integer validators;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "The configuration (default: one for development, with public keys).")
  private @Nullable Path config;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      required = true,
      description = "The directory to make; it must be absent or empty.")
  private Path output = Path.of("");

  @Option(
      names = "--rpc-port",
      paramLabel = "PORT",
      defaultValue = "8545",
      description =
          "JSON-RPC port of the first node, WebSocket one above; 10 more for each further node"
              + " (default: ${DEFAULT-VALUE}).")
  private int rpcPort;

  @Option(
      names = "--p2p-port",
      paramLabel = "PORT",
      defaultValue = "30303",
      description =
          "Port of the first node for the others; 1 more for each further node (default:"
              + " ${DEFAULT-VALUE}).")
  private int p2pPort;

  @Option(
      names = "--metrics-port",
      paramLabel = "PORT",
      defaultValue = "9545",
      description =
          "Metrics port of the first node; 1 more for each further node (default:"
              + " ${DEFAULT-VALUE}).")
  private int metricsPort;

  @Option(
      names = "--storage",
      paramLabel = "PROFILE",
      split = ",",
      description =
          "How the nodes keep state: forest, forest-cached, bonsai, bonsai-parallel; several are"
              + " given to the nodes in turn (default: as configured, or forest).")
  private List<String> storage = List.of();

  @Override
  public Integer call() throws IOException, SettingsException {
    require(
        validators == null || (validators >= 1 && validators <= MOST_VALIDATORS),
        "--validators takes 1 … " + MOST_VALIDATORS);
    storage.forEach(
        profile ->
            require(
                StorageProfile.byKey(profile).isPresent(),
                "--storage takes " + StorageProfile.keys() + ", not " + profile));
    Optional<SettingsFile> read = read();
    if (read.isEmpty()) {
      return ExitCode.SOFTWARE;
    }
    NetworkSettings settings = withValidators(read.get().settings());
    NodePorts ports = new NodePorts(rpcPort, rpcPort + 1, p2pPort, metricsPort);
    print(settings, NetworkCreation.create(output, settings, ports));
    return ExitCode.OK;
  }

  private Optional<SettingsFile> read() throws IOException, SettingsException {
    if (config != null) {
      return new NetworkFiles(spec).read(config);
    }
    int count = validators == null ? STANDARD_VALIDATORS : validators;
    require(
        count <= Development.MOST_VALIDATORS,
        "a network for development has at most "
            + Development.MOST_VALIDATORS
            + " validators: configure a larger one by --config");
    return Optional.of(SettingsFile.parse(Development.file(count)));
  }

  /** The configured validators, or as many as asked for; with the storage that was asked for. */
  private NetworkSettings withValidators(NetworkSettings settings) {
    List<Validator> configured = settings.validators();
    require(
        validators == null || configured.isEmpty() || validators == configured.size(),
        "--validators " + validators + ", but " + configured.size() + " are configured");
    List<Validator> made = new ArrayList<>(configured);
    int count = validators == null ? STANDARD_VALIDATORS : validators;
    for (int i = 1; configured.isEmpty() && i <= count; i++) {
      made.add(Validator.local("validator-" + i));
    }
    for (int i = 0; !storage.isEmpty() && i < made.size(); i++) {
      String profile = storage.get(i % storage.size());
      made.set(i, made.get(i).with(StorageProfile.byKey(profile).orElseThrow()));
    }
    return settings.withValidators(made);
  }

  private void print(NetworkSettings settings, NetworkDirectory network) {
    Table table = new Table("node", "address", "storage", "JSON-RPC", ">p2p", "key");
    for (int i = 0; i < network.nodes().size(); i++) {
      NodeEntry node = network.nodes().get(i);
      Validator validator = settings.validators().get(i);
      table.row(
          node.name(),
          node.address().toString(),
          validator.storage().key(),
          node.url(),
          Integer.toString(node.ports().p2p()),
          validator.publicKey().isPresent() ? "its owner's: put it there" : "made");
    }
    PrintWriter out = spec.commandLine().getOut();
    table.print(out);
    out.println();
    out.println("Made in " + output + "; its README.md says what is what. Start it with");
    out.println("  ./openledger network start --dir " + output);
    out.flush();
  }

  private void require(boolean holds, String otherwise) {
    new Arguments(spec).require(holds, otherwise);
  }
}
