package org.openledger.genesis.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FreePortsTest {

  @Test
  void noPortIsGivenTwice() throws Exception {
    Set<Integer> seen = new HashSet<>();
    for (int round = 0; round < 20; round++) {
      assertThat(seen.add(FreePorts.next())).isTrue();
      int first = FreePorts.next(10);
      for (int port = first; port < first + 10; port++) {
        assertThat(seen.add(port)).as("port %s", port).isTrue();
      }
    }
    assertThat(seen).allMatch(port -> port >= 10_000 && port < 32_000);
  }

  /** Somebody listens on the port that would be the fifth. */
  @Test
  void aRowHasNoPortInItThatIsTaken() throws Exception {
    int before = FreePorts.next();
    while (before > 31_900) { // The next row would be at the other end.
      before = FreePorts.next(100);
    }
    try (ServerSocket taken = new ServerSocket(before + 5, 1, InetAddress.getLoopbackAddress())) {
      assertThat(FreePorts.next(10)).isGreaterThan(taken.getLocalPort());
    }
  }

  @Test
  void noMoreAreAskedForThanThereMayBe() {
    for (int count : new int[] {0, 1_001}) {
      assertThatThrownBy(() -> FreePorts.next(count))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(count + " ports");
    }
  }
}
