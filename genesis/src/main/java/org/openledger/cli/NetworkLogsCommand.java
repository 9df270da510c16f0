package org.openledger.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.openledger.client.Pause;
import org.openledger.genesis.files.NodeEntry;
import org.openledger.genesis.local.NodeLogFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code openledger network logs}: what the nodes have logged. */
@Command(
    name = "logs",
    description = "Prints the last lines of the nodes' logs.",
    mixinStandardHelpOptions = true,
    versionProvider = OpenLedger.Release.class)
public final class NetworkLogsCommand implements Callable<Integer> {

  private static final long LOOK_MILLIS = 300;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private NodesMixin network = new NodesMixin();

  @Option(
      names = "--lines",
      paramLabel = "N",
      defaultValue = "20",
      description = "How many lines of each node (default: ${DEFAULT-VALUE}).")
  private int lines;

  @Option(names = "--follow", description = "Go on with what is logged from now on, until Ctrl-C.")
  private boolean follow;

  @Override
  public Integer call() throws IOException {
    new Arguments(spec).require(lines >= 0, "--lines takes at least 0");
    List<NodeEntry> nodes = network.open(spec.commandLine().getErr()).nodes();
    PrintWriter out = spec.commandLine().getOut();
    Map<NodeEntry, Long> read = new LinkedHashMap<>();
    for (NodeEntry node : nodes) {
      read.put(node, size(node.log()));
      print(node, NodeLogFile.last(node.log(), lines), nodes.size() > 1, out);
    }
    out.flush();
    while (follow) {
      Pause.millis(LOOK_MILLIS);
      for (NodeEntry node : nodes) {
        long from = read.getOrDefault(node, 0L);
        long to = size(node.log());
        if (to != from) {
          String text = NodeLogFile.text(node.log(), from);
          print(node, text.lines().toList(), nodes.size() > 1, out);
          read.put(node, to);
        }
      }
      out.flush();
    }
    return ExitCode.OK;
  }

  private static void print(NodeEntry node, List<String> lines, boolean several, PrintWriter out) {
    lines.forEach(line -> out.println(several ? node.name() + " | " + line : line));
  }

  private static long size(Path log) throws IOException {
    return Files.exists(log) ? Files.size(log) : 0;
  }
}
