package org.openledger.integration.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.openledger.attribution.ConsensusBytecode;

/**
 * Whatever runs inside a native contract gives the same bytes on every node: no class of the
 * contracts has floating point, a clock, randomness, a thread or an order that hashing decides.
 */
class ContractBytecodeTest {

  private static final String ROOT = "org.openledger.precompile";

  @Test
  void noContractHasWhatConsensusForbids() throws Exception {
    Path classes = SourceTree.classes("precompiles");
    List<String> packages = new ArrayList<>(List.of(ROOT));
    try (Stream<Path> directories = Files.list(classes.resolve(ROOT.replace('.', '/')))) {
      directories
          .filter(Files::isDirectory)
          .map(directory -> ROOT + "." + directory.getFileName())
          .sorted()
          .forEach(packages::add);
    }
    // The ABI JSON lies beside the classes that read it; both count as one package.
    assertThat(packages).contains(ROOT + ".fee", ROOT + ".dispatch", ROOT + ".abi");
    assertThat(ConsensusBytecode.violations(classes, packages)).isEmpty();
  }
}
