package org.openledger.besu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class NodeStopTest {

  @Test
  void whatBesuLacksIsAnUnsupportedBesu() {
    StartUpException refusal = NodeStop.refusal(new NoSuchMethodError("Service.method()"));
    assertThat(refusal.refusal()).isEqualTo(Refusal.UNSUPPORTED_BESU);
    assertThat(refusal).hasMessageContaining("Service.method()");
  }

  @Test
  void aFaultOfOursIsCalledOneAndKeepsItsCause() {
    RuntimeException fault = new IllegalStateException("never");
    assertThat(NodeStop.refusal(fault).refusal()).isEqualTo(Refusal.FAULT);
    assertThat(NodeStop.refusal(fault)).hasCause(fault);
  }

  @Test
  void codesAreDifferent() {
    assertThat(Arrays.stream(Refusal.values()).map(Refusal::code)).doesNotHaveDuplicates();
  }
}
