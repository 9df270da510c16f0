package org.openledger.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.openledger.attack.Attacks;
import org.openledger.attack.search.Attack;
import org.openledger.attack.search.Finding;
import org.openledger.attack.search.Search;
import org.openledger.progress.Phases;
import org.openledger.terminal.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code openledger attack}: searches for the best that an attacker can gain. */
@Command(
    name = "attack",
    description = {
      "Searches for the best that an attacker can gain, and holds it against what is claimed.",
      "Gains and losses are parts per million of the pool (or fee) that is attacked.",
      "Exit code: 0 every bound held, 1 one was broken, 2 wrong use."
    },
    mixinStandardHelpOptions = true,
    versionProvider = OpenLedger.Release.class)
public final class AttackCommand implements Callable<Integer> {
  private static final String ALL = "all";

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(arity = "0..*", paramLabel = "NAME", description = "Attacks by name, or: all.")
  private List<String> names = new ArrayList<>();

  @Option(names = "--list", description = "Print the attacks and what they do, and stop.")
  private boolean list;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "The same seed and trials find the same (default: ${DEFAULT-VALUE}).")
  private long seed = 1;

  @Option(
      names = "--trials",
      paramLabel = "N",
      defaultValue = "2800",
      description =
          "Tries of each attack; a tenth for those on contracts (default: ${DEFAULT-VALUE}).")
  private int trials = 2_800;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() {
    Arguments arguments = new Arguments(spec);
    arguments.require(trials >= 1, "--trials takes at least 1");
    arguments.require(list || !names.isEmpty(), "name an attack, or all; --list tells them");
    List<Attack> all = Attacks.all();
    if (list) {
      printList(all);
      return ExitCode.OK;
    }
    List<String> known = all.stream().map(Attack::name).toList();
    for (String name : names) {
      arguments.require(
          name.equals(ALL) || known.contains(name),
          "no attack " + name + "; there are " + String.join(", ", known));
    }
    List<Finding> findings = new ArrayList<>();
    try (Phases phases = arguments.phases()) {
      for (Attack attack : all) {
        if (names.contains(ALL) || names.contains(attack.name())) {
          findings.add(Search.run(attack, seed, trials, phases));
        }
      }
    }
    print(findings);
    return findings.stream().allMatch(Finding::held) ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private void printList(List<Attack> all) {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      List<Map<String, Object>> rows = new ArrayList<>();
      for (Attack attack : all) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("name", attack.name());
        row.put("what", attack.what());
        row.put("claim", attack.claim());
        rows.add(row);
      }
      out.println(JsonLine.text(Map.of("attacks", rows)));
    } else {
      Table table = new Table("attack", "what the attacker does");
      all.forEach(attack -> table.row(attack.name(), attack.what()));
      table.print(out);
    }
    out.flush();
  }

  private void print(List<Finding> findings) {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      Map<String, Object> report = new LinkedHashMap<>();
      report.put("seed", seed);
      report.put("held", findings.stream().allMatch(Finding::held));
      report.put("attacks", findings.stream().map(Finding::toMap).toList());
      out.println(JsonLine.text(report));
    } else {
      Table table =
          new Table("attack", ">tries", ">best gain", ">bound", ">loss", "", "found on", "with");
      for (Finding finding : findings) {
        table.row(
            finding.attack().name(),
            Long.toString(finding.trials()),
            ppm(finding.gainPpm()),
            ppm(finding.boundPpm()),
            ppm(finding.lossPpm()),
            finding.held() ? "held" : "BROKEN",
            finding.ground(),
            finding.settings() + "; " + finding.seed());
      }
      table.print(out);
      out.println();
      out.println(
          "Gain, bound (in that very case) and others' largest loss in parts per million; seed "
              + seed
              + ".");
    }
    out.flush();
  }

  private static String ppm(double value) {
    return String.format(Locale.ROOT, "%,.0f", value);
  }
}
