package org.openledger.node.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openledger.node.Node;
import org.openledger.node.api.NodeApi;
import org.openledger.node.history.HistorySource;
import org.openledger.node.rpc.QueryLimits;
import org.openledger.node.rpc.RpcException;
import org.openledger.node.rpc.RpcMethods;

/** The methods of a node that has no chain yet. */
final class Methods {

  private static final RpcMethods ALL = open();
  private static final List<String> NAMES = List.copyOf(ALL.names());

  private Methods() {}

  /** Calls the method of a name, without its namespace; any other text names one too. */
  static void call(String name, List<?> params) throws RpcException {
    List<@Nullable Object> values = new ArrayList<>(params);
    String method = "openledger_" + name;
    boolean known = NAMES.contains(method);
    ALL.call(known ? method : NAMES.get(Math.floorMod(name.hashCode(), NAMES.size())), values);
  }

  private static RpcMethods open() {
    try {
      Path directory = Files.createTempDirectory("openledger-fuzz");
      Node node = Node.open(directory);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> end(node, directory)));
      return NodeApi.of(node, NodeApi.queries(node, QueryLimits.standard()), new HistorySource());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void end(Node node, Path directory) {
    node.close();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("temporary directory " + directory, e);
    }
  }
}
