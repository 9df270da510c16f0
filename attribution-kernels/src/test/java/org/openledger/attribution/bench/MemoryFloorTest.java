package org.openledger.attribution.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.openledger.attribution.progress.Progress;

class MemoryFloorTest {
  @Test
  void theChaseVisitsEveryLineBeforeItComesBack() {
    int[] memory = MemoryFloor.cycle(1_000, 7);
    int at = 0;
    for (int hop = 1; hop < 1_000; hop++) {
      at = memory[at];
      assertThat(at).as("hop " + hop).isNotZero();
    }
    assertThat(memory[at]).isZero();
  }

  @Test
  void bothNumbersAreMeasured() {
    MemoryFloor.Result result = MemoryFloor.run(1 << 10, 1, Progress.NONE);
    assertThat(result.bytes()).isEqualTo(64 << 10);
    assertThat(result.chaseNanos()).isPositive();
    assertThat(result.streamBytesPerSecond()).isPositive();
    assertThatThrownBy(() -> MemoryFloor.run(1, 1, Progress.NONE))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
