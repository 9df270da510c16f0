package org.openledger.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.apache.tuweni.bytes.Bytes32;
import org.jspecify.annotations.Nullable;
import org.openledger.attestation.Attestation;
import org.openledger.attestation.Attestation.Verdict;
import org.openledger.attestation.Operator;
import org.openledger.client.JsonRpc;
import org.openledger.client.Wallet;
import org.openledger.node.content.KeyFile;
import org.openledger.terminal.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code openledger attest}: an operator confirms his node's indexes. */
@Command(
    name = "attest",
    description = {
      "Attests the indexes of an operator's own node, after comparing them with what others"
          + " attest.",
      "Exit code 0 where nothing is left to attest, 2 for wrong use, else 1."
    },
    mixinStandardHelpOptions = true,
    versionProvider = OpenLedger.Release.class)
public final class AttestCommand implements Callable<Integer> {

  private static final long PAUSE_MILLIS = 500;
  private static final int SHORT = 18;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--rpc",
      paramLabel = "URL",
      required = true,
      description = "JSON-RPC of the operator's own node.")
  private String url = "";

  @Option(
      names = "--key-file",
      paramLabel = "FILE",
      required = true,
      description = "The operator's private key: 64 hexadecimal digits.")
  private Path keyFile = Path.of("");

  @Option(names = "--datanet", paramLabel = "ID", description = "Only versions of this Datanet.")
  private @Nullable Long datanet;

  @Option(
      names = "--version-number",
      paramLabel = "N",
      description = "Only this version of the Datanet.")
  private @Nullable Long version;

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      defaultValue = "0",
      description = "Wait so long for indexes that are being built (default: ${DEFAULT-VALUE}).")
  private long wait;

  @Option(
      names = "--although-others-differ",
      description =
          "Attest where others attest another digest, too: when it is known that theirs is wrong.")
  private boolean although;

  @Option(names = "--dry-run", description = "Send nothing; say what would be attested.")
  private boolean dryRun;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  /** A version, and what was done about it. */
  private record Outcome(Attestation attestation, boolean done, String said) {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    Arguments arguments = new Arguments(spec);
    arguments.require(version == null || datanet != null, "--version-number needs --datanet");
    arguments.require(datanet == null || datanet > 0, "--datanet takes at least 1");
    arguments.require(version == null || version > 0, "--version-number takes at least 1");
    arguments.requireUrl(url);
    arguments.require(wait >= 0, "--wait takes at least 0");
    List<Outcome> outcomes = new ArrayList<>();
    try (JsonRpc rpc = new JsonRpc(url)) {
      Operator operator = Operator.at(rpc, Wallet.of(KeyFile.read(keyFile)));
      if (datanet != null && datanet > operator.datanetCount()) {
        throw new IOException("the node at " + url + " knows no Datanet " + datanet);
      }
      for (Attestation it : ready(operator)) {
        outcomes.add(outcome(operator, it));
      }
    }
    print(outcomes);
    return outcomes.stream().allMatch(Outcome::done) ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  /** The versions that were asked for, once none is being built any more or the time is over. */
  private List<Attestation> ready(Operator operator) throws InterruptedException, IOException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(wait);
    while (true) {
      List<Attestation> asked =
          operator.attestations().stream()
              .filter(it -> datanet == null || it.datanet() == datanet)
              .filter(it -> version == null || it.version() == version)
              .toList();
      if (version != null && asked.isEmpty()) {
        throw new IOException(
            "the node at " + url + " knows no version " + version + " of Datanet " + datanet);
      }
      if (System.nanoTime() >= end
          || asked.stream().noneMatch(it -> it.verdict() == Verdict.NOT_READY)) {
        return asked;
      }
      Thread.sleep(PAUSE_MILLIS);
    }
  }

  private Outcome outcome(Operator operator, Attestation it) {
    return switch (it.verdict()) {
      case ATTESTED -> new Outcome(it, true, "attested before");
      case ACTIVE -> new Outcome(it, true, "active without this operator");
      case NOT_READY -> new Outcome(it, false, "the node is still at it: ask again, or --wait");
      case FAILED -> new Outcome(it, false, "the node has no index: " + it.problem());
      case DIFFERS -> although ? attested(operator, it) : new Outcome(it, false, difference(it));
      case DUE -> attested(operator, it);
    };
  }

  private Outcome attested(Operator operator, Attestation it) {
    if (it.active() || it.digest().equals(it.given())) {
      return new Outcome(it, false, difference(it));
    }
    if (dryRun) {
      return new Outcome(it, true, "would be attested");
    }
    Bytes32 transaction = operator.attest(it).hash();
    return new Outcome(it, true, "attested by " + transaction.toHexString());
  }

  /** Indexes follow from the content alone: where two differ, one of them is wrong. */
  private static String difference(Attestation it) {
    return "NOT attested: "
        + it.others().size()
        + " operator(s) attest another digest, first "
        + it.others().keySet().iterator().next()
        + " "
        + it.others().values().iterator().next().toHexString()
        + "; whoever is wrong has a fault of release, disk or memory: compare the releases, let the"
        + " node build the index anew (delete its segment file, start it again) and ask again";
  }

  private void print(List<Outcome> outcomes) {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(JsonLine.text(report(outcomes)));
    } else {
      Table table = new Table(">Datanet", ">version", "digest", "");
      for (Outcome outcome : outcomes) {
        Attestation it = outcome.attestation();
        table.row(
            Long.toString(it.datanet()),
            Long.toString(it.version()),
            it.digest().map(digest -> digest.toHexString().substring(0, SHORT)).orElse("-"),
            outcome.said());
      }
      table.print(out);
    }
    out.flush();
  }

  private static Map<String, Object> report(List<Outcome> outcomes) {
    List<Map<String, Object>> list = new ArrayList<>();
    for (Outcome outcome : outcomes) {
      Attestation it = outcome.attestation();
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("datanet", it.datanet());
      entry.put("version", it.version());
      entry.put("segmentRoot", it.segmentRoot().toHexString());
      Optional<Bytes32> digest = it.digest();
      digest.ifPresent(found -> entry.put("indexDigest", found.toHexString()));
      Map<String, Object> others = new LinkedHashMap<>();
      it.others().forEach((who, what) -> others.put(who.toString(), what.toHexString()));
      entry.put("others", others);
      entry.put("done", outcome.done());
      entry.put("said", outcome.said());
      list.add(entry);
    }
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("versions", list);
    report.put("done", outcomes.stream().allMatch(Outcome::done));
    return report;
  }
}
