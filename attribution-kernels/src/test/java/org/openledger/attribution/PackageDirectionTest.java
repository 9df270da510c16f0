package org.openledger.attribution;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class PackageDirectionTest {
  private static final String ROOT = "org.openledger.attribution.";
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.openledger.attribution");

  @Test
  void consensusPackagesDependOnEachOtherAndTheJdkOnly() {
    classes()
        .that()
        .resideInAnyPackage(ROOT + "content", ROOT + "weight", ROOT + "segment", ROOT + "rule")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "org.jspecify..",
            ROOT + "content",
            ROOT + "weight",
            ROOT + "segment",
            ROOT + "rule",
            ROOT + "progress")
        .check(CLASSES);
  }

  @Test
  void packagesPointOneWay() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + "content")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(ROOT + "weight..", ROOT + "segment", ROOT + "rule")
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAnyPackage(ROOT + "segment", ROOT + "weight")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ROOT + "rule")
        .check(CLASSES);
  }

  @Test
  void nobodyAsksAnUnverifiedSegmentButPreviewsAndTheirBenchmark() {
    noClasses()
        .that()
        .resideOutsideOfPackages(ROOT + "segment", ROOT + "preview", ROOT + "bench")
        .and()
        .doNotHaveFullyQualifiedName(ROOT + "rule.Owners")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName(ROOT + "segment.UnverifiedSegment")
        .check(CLASSES);
  }

  @Test
  void theKernelsKnowNothingOfChains() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.hyperledger..", "org.web3j..", "org.openledger.precompiles..")
        .check(CLASSES);
  }
}
