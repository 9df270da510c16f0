package org.openledger.besu;

import java.nio.file.Path;
import java.util.Optional;
import org.hyperledger.besu.plugin.ServiceManager;
import org.hyperledger.besu.plugin.services.BesuConfiguration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * The plugin's command-line options; as the host's own, they also come from environment and TOML.
 */
final class PluginOptions {

  /** What every option of this plugin begins with, after {@code --plugin-}. */
  static final String NAMESPACE = "openledger";

  @Option(
      names = "--plugin-openledger-data-path",
      paramLabel = "<PATH>",
      description = "Directory of content and indexes (default: openledger in Besu's data path)")
  private @Nullable Path dataPath;

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
