package org.openledger.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.openledger.genesis.files.BlockPace;
import org.openledger.genesis.local.LocalNetwork;
import org.openledger.genesis.local.NodeStatus;
import org.openledger.terminal.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code openledger network status}: how the nodes are. */
@Command(
    name = "status",
    description = "Says how the nodes are; exit code 0 where all are well, else 1.",
    mixinStandardHelpOptions = true,
    versionProvider = OpenLedger.Release.class)
public final class NetworkStatusCommand implements Callable<Integer> {

  private static final String NONE = "-";

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private NodesMixin network = new NodesMixin();

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    LocalNetwork local = network.open(spec.commandLine().getErr());
    List<NodeStatus> nodes = local.status();
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(JsonLine.text(report(nodes)));
      out.flush();
    } else {
      print(nodes, out);
    }
    tellStanding(nodes, local.pace());
    return nodes.stream().allMatch(NodeStatus::isWell) ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private void tellStanding(List<NodeStatus> nodes, BlockPace pace) {
    List<String> standing =
        nodes.stream().filter(NodeStatus::stands).map(NodeStatus::name).toList();
    if (!standing.isEmpty()) {
      spec.commandLine()
          .getErr()
          .println(
              "no new block for more than "
                  + pace.oldestHead().toSeconds()
                  + " s on "
                  + String.join(", ", standing)
                  + ", with one due every "
                  + pace.period().toSeconds()
                  + " s: fewer than two thirds of the validators run or reach each other, or the"
                  + " node is behind");
    }
  }

  static void print(List<NodeStatus> nodes, PrintWriter out) {
    Table table =
        new Table("node", ">pid", ">block", ">peers", ">head age", "plugin", "ready", "JSON-RPC");
    for (NodeStatus node : nodes) {
      table.row(
          node.name(),
          text(node.pid(), ""),
          text(node.block(), ""),
          text(node.peers(), ""),
          text(node.ageSeconds(), " s"),
          node.plugin().isEmpty() ? NONE : node.plugin(),
          state(node),
          node.url());
    }
    table.print(out);
    out.flush();
  }

  private static String state(NodeStatus node) {
    if (node.pid().isEmpty()) {
      return "stopped";
    }
    if (node.block().isEmpty()) {
      return "silent";
    }
    return !node.ready() ? "no" : node.stands() ? "no blocks" : "yes";
  }

  private static String text(OptionalLong value, String unit) {
    return value.isPresent() ? value.getAsLong() + unit : NONE;
  }

  private static Map<String, Object> report(List<NodeStatus> nodes) {
    List<Map<String, Object>> list = new ArrayList<>();
    for (NodeStatus node : nodes) {
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("node", node.name());
      entry.put("running", node.pid().isPresent());
      node.pid().ifPresent(pid -> entry.put("pid", pid));
      node.block().ifPresent(block -> entry.put("block", block));
      node.peers().ifPresent(peers -> entry.put("peers", peers));
      node.ageSeconds().ifPresent(age -> entry.put("headAgeSeconds", age));
      if (node.block().isPresent()) {
        entry.put("stands", node.stands());
        entry.put("stateRoot", node.stateRoot());
        entry.put("plugin", node.plugin());
      }
      entry.put("ready", node.ready());
      entry.put("rpc", node.url());
      list.add(entry);
    }
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("nodes", list);
    report.put("well", nodes.stream().allMatch(NodeStatus::isWell));
    return report;
  }
}
