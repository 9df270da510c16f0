package org.openledger.integration.besu;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.tuweni.units.bigints.UInt256;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openledger.precompile.host.NativeAddress;

/** Chains on which a node must not run: it stops by itself, with one line that says why. */
@RequiresBesu
class BesuRefusalTest {

  private static final int WRONG_CONFIGURATION = 78;
  private static final String OTHER = "org.openledger.other.Other";

  private final TestNetwork network = new TestNetwork();

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path directory;

  @Test
  void aGenesisWithoutTheNativeAccountsStopsTheNode() {
    assertStops(
        network.plainGenesis(),
        "OL-105 OpenLedger stops this node: the chain's state has no account of the native contract"
            + " System");
  }

  @Test
  void aBesuThatIsTooOldStopsTheNode() throws IOException {
    BesuHome older =
        BesuHome.find().orElseThrow().telling("26.6.2", directory.resolve("older-besu"));
    assertStops(
        older,
        sound(),
        "OL-103 OpenLedger stops this node: this is Besu 26.6.2, the plugin needs 26.7.0 or later:"
            + " use 26.8.0",
        BesuNode.VERIFICATION + "NONE");
  }

  /** Before ours is in place, while both start, and while blocks are made. */
  @ParameterizedTest
  @ValueSource(strings = {"beforeExternalServices", "start", "afterExternalServicePostMainLoop"})
  void anotherPluginsContractAtAnAddressOfOursStopsTheNode(String step) throws IOException {
    Path plugins = Files.createDirectories(directory.resolve("plugins"));
    CompiledPlugin.write(plugins.resolve("other.jar"), OTHER, otherPlugin(step));
    try (BesuNode node =
        BesuNode.launch(
            BesuHome.find().orElseThrow(), directory, sound(), BesuNode.VERIFICATION + "NONE")) {
      assertThat(node.awaitExit(Duration.ofSeconds(60))).isEqualTo(WRONG_CONFIGURATION);
      assertThat(node.log())
          .containsPattern(
              "OL-104 OpenLedger stops this node: .*"
                  + NativeAddress.DATANETS.address().toString()
                  + ".*org.openledger.other")
          .containsPattern("remove the (other )?plugin");
    }
  }

  private static String otherPlugin(String step) {
    return """
    package org.openledger.other;

    import java.lang.reflect.Field;
    import org.apache.tuweni.bytes.Bytes;
    import org.hyperledger.besu.datatypes.Address;
    import org.hyperledger.besu.ethereum.mainnet.ProtocolSchedule;
    import org.hyperledger.besu.evm.frame.MessageFrame;
    import org.hyperledger.besu.evm.precompile.PrecompiledContract;
    import org.hyperledger.besu.plugin.BesuPlugin;
    import org.hyperledger.besu.plugin.ServiceManager;
    import org.hyperledger.besu.plugin.services.PicoCLIOptions;

    public final class Other implements BesuPlugin, PrecompiledContract {
      private ServiceManager services;

      @Override public void register(ServiceManager all) {
        services = all;
      }
      @Override public void beforeExternalServices() {
        take("beforeExternalServices");
      }
      @Override public void start() {
        take("start");
      }
      @Override public void afterExternalServicePostMainLoop() {
        take("afterExternalServicePostMainLoop");
      }
      @Override public void stop() {}

      private void take(String step) {
        if (!step.equals("%s")) {
          return;
        }
        try {
          Object options = services.getService(PicoCLIOptions.class).orElseThrow();
          Object line = field(options, "commandLine");
          Object command = line.getClass().getMethod("getCommand").invoke(line);
          Object controller = field(command, "besuController");
          ProtocolSchedule schedule = (ProtocolSchedule)
              controller.getClass().getMethod("getProtocolSchedule").invoke(controller);
          schedule.anyMatch(it -> {
            it.spec().getPrecompileContractRegistry().put(Address.fromHexString("%s"), this);
            return false;
          });
        } catch (ReflectiveOperationException e) {
          throw new IllegalStateException(e);
        }
      }

      private static Object field(Object of, String name) throws ReflectiveOperationException {
        Field field = of.getClass().getDeclaredField(name);
        field.setAccessible(true);
        return field.get(of);
      }

      @Override public String getName() {
        return "org.openledger.other";
      }
      @Override public long gasRequirement(Bytes input) {
        return 0;
      }
      @Override public PrecompileContractResult computePrecompile(Bytes input, MessageFrame frame) {
        return PrecompileContractResult.success(Bytes.EMPTY);
      }
    }
    """
        .formatted(step, NativeAddress.DATANETS.address());
  }

  @Test
  void aNodeThatMayRunOnWithoutItsPluginsIsStopped() {
    assertStops(
        sound(),
        "OL-102 OpenLedger stops this node: --plugin-continue-on-error would let this node run on"
            + " without the native contracts",
        "--plugin-continue-on-error=true");
  }

  @Test
  void allWrongOptionsAreToldAtOnceWhereverTheyComeFrom() throws IOException {
    Path toml = directory.resolve("besu.toml");
    Files.writeString(
        toml,
        """
        plugin-openledger-queries=0
        plugin-openledger-proofs-url="ftp://127.0.0.1"
        """);
    try (BesuNode node =
        BesuNode.launch(
            BesuHome.find().orElseThrow(),
            directory,
            sound(),
            Map.of("BESU_PLUGIN_OPENLEDGER_VIEW_GAS", "much"),
            "--config-file=" + toml,
            "--plugin-openledger-content-serve=maybe")) {
      assertThat(node.awaitExit(Duration.ofSeconds(60))).isEqualTo(WRONG_CONFIGURATION);
      assertThat(node.log().lines().filter(line -> line.contains("OL-101")))
          .singleElement()
          .asString()
          .contains("--plugin-openledger-view-gas takes a whole number from 1 on")
          .contains("--plugin-openledger-queries takes a whole number from 1 to")
          .contains("--plugin-openledger-content-serve takes true or false")
          .contains("--plugin-openledger-proofs-url takes a URL");
    }
  }

  @Test
  void anotherConfigurationThanTheExpectedStopsTheNode() {
    String expected = "0x" + "ab".repeat(32);
    assertStops(
        sound(),
        "OL-107 OpenLedger stops this node: the chain's first block names no configuration, but"
            + " --plugin-openledger-configuration-hash expects "
            + expected,
        "--plugin-openledger-configuration-hash=" + expected);
  }

  @Test
  void aDataDirectoryThatCannotBeUsedStopsTheNode() throws IOException {
    Path file = Files.createFile(directory.resolve("file"));
    assertStops(
        sound(),
        "OL-109 OpenLedger stops this node: the data directory " + file.resolve("indexes"),
        "--plugin-openledger-data-path=" + file.resolve("indexes"));
  }

  @Test
  void aGenesisOfAnotherChainIdStopsTheNode() {
    assertStops(
        network
            .plainGenesis()
            .natives(network.configuration())
            .word(NativeAddress.SYSTEM.address(), UInt256.ONE, UInt256.valueOf(7)),
        "OL-106 OpenLedger stops this node: the chain's state says chain id 7, the genesis file's"
            + " configuration says 1612001");
  }

  @Test
  void aGenesisOfANewerProtocolStopsTheNode() {
    assertStops(
        network
            .plainGenesis()
            .natives(network.configuration())
            .word(NativeAddress.SYSTEM.address(), UInt256.ZERO, UInt256.valueOf(2)),
        "OL-108 OpenLedger stops this node: the chain runs protocol version 2 from block 0 on, this"
            + " plugin knows up to 1");
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
              "OL-110 OpenLedger stops this node: the data in "
                  + directory.resolve("indexes")
                  + " are of the chain with id 1612001 and genesis block 0x")
          .contains("--plugin-openledger-data-path names it");
    }
  }

  private QbftGenesis sound() {
    return network.plainGenesis().natives(network.configuration());
  }

  private void assertStops(QbftGenesis genesis, String line, String... options) {
    assertStops(BesuHome.find().orElseThrow(), genesis, line, options);
  }

  private void assertStops(BesuHome home, QbftGenesis genesis, String line, String... options) {
    try (BesuNode node = BesuNode.launch(home, directory, genesis, options)) {
      assertThat(node.awaitExit(Duration.ofSeconds(60))).isEqualTo(WRONG_CONFIGURATION);
      assertThat(node.log()).contains(line);
    }
  }
}
