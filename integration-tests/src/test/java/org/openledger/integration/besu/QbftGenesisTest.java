package org.openledger.integration.besu;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.openledger.precompile.host.Address;

class QbftGenesisTest {

  @Test
  void extraDataIsTheRlpThatTheHostsOwnToolWrites() {
    Address validator = Address.fromHex("0xc88e4ffce6cdde7851cd086a92936a2201146e10");
    assertThat(QbftGenesis.extraData(validator).toHexString())
        .isEqualTo(
            "0xf83aa0" + "00".repeat(32) + "d594c88e4ffce6cdde7851cd086a92936a2201146e10c080c0");
  }
}
