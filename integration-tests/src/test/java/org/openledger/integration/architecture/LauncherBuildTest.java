package org.openledger.integration.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher builds without tests: what it builds cannot rest on what only tests make. */
class LauncherBuildTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "attribution-kernels",
        "precompiles",
        "plugins/besu-api",
        "plugins/node",
        "plugins/besu",
        "genesis"
      })
  void noModuleThatItBuildsDependsOnTests(String module) throws IOException {
    assertThat(Files.readString(SourceTree.ROOT.resolve(module).resolve("pom.xml")))
        .contains("<artifactId>")
        .doesNotContain("<type>test-jar</type>", "<classifier>tests</classifier>");
  }
}
