package org.openledger.genesis.files;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openledger.genesis.settings.Gas;
import org.openledger.genesis.settings.NetworkSettings;
import org.openledger.genesis.settings.Validator;

/** The file of Besu's options of a node, as TOML. Paths are left to the start script. */
final class NodeOptions {

  private static final String METRICS =
      Stream.of(
              "ETHEREUM",
              "BLOCKCHAIN",
              "PEERS",
              "NETWORK",
              "RPC",
              "SYNCHRONIZER",
              "TRANSACTION_POOL",
              "JVM",
              "PROCESS",
              "KVSTORE_ROCKSDB",
              "OPENLEDGER")
          .map(category -> "\"" + category + "\"")
          .collect(Collectors.joining(","));

  private NodeOptions() {}

  /**
   * The file.
   *
   * @param contentPeers where it fetches contents, as the plugin's option takes them
   */
  static String toml(
      NetworkSettings settings, Validator validator, NodePorts ports, List<String> contentPeers) {
    List<String> lines = new ArrayList<>();
    lines.add("# Besu's options of " + validator.name() + "; besu --help tells what each does.");
    lines.add("# Ports and paths may change; what all nodes must agree on is in genesis.json.");
    lines.add(
        "# Where else a port stands: that of JSON-RPC in the URL of proofs, and in the other");
    lines.add("# nodes' URLs of peers; that of p2p in the other nodes' static-nodes.json.");
    lines.add("");
    lines.add(text("identity", validator.name()));
    lines.add("network-id=" + settings.chainId());
    lines.add("");
    lines.add("# The other nodes: those of static-nodes.json, and no search for more.");
    lines.add("p2p-enabled=true");
    lines.add(text("p2p-host", validator.host()));
    lines.add(text("p2p-interface", validator.isLocal() ? validator.host() : "0.0.0.0"));
    lines.add("p2p-port=" + ports.p2p());
    lines.add("discovery-enabled=false");
    lines.add(text("nat-method", "NONE"));
    lines.add("sync-mode=\"FULL\"");
    lines.add("sync-min-peers=1");
    lines.add("");
    lines.add("# JSON-RPC, for this machine only: put a proxy with access rules in front.");
    lines.add("rpc-http-enabled=true");
    lines.add(text("rpc-http-host", "127.0.0.1"));
    lines.add("rpc-http-port=" + ports.rpc());
    lines.add("rpc-http-api=[\"ETH\",\"NET\",\"WEB3\",\"TXPOOL\",\"QBFT\",\"OPENLEDGER\"]");
    lines.add("rpc-ws-enabled=true");
    lines.add(text("rpc-ws-host", "127.0.0.1"));
    lines.add("rpc-ws-port=" + ports.ws());
    lines.add("rpc-ws-api=[\"ETH\",\"NET\",\"WEB3\",\"TXPOOL\",\"QBFT\",\"OPENLEDGER\"]");
    lines.add("revert-reason-enabled=true");
    lines.add("");
    lines.add("# Evidence of settlements takes its proofs from this node's own JSON-RPC.");
    lines.add(text("plugin-openledger-proofs-url", "http://127.0.0.1:" + ports.rpc()));
    lines.add("");
    if (validator.operator().isPresent()) {
      lines.add(
          "# Contents: served to registered operators, and fetched from their nodes. Both need");
      lines.add("# data/operator.key, the private key of " + validator.operator().get() + ".");
      lines.add("plugin-openledger-content-serve=true");
      if (!contentPeers.isEmpty()) {
        lines.add("plugin-openledger-peers=[\"" + String.join("\",\"", contentPeers) + "\"]");
      }
      lines.add("");
    }
    lines.add("metrics-enabled=true");
    lines.add(text("metrics-host", "127.0.0.1"));
    lines.add("metrics-port=" + ports.metrics());
    lines.add("# Naming categories leaves out all others.");
    lines.add("metrics-category=[" + METRICS + "]");
    lines.add("");
    lines.add("# What gas costs at least: " + settings.gas().mode().key() + ".");
    lines.add("min-gas-price=" + settings.gas().minGasPrice());
    if (settings.gas().mode() == Gas.Mode.ZERO_BASE_FEE) {
      lines.add("# All of a price is the tip here: what eth_maxPriorityFeePerGas tells wallets.");
      lines.add("min-priority-fee=" + settings.gas().minGasPrice());
    }
    lines.add("# Also for what is sent to this node itself, which Besu would take at any price.");
    lines.add("tx-pool-no-local-priority=true");
    lines.add(
        "# eth_gasPrice tells that, or the base fee. Told from what was paid lately, Besu reads");
    lines.add("# the last 100 blocks again at each block, which takes a fifth of a busy node.");
    lines.add("api-gas-price-blocks=0");
    lines.add("# Plugin and clients read the newest blocks right after they are made.");
    lines.add("cache-last-blocks=2");
    lines.add("target-gas-limit=" + settings.blocks().gasLimit());
    lines.add("");
    lines.add("# Storage: " + validator.storage().key() + ".");
    lines.addAll(validator.storage().options());
    lines.add("");
    lines.add("# Another network's genesis file stops the node.");
    lines.add(text("plugin-openledger-configuration-hash", settings.hash().toHexString()));
    if (settings.validators().size() == 1) {
      lines.add("# Without it, a node without peers is never ready.");
      lines.add("plugin-openledger-min-peers=0");
    }
    lines.add("");
    lines.add("# A plugin that does not fit this Besu is refused.");
    lines.add(text("plugins-verification-mode", "FULL"));
    return String.join("\n", lines) + "\n";
  }

  private static String text(String key, String value) {
    return key + "=\"" + value + "\"";
  }
}
