package org.openledger.besu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.tuweni.bytes.Bytes;
import org.hyperledger.besu.datatypes.Address;
import org.hyperledger.besu.evm.frame.MessageFrame;
import org.hyperledger.besu.evm.precompile.PrecompileContractRegistry;
import org.hyperledger.besu.evm.precompile.PrecompiledContract;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.node.Node;
import org.openledger.precompile.Contracts;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.host.SegmentSource;

class InstallationTest {

  private record Foreign(String name) implements PrecompiledContract {

    @Override
    public String getName() {
      return name;
    }

    @Override
    public long gasRequirement(Bytes input) {
      throw new UnsupportedOperationException();
    }

    @Override
    public PrecompileContractResult computePrecompile(Bytes input, MessageFrame frame) {
      throw new UnsupportedOperationException();
    }
  }

  /** The signatures' address of 0x01 is null: here it holds the recovery. */
  private static final class Registry extends PrecompileContractRegistry {
    private final Map<Bytes, PrecompiledContract> contracts = new HashMap<>();
    private @Nullable PrecompiledContract recovery = new Foreign("recovery");

    @Override
    public @Nullable PrecompiledContract get(@Nullable Address address) {
      return address == null ? recovery : contracts.get(address.getBytes());
    }

    @Override
    public void put(Address address, PrecompiledContract precompile) {
      contracts.put(address.getBytes(), precompile);
    }
  }

  private final Registry first = new Registry();
  private final Registry second = new Registry();
  @TempDir Path directory;
  private Node node;
  private Installation installation;

  @BeforeEach
  void open() {
    node = Node.open(directory);
    Standstill standstill =
        new Standstill(node, new HeldTransactions(node::unready), InstantSource.system());
    installation =
        new Installation(
            Contracts.all(SegmentSource.none()),
            Contracts.reserved(),
            standstill,
            CallObserver.NONE);
  }

  @AfterEach
  void close() {
    node.close();
  }

  @Test
  void everyMilestoneHasEveryContract() {
    assertThat(installation.install(Set.of(first, second))).isEqualTo(2);
    installation.verify(Set.of(first, second));
    assertThat(first.contracts).hasSize(32);
    assertThat(installation.contractCount()).isEqualTo(NativeAddress.values().length);
    assertThat(second.contracts.keySet()).isEqualTo(first.contracts.keySet());
  }

  @Test
  void anAddressThatIsTakenIsNamedWithWhoHasIt() {
    second.put(address(NativeAddress.DATANETS), new Foreign("Other"));
    StartUpException refusal = refusal(() -> installation.install(Set.of(second)));
    assertThat(refusal.refusal()).isEqualTo(Refusal.ADDRESS_TAKEN);
    assertThat(refusal)
        .hasMessage(
            "0x000000000000000000000000000000000000a101 is taken by Other, so Datanets cannot be"
                + " installed: remove the other plugin");
  }

  @Test
  void aContractThatWasReplacedAfterwardsIsFound() {
    installation.install(Set.of(first));
    installation.requireInPlace();
    first.put(address(NativeAddress.MODELS), new Foreign("Other"));
    for (Runnable check :
        List.<Runnable>of(() -> installation.verify(Set.of(first)), installation::requireInPlace)) {
      StartUpException refusal = refusal(check);
      assertThat(refusal.refusal()).isEqualTo(Refusal.ADDRESS_TAKEN);
      assertThat(refusal)
          .hasMessageContaining("a102 holds Other instead of Models: remove the plugin");
    }
  }

  @Test
  void aMilestoneWithoutRecoveryOrMadeLaterIsAnUnsupportedBesu() {
    installation.install(Set.of(first));
    assertThat(refusal(() -> installation.verify(Set.of(first, second))).refusal())
        .isEqualTo(Refusal.UNSUPPORTED_BESU);
    Registry bare = new Registry();
    bare.recovery = null;
    assertThat(refusal(() -> installation.install(Set.of(bare))))
        .hasMessageContaining("lacks the precompile at 0x01");
  }

  private static StartUpException refusal(Runnable step) {
    return catchThrowableOfType(StartUpException.class, step::run);
  }

  private static Address address(NativeAddress contract) {
    return Address.wrap(contract.address().bytes());
  }
}
