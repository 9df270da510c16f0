package org.openledger.besu;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hyperledger.besu.plugin.ServiceManager;
import org.hyperledger.besu.plugin.services.BesuConfiguration;
import org.jspecify.annotations.Nullable;
import org.openledger.node.chain.ChainProofs;
import org.openledger.node.content.OperatorKey;
import org.openledger.node.evidence.HttpProofSource;
import org.openledger.node.evidence.RpcProofs;
import org.openledger.node.peer.Peer;
import org.openledger.node.query.ContentSharing;
import org.openledger.node.rpc.QueryLimits;
import picocli.CommandLine.Option;

/**
 * The plugin's command-line options; as the host's own, they also come from environment and TOML.
 */
final class PluginOptions {

  /** What every option of this plugin begins with, after {@code --plugin-}. */
  static final String NAMESPACE = "openledger";

  static final String PROOFS_URL = "--plugin-openledger-proofs-url";

  static final String OPERATOR_KEY_FILE = "--plugin-openledger-operator-key-file";

  static final String PEERS = "--plugin-openledger-peers";

  @Option(
      names = "--plugin-openledger-data-path",
      paramLabel = "<PATH>",
      description = "Directory of content and indexes (default: openledger in Besu's data path)")
  private @Nullable Path dataPath;

  @Option(
      names = "--plugin-openledger-content-serve",
      description = "Serve contents to registered operators (default: off)")
  private boolean serves;

  @Option(
      names = "--plugin-openledger-content-take",
      description =
          "Take contents that their contributors or registered operators hand in (default: off)")
  private boolean takes;

  @Option(
      names = OPERATOR_KEY_FILE,
      paramLabel = "<PATH>",
      description =
          "Private key of this node's operator: signs requests for contents, and names this node to"
              + " those who ask it for some (default: none)")
  private @Nullable Path operatorKeyFile;

  @Option(
      names = PEERS,
      paramLabel = "<URL>",
      split = ",",
      description =
          "Nodes from which missing contents are fetched, each http://OPERATOR@HOST:PORT with the"
              + " address of its operator (default: none)")
  private List<String> peers = List.of();

  @Option(
      names = "--plugin-openledger-view-gas",
      paramLabel = "<GAS>",
      description = "Gas of one view that a query runs (default: ${DEFAULT-VALUE})")
  private long viewGas = QueryLimits.standard().viewGas();

  @Option(
      names = "--plugin-openledger-view-millis",
      paramLabel = "<MILLISECONDS>",
      description = "Longest time of one query (default: ${DEFAULT-VALUE})")
  private long viewMillis = QueryLimits.standard().viewTime().toMillis();

  @Option(
      names = "--plugin-openledger-queries",
      paramLabel = "<COUNT>",
      description = "Most queries that are answered at once (default: ${DEFAULT-VALUE})")
  private int queries = QueryLimits.standard().concurrency();

  @Option(
      names = PROOFS_URL,
      paramLabel = "<URL>",
      description =
          "JSON-RPC endpoint, this node's own as a rule, whose eth_getProof makes evidence"
              + " (default: none, no evidence)")
  private @Nullable URI proofsUrl;

  /** What proves the chain, where the operator has said so. */
  Optional<ChainProofs> proofs() {
    if (proofsUrl == null) {
      return Optional.empty();
    }
    try {
      HttpProofSource source = new HttpProofSource(proofsUrl, HttpProofSource.Limits.standard());
      return Optional.of(new RpcProofs(source));
    } catch (IllegalArgumentException e) {
      throw new StartUpException(PROOFS_URL + " " + e.getMessage());
    }
  }

  /** What one query may cost this node. */
  QueryLimits limits() {
    if (viewGas < 1 || viewMillis < 1 || queries < 1) {
      throw new StartUpException(
          "--plugin-openledger-view-gas, -view-millis and -queries take at least 1");
    }
    return new QueryLimits(
        viewGas, Duration.ofMillis(viewMillis), queries, QueryLimits.standard().patience());
  }

  /** What this node does with contents besides keeping them. */
  ContentSharing sharing() {
    if ((serves || takes) && operatorKeyFile == null) {
      throw new StartUpException(
          "--plugin-openledger-content-serve and -content-take need "
              + OPERATOR_KEY_FILE
              + ": requests name this node by its operator");
    }
    return new ContentSharing(serves, takes, operatorKey().map(OperatorKey::address));
  }

  /** The key of this node's operator, where there is one. */
  Optional<OperatorKey> operatorKey() {
    if (operatorKeyFile == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(OperatorKey.read(operatorKeyFile));
    } catch (IOException e) {
      throw new StartUpException(OPERATOR_KEY_FILE + " " + operatorKeyFile + " cannot be read", e);
    } catch (IllegalArgumentException e) {
      throw new StartUpException(OPERATOR_KEY_FILE + " " + operatorKeyFile + " " + e.getMessage());
    }
  }

  /** Whom contents are fetched from. */
  List<Peer> peers() {
    if (!peers.isEmpty() && operatorKeyFile == null) {
      throw new StartUpException(
          PEERS + " needs " + OPERATOR_KEY_FILE + ": peers serve registered operators only");
    }
    try {
      return Peer.parse(peers);
    } catch (IllegalArgumentException e) {
      throw new StartUpException(PEERS + " " + e.getMessage());
    }
  }

  /** Where content and indexes live. */
  Path dataPath(ServiceManager services) {
    if (dataPath != null) {
      return dataPath.toAbsolutePath().normalize();
    }
    Optional<Path> ofHost =
        services.getService(BesuConfiguration.class).map(BesuConfiguration::getDataPath);
    return ofHost.orElse(Path.of("")).toAbsolutePath().normalize().resolve("openledger");
  }
}
