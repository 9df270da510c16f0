package org.openledger.integration.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Dependencies between modules and packages run one way (docs/architecture.md). */
class ModuleDirectionTest {

  private static final String KERNELS = "org.openledger.attribution..";
  private static final String PRECOMPILES = "org.openledger.precompile..";
  private static final String NODE = "org.openledger.node..";
  private static final String BESU = "org.openledger.besu..";
  private static final String HOST = "org.hyperledger..";
  private static final String[] NETWORK = {
    "org.openledger.attestation..",
    "org.openledger.explain..",
    "org.openledger.twin..",
    "org.openledger.genesis..",
    "org.openledger.devnet..",
    "org.openledger.client..",
    "org.openledger.demo..",
    "org.openledger.story..",
    "org.openledger.bench..",
    "org.openledger.attack..",
    "org.openledger.progress..",
    "org.openledger.corpus..",
    "org.openledger.terminal..",
    "org.openledger.cli.."
  };

  private final JavaClasses classes = imported();

  private static JavaClasses imported() {
    List<Path> directories =
        SourceTree.MODULES.stream()
            .filter(module -> !module.equals("integration-tests"))
            .filter(module -> !module.equals("plugins/besu-api"))
            .map(SourceTree::classes)
            .toList();
    return new ClassFileImporter().importPaths(directories);
  }

  @Test
  void allModulesAreLookedAt() {
    for (String name : List.of(KERNELS, PRECOMPILES, NODE, BESU, NETWORK[0])) {
      String prefix = name.replace("..", "");
      assertThat(classes.stream().anyMatch(c -> c.getPackageName().startsWith(prefix)))
          .as(name)
          .isTrue();
    }
  }

  /** A package that is in none of these lists would be free to depend on anything. */
  @Test
  void everyPackageHasItsPlace() {
    List<String> known = new ArrayList<>(List.of(NETWORK));
    known.addAll(List.of(KERNELS, PRECOMPILES, NODE, BESU));
    classes().should().resideInAnyPackage(known.toArray(String[]::new)).check(classes);
  }

  @Test
  void kernelsKnowNothingOfChains() {
    noClasses()
        .that()
        .resideInAPackage(KERNELS)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            PRECOMPILES, NODE, BESU, HOST, "org.apache.tuweni..", "com.esaulpaugh..")
        .orShould()
        .dependOnClassesThat()
        .resideInAnyPackage(NETWORK)
        .check(classes);
  }

  @Test
  void contractsKnowNothingOfNodes() {
    noClasses()
        .that()
        .resideInAPackage(PRECOMPILES)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(NODE, BESU, HOST)
        .orShould()
        .dependOnClassesThat()
        .resideInAnyPackage(NETWORK)
        .check(classes);
  }

  @Test
  void theNodeKnowsNothingOfItsHost() {
    noClasses()
        .that()
        .resideInAPackage(NODE)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(BESU, HOST)
        .orShould()
        .dependOnClassesThat()
        .resideInAnyPackage(NETWORK)
        .check(classes);
  }

  @Test
  void onlyTheAdapterTouchesBesu() {
    noClasses()
        .that()
        .resideOutsideOfPackage(BESU)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(HOST, BESU)
        .check(classes);
  }

  /** And the peer of a benchmark, see docs/decisions/0015. */
  @Test
  void onlyTheAdapterReflects() {
    noClasses()
        .that()
        .resideOutsideOfPackage(BESU)
        .and()
        .doNotHaveFullyQualifiedName("org.openledger.bench.contract.BesuEvm")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("java.lang.reflect..")
        .check(classes);
  }

  /** Vert.x promises nothing of these packages; see docs/decisions/0034. */
  @Test
  void onlyFaultyFramesReachIntoVertx() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("org.openledger.devnet.rpc.FaultyFrames")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.vertx..impl..")
        .check(classes);
  }

  @Test
  void packagesFormNoCycles() {
    for (String module : List.of("attribution", "precompile", "node", "devnet")) {
      slices()
          .matching("org.openledger." + module + ".(*)..")
          .should()
          .beFreeOfCycles()
          .check(classes);
    }
  }
}
