package org.openledger.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.openledger.attribution.content.Content;
import org.openledger.attribution.fixture.NotConsensus;

class ConsensusBytecodeTest {
  private static final List<String> CONSENSUS =
      List.of(
          "org.openledger.attribution.content",
          "org.openledger.attribution.weight",
          "org.openledger.attribution.segment",
          "org.openledger.attribution.rule");

  @Test
  void consensusPackagesHaveNoFloatingPointClockRandomnessThreadOrHashOrder() {
    assertThat(
            ConsensusBytecode.violations(ConsensusBytecode.directoryOf(Content.class), CONSENSUS))
        .isEmpty();
  }

  @Test
  void aClassThatDoesAllOfItIsCaughtAtEach() {
    List<String> violations =
        ConsensusBytecode.violations(
            ConsensusBytecode.directoryOf(NotConsensus.class),
            List.of("org.openledger.attribution.fixture"));
    assertThat(violations)
        .anyMatch(v -> v.contains("field is floating point"))
        .anyMatch(v -> v.contains("constant 1.5"))
        .anyMatch(v -> v.contains("floats has the instruction I2F"))
        .anyMatch(v -> v.contains("floats has the instruction FMUL"))
        .anyMatch(v -> v.contains("doubles has the instruction NEWARRAY"))
        .anyMatch(v -> v.contains("doubles has the instruction DASTORE"))
        .anyMatch(v -> v.contains("sqrt with floating point"))
        .anyMatch(v -> v.contains("System.nanoTime"))
        .anyMatch(v -> v.contains("System.currentTimeMillis"))
        .anyMatch(v -> v.contains("java/time/Instant"))
        .anyMatch(v -> v.contains("java/util/Random"))
        .anyMatch(v -> v.contains("java/lang/Thread"))
        .anyMatch(v -> v.contains("java/util/HashMap.<init>"))
        .anyMatch(v -> v.contains("java/util/HashSet.<init>"))
        .anyMatch(v -> v.contains("java/util/concurrent/ConcurrentHashMap"))
        .anyMatch(v -> v.contains("java/util/Set.of"))
        .anyMatch(v -> v.contains("java/lang/String.toUpperCase"))
        .anyMatch(v -> v.contains("Exception.getMessage"))
        .anyMatch(v -> v.contains("java/lang/InternalError"));
  }

  @Test
  void aPackageWithoutClassesIsReportedInsteadOfPassing() {
    assertThat(
            ConsensusBytecode.violations(
                ConsensusBytecode.directoryOf(Content.class), List.of("org.openledger.nowhere")))
        .containsExactly("org.openledger.nowhere holds no classes");
  }
}
