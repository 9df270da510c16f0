package org.openledger.besu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class SimulationTest {

  private static final Set<String> HERE = Set.of(SimulationTest.class.getName());

  @Test
  void isToldByWhoCalls() {
    assertThat(Simulation.isCalledBy(HERE)).isTrue();
    assertThat(Simulation.isCalledBy(Set.of(SimulationTest.class.getName() + "s"))).isFalse();
    assertThat(Simulation.isOnThisThread()).isFalse();
  }
}
