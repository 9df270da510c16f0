package org.openledger.integration.besu;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.apache.tuweni.units.bigints.UInt256;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.precompile.host.NativeAddress;

/** Chains on which a node must not run: it stops by itself, with one line that says why. */
@RequiresBesu
class BesuRefusalTest {

  private static final int WRONG_CONFIGURATION = 78;

  private final TestNetwork network = new TestNetwork();

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path directory;

  @Test
  void aGenesisWithoutTheNativeAccountsStopsTheNodeEvenIfPluginsMayFail() {
    assertStops(
        network.plainGenesis(),
        "OpenLedger stops this node: the chain's state has no account of the native contract"
            + " System",
        "--plugin-continue-on-error=true");
  }

  @Test
  void aGenesisOfAnotherChainIdStopsTheNode() {
    assertStops(
        network
            .plainGenesis()
            .natives(network.configuration())
            .word(NativeAddress.SYSTEM.address(), UInt256.ONE, UInt256.valueOf(7)),
        "OpenLedger stops this node: the chain's state says chain id 7, the genesis file's"
            + " configuration says 1612001");
  }

  @Test
  void aGenesisOfANewerProtocolStopsTheNode() {
    assertStops(
        network
            .plainGenesis()
            .natives(network.configuration())
            .word(NativeAddress.SYSTEM.address(), UInt256.ZERO, UInt256.valueOf(2)),
        "OpenLedger stops this node: the chain runs protocol version 2, this plugin knows up to 1");
  }

  @Test
  void dataOfAnotherChainStopTheNode() {
    QbftGenesis genesis = network.plainGenesis().natives(network.configuration());
    String data = "--plugin-openledger-data-path=" + directory.resolve("indexes");
    BesuHome home = BesuHome.find().orElseThrow();
    BesuNode.start(home, directory.resolve("first"), genesis, data).close();
    try (BesuNode node =
        BesuNode.launch(
            home,
            directory.resolve("second"),
            genesis.balance(NativeAddress.SYSTEM.address(), java.math.BigInteger.TEN),
            data)) {
      assertThat(node.awaitExit(Duration.ofSeconds(60))).isEqualTo(WRONG_CONFIGURATION);
      assertThat(node.log())
          .contains(
              "OpenLedger stops this node: the data in "
                  + directory.resolve("indexes")
                  + " are of the chain with id 1612001 and genesis block 0x")
          .contains("--plugin-openledger-data-path names it");
    }
  }

  private void assertStops(QbftGenesis genesis, String line, String... options) {
    try (BesuNode node =
        BesuNode.launch(BesuHome.find().orElseThrow(), directory, genesis, options)) {
      assertThat(node.awaitExit(Duration.ofSeconds(60))).isEqualTo(WRONG_CONFIGURATION);
      assertThat(node.log()).contains(line);
    }
  }
}
