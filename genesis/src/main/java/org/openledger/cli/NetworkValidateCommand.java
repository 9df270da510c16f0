package org.openledger.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.openledger.genesis.files.GenesisDifference;
import org.openledger.genesis.settings.NetworkSettings;
import org.openledger.genesis.settings.Problem;
import org.openledger.genesis.settings.SettingsException;
import org.openledger.genesis.settings.SettingsFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code openledger network validate}: all that is wrong about a configuration. */
@Command(
    name = "validate",
    description = "Says all that is wrong about a configuration, or the hash that names it.",
    mixinStandardHelpOptions = true,
    versionProvider = OpenLedger.Release.class)
public final class NetworkValidateCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "FILE", description = "The configuration.")
  private Path file = Path.of("");

  @Option(
      names = "--genesis",
      paramLabel = "GENESIS",
      description = "Also say where this genesis file is not what the configuration makes.")
  private @Nullable Path genesis;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    NetworkFiles files = new NetworkFiles(spec);
    files.requireFile(file);
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("file", file.toString());
    SettingsFile read;
    try {
      read = SettingsFile.read(file);
    } catch (SettingsException e) {
      return answer(report, List.of(), e.problems());
    }
    NetworkSettings settings = read.settings();
    report.put("chainId", settings.chainId());
    report.put("validators", settings.validators().size());
    report.put("hash", hash(settings));
    return answer(report, read.warnings(), differences(files, settings));
  }

  private List<Problem> differences(NetworkFiles files, NetworkSettings settings)
      throws IOException {
    if (genesis == null) {
      return List.of();
    }
    files.requireFile(genesis);
    if (hash(settings).isEmpty()) {
      return List.of(
          new Problem("", "the validators have no keys yet, so no genesis file can be compared"));
    }
    List<Problem> differences = new ArrayList<>();
    for (Problem each : GenesisDifference.of(settings, Files.readString(genesis))) {
      differences.add(new Problem(genesis + ": " + each.path(), each.message()));
    }
    return differences;
  }

  /** Empty while a validator has no key. */
  private static String hash(NetworkSettings settings) {
    boolean complete =
        !settings.validators().isEmpty()
            && settings.validators().stream().allMatch(it -> it.publicKey().isPresent());
    return complete ? settings.hash().toHexString() : "";
  }

  private int answer(Map<String, Object> report, List<Problem> warnings, List<Problem> problems) {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      report.put("valid", problems.isEmpty());
      report.put("problems", problems);
      report.put("warnings", warnings);
      out.println(JsonLine.text(report));
    } else {
      new NetworkFiles(spec).tell(file, warnings, problems);
      if (problems.isEmpty()) {
        Object hash = report.getOrDefault("hash", "");
        out.println(
            "valid: chain id "
                + report.get("chainId")
                + ", "
                + report.get("validators")
                + " validators");
        out.println(
            "configuration hash: "
                + (hash.equals("")
                    ? "known once the validators have keys (network create)"
                    : hash));
      }
    }
    out.flush();
    return problems.isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
  }
}
