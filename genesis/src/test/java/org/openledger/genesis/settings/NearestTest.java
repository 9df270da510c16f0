package org.openledger.genesis.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {

  private static final List<String> KEYS = List.of("chainId", "blocks", "gas", "maxOutputRate");

  @Test
  void aSlipOfThePenFindsItsKey() {
    assertThat(Nearest.to("chainid", KEYS)).contains("chainId");
    assertThat(Nearest.to("cahinId", KEYS)).contains("chainId");
    assertThat(Nearest.to("block", KEYS)).contains("blocks");
    assertThat(Nearest.to("maxOutptuRate", KEYS)).contains("maxOutputRate");
  }

  @Test
  void anotherWordFindsNothing() {
    assertThat(Nearest.to("banana", KEYS)).isEmpty();
    assertThat(Nearest.to("", KEYS)).isEmpty();
    assertThat(Nearest.hint("banana", KEYS)).isEmpty();
  }
}
