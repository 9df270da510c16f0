package org.openledger.besu;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes32;
import org.hyperledger.besu.plugin.ServiceManager;
import org.hyperledger.besu.plugin.services.BesuConfiguration;
import org.jspecify.annotations.Nullable;
import org.openledger.node.chain.ChainProofs;
import org.openledger.node.content.OperatorKey;
import org.openledger.node.health.NodeReadiness;
import org.openledger.node.peer.Peer;
import org.openledger.node.query.ContentSharing;
import org.openledger.node.rpc.QueryLimits;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;

/**
 * The plugin's command-line options; as the host's own, they also come from environment and TOML.
 *
 * <p>The host would stop at the first value that is malformed. So the converters of these options
 * take every text, and {@link #settings} tells all that is wrong at once. Numbers and truth values
 * keep their types: by them the host reads TOML.
 */
final class PluginOptions {

  /** What every option of this plugin begins with, after {@code --plugin-}. */
  static final String NAMESPACE = "openledger";

  static final String DATA_PATH = "--plugin-openledger-data-path";
  static final String PROOFS_URL = "--plugin-openledger-proofs-url";
  static final String OPERATOR_KEY_FILE = "--plugin-openledger-operator-key-file";
  static final String PEERS = "--plugin-openledger-peers";
  static final String CONFIGURATION_HASH = "--plugin-openledger-configuration-hash";
  private static final String CONTENT_SERVE = "--plugin-openledger-content-serve";
  private static final String CONTENT_TAKE = "--plugin-openledger-content-take";
  private static final String VIEW_GAS = "--plugin-openledger-view-gas";
  private static final String VIEW_MILLIS = "--plugin-openledger-view-millis";
  private static final String QUERIES = "--plugin-openledger-queries";

  private static final String HISTORY = "--plugin-openledger-history";
  private static final String MIN_PEERS = "--plugin-openledger-min-peers";
  private static final String MAX_BLOCKS_BEHIND = "--plugin-openledger-max-blocks-behind";

  private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

  /** Any text: null stands for one that is no whole number. */
  static final class WholeNumber implements ITypeConverter<Long> {

    @Override
    public @Nullable Long convert(String text) {
      try {
        return Long.valueOf(text.strip().replace("_", ""));
      } catch (NumberFormatException e) {
        return null;
      }
    }
  }

  /** Any text: null stands for one that is neither true nor false. */
  static final class TruthValue implements ITypeConverter<Boolean> {

    @Override
    public @Nullable Boolean convert(String text) {
      return switch (text.strip()) {
        case "true" -> true;
        case "false" -> false;
        default -> null;
      };
    }
  }

  @Option(
      names = DATA_PATH,
      paramLabel = "<PATH>",
      description = "Directory of content and indexes (default: openledger in Besu's data path)")
  private @Nullable String dataPath;

  @Option(
      names = CONTENT_SERVE,
      arity = "0..1",
      fallbackValue = "true",
      converter = TruthValue.class,
      description = "Serve contents to registered operators (default: off)")
  private @Nullable Boolean serves = false;

  @Option(
      names = CONTENT_TAKE,
      arity = "0..1",
      fallbackValue = "true",
      converter = TruthValue.class,
      description =
          "Take contents that their contributors or registered operators hand in (default: off)")
  private @Nullable Boolean takes = false;

  @Option(
      names = OPERATOR_KEY_FILE,
      paramLabel = "<PATH>",
      description =
          "Private key of this node's operator: signs requests for contents, and names this node to"
              + " those who ask it for some (default: none)")
  private @Nullable String operatorKeyFile;

  @Option(
      names = PEERS,
      paramLabel = "<URL>",
      split = ",",
      description =
          "Nodes from which missing contents are fetched, each http://OPERATOR@HOST:PORT with the"
              + " address of its operator (default: none)")
  private List<String> peers = List.of();

  @Option(
      names = VIEW_GAS,
      paramLabel = "<GAS>",
      converter = WholeNumber.class,
      description = "Gas of one view that a query runs (default: ${DEFAULT-VALUE})")
  private @Nullable Long viewGas = QueryLimits.standard().viewGas();

  @Option(
      names = VIEW_MILLIS,
      paramLabel = "<MILLISECONDS>",
      converter = WholeNumber.class,
      description = "Longest time of one query (default: ${DEFAULT-VALUE})")
  private @Nullable Long viewMillis = QueryLimits.standard().viewTime().toMillis();

  @Option(
      names = QUERIES,
      paramLabel = "<COUNT>",
      converter = WholeNumber.class,
      description = "Most queries that are answered at once (default: ${DEFAULT-VALUE})")
  private @Nullable Long queries = (long) QueryLimits.standard().concurrency();

  @Option(
      names = PROOFS_URL,
      paramLabel = "<URL>",
      description =
          "JSON-RPC endpoint, this node's own as a rule, whose eth_getProof makes evidence"
              + " (default: none, no evidence)")
  private @Nullable String proofsUrl;

  @Option(
      names = HISTORY,
      arity = "0..1",
      fallbackValue = "true",
      converter = TruthValue.class,
      description =
          "Keep the history that queries of the past are answered from; a validator that nobody"
              + " asks does without (default: ${DEFAULT-VALUE})")
  private @Nullable Boolean history = true;

  @Option(
      names = CONFIGURATION_HASH,
      paramLabel = "<HASH>",
      description =
          "Hash of the configuration that the chain's first block must name; another chain stops"
              + " the node (default: none, any chain of OpenLedger)")
  private @Nullable String configurationHash;

  @Option(
      names = MIN_PEERS,
      paramLabel = "<COUNT>",
      converter = WholeNumber.class,
      description =
          "Least number of peers of a node that is ready; 0 for a network of one node"
              + " (default: ${DEFAULT-VALUE})")
  private @Nullable Long minPeers = 1L;

  @Option(
      names = MAX_BLOCKS_BEHIND,
      paramLabel = "<COUNT>",
      converter = WholeNumber.class,
      description =
          "Most blocks that a node that is ready may lag, behind its peers or with its indexes"
              + " (default: ${DEFAULT-VALUE})")
  private @Nullable Long maxBlocksBehind = NodeReadiness.BLOCKS_BEHIND;

  /**
   * What the options say.
   *
   * @throws StartUpException naming every option that is wrong
   */
  PluginSettings settings(ServiceManager services) {
    OptionValues values = new OptionValues();
    QueryLimits limits =
        new QueryLimits(
            values.between(VIEW_GAS, viewGas, 1, Long.MAX_VALUE),
            Duration.ofMillis(values.between(VIEW_MILLIS, viewMillis, 1, DAY_MILLIS)),
            (int) values.between(QUERIES, queries, 1, Integer.MAX_VALUE),
            QueryLimits.standard().patience());
    boolean serving = values.truth(CONTENT_SERVE, serves);
    boolean taking = values.truth(CONTENT_TAKE, takes);
    if ((serving || taking) && operatorKeyFile == null) {
      values.wrong(
          CONTENT_SERVE
              + " and "
              + CONTENT_TAKE
              + " need "
              + OPERATOR_KEY_FILE
              + ": requests name this node by its operator");
    }
    Optional<OperatorKey> key = values.key(OPERATOR_KEY_FILE, operatorKeyFile);
    List<Peer> sources = values.peers(PEERS, peers);
    if (!peers.isEmpty() && operatorKeyFile == null) {
      values.wrong(
          PEERS + " needs " + OPERATOR_KEY_FILE + ": peers serve registered operators only");
    }
    Path data =
        values.path(DATA_PATH, dataPath, "a directory").orElseGet(() -> defaultPath(services));
    Optional<ChainProofs> proofs = values.proofs(PROOFS_URL, proofsUrl);
    boolean keeping = values.truth(HISTORY, history);
    long leastPeers = values.between(MIN_PEERS, minPeers, 0, Integer.MAX_VALUE);
    long behind = values.between(MAX_BLOCKS_BEHIND, maxBlocksBehind, 0, Integer.MAX_VALUE);
    Optional<Bytes32> configuration = values.hash(CONFIGURATION_HASH, configurationHash);
    values.requireSound();
    return new PluginSettings(
        data.toAbsolutePath().normalize(),
        new ContentSharing(serving, taking, key.map(OperatorKey::address)),
        key,
        sources,
        limits,
        proofs,
        keeping,
        leastPeers,
        behind,
        configuration);
  }

  private static Path defaultPath(ServiceManager services) {
    Optional<Path> ofHost =
        services.getService(BesuConfiguration.class).map(BesuConfiguration::getDataPath);
    return ofHost.orElse(Path.of("")).resolve("openledger");
  }
}
