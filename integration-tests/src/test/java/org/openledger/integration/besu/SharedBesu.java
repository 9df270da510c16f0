package org.openledger.integration.besu;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.openledger.devnet.DevnetOptions;

/**
 * One Besu for all test classes that can do with a development chain on which others have been: it
 * is started for the first of them, and stopped after the last. A test that takes a {@link
 * BesuNode} as a parameter gets it; it must not stop it, and puts back the parameters of the
 * network that it sets.
 */
public final class SharedBesu implements ParameterResolver {

  private static final ExtensionContext.Namespace OURS =
      ExtensionContext.Namespace.create(SharedBesu.class);

  /** The node with its directory, which goes with it. */
  private record Running(BesuNode node, Path directory) implements AutoCloseable {

    static Running start() {
      try {
        Path directory = Files.createTempDirectory("openledger-besu");
        BesuNode node =
            BesuNode.start(
                BesuHome.find().orElseThrow(),
                directory,
                DevelopmentReplay.genesis(DevnetOptions.CHAIN_ID),
                "--plugin-openledger-proofs-url=" + BesuNode.OWN_URL);
        return new Running(node, directory);
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void close() throws IOException {
      node.close();
      try (Stream<Path> files = Files.walk(directory)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == BesuNode.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(OURS)
        .computeIfAbsent(Running.class, key -> Running.start(), Running.class)
        .node();
  }
}
