package org.openledger.integration.network;

import java.io.IOException;
import java.nio.file.Files;
import org.openledger.genesis.files.NodeEntry;
import org.openledger.genesis.local.NodeJava;
import org.openledger.integration.besu.BesuHome;

/**
 * A node of a network that is started by its script, with options of Java that no one should use.
 */
record BareNode(Process process) implements AutoCloseable {

  /** Starts it; Java takes the last of two settings. */
  static BareNode start(NodeEntry node, String javaOptions) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(node.script().toString());
    builder.environment().put("BESU_HOME", BesuHome.expected().toString());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("BESU_OPTS", NodeJava.quick().options() + " " + javaOptions);
    builder.redirectErrorStream(true);
    Files.deleteIfExists(node.log());
    builder.redirectOutput(node.log().toFile());
    return new BareNode(builder.start());
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
