package org.openledger.precompile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.openledger.precompile.TestNetwork.ADMIN;
import static org.openledger.precompile.TestNetwork.GAS;
import static org.openledger.precompile.TestNetwork.account;

import java.math.BigInteger;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.units.bigints.UInt256;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openledger.precompile.dispatch.Activation;
import org.openledger.precompile.dispatch.NativeContract;
import org.openledger.precompile.dispatch.Outcome;
import org.openledger.precompile.dispatch.VersionedContract;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.MemoryHost;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.host.NodeFailureException;
import org.openledger.precompile.host.SegmentSource;
import org.openledger.precompile.storage.Slot;
import org.openledger.precompile.system.Parameter;

/** Calls before, at and after the block from which a next version of the protocol holds. */
class ProtocolVersionsTest {

  private static final Address ALICE = account(20);
  private static final long NOTICE = 50;
  private static final long SCHEDULED_IN = 100;
  private static final long FIRST = SCHEDULED_IN + NOTICE;

  private final TestNetwork network = new TestNetwork();
  private final List<NativeContract> old = Contracts.all(SegmentSource.none());
  private final List<NativeContract> upgraded =
      VersionedContract.of(
          List.of(
              Contracts.version1(SegmentSource.none()),
              NextVersion.of(Contracts.version1(SegmentSource.none()))));

  @BeforeEach
  void versionTwoIsScheduled() {
    network.install(old);
    network.host.setBlockNumber(SCHEDULED_IN);
    network.send(
        ADMIN, "System", "setParameter", Parameter.PROTOCOL_NOTICE.key(), BigInteger.valueOf(50));
    network.send(ADMIN, "System", "scheduleProtocol", 2L, FIRST);
  }

  /** Its outcome, gas and state, and the state before is put back. */
  private record Seen(Outcome outcome, long gas, Object world) {}

  private Seen see(List<NativeContract> code, long block, String function, Object... arguments) {
    network.install(code);
    network.host.setBlockNumber(block);
    MemoryHost.Snapshot before = network.host.snapshot();
    Outcome outcome = call(function, arguments);
    Seen seen = new Seen(outcome, network.gasUsed(), network.host.world());
    network.host.restore(before);
    return seen;
  }

  private Outcome call(String function, Object... arguments) {
    Bytes input = TestNetwork.encode("System", function, arguments);
    return network.call(ADMIN, "System", BigInteger.ZERO, GAS, input);
  }

  /** INV-SYS-06. */
  @Test
  void theVersionFollowsFromStateAndBlockAlone() {
    Object[] fee = {Parameter.PLATFORM_FEE.key(), BigInteger.ONE};
    for (long block : new long[] {SCHEDULED_IN, FIRST - 2, FIRST - 1}) {
      assertThat(see(upgraded, block, "setParameter", fee))
          .as("block %d", block)
          .isEqualTo(see(old, block, "setParameter", fee));
    }
    Seen last = see(upgraded, FIRST - 1, "setParameter", fee);
    for (long block : new long[] {FIRST, FIRST + 1, FIRST + 1_000_000}) {
      Seen seen = see(upgraded, block, "setParameter", fee);
      assertThat(seen.outcome()).isEqualTo(last.outcome());
      assertThat(seen.gas()).as("block %d", block).isEqualTo(last.gas() + NextVersion.GAS);
      assertThat(seen.world()).isNotEqualTo(last.world());
    }
    // Asked again about a block before, whoever has gone on gives the old answer.
    assertThat(see(upgraded, FIRST - 1, "setParameter", fee)).isEqualTo(last);
  }

  @Test
  void viewsTellTheVersionThatHoldsAndTheOneThatIsScheduled() {
    network.install(upgraded);
    assertThat(version(FIRST - 1)).isEqualTo(1);
    assertThat(network.send(ALICE, "System", "scheduledProtocol")).isEqualTo(tuple(2, FIRST));
    assertThat(version(FIRST)).isEqualTo(2);
    assertThat(network.send(ALICE, "System", "scheduledProtocol")).isEqualTo(tuple(0, 0));
  }

  private static Object tuple(long version, long block) {
    return com.esaulpaugh.headlong.abi.Tuple.of(
        BigInteger.valueOf(version), BigInteger.valueOf(block));
  }

  private long version(long block) {
    network.host.setBlockNumber(block);
    return network.<BigInteger>read("System", "protocolVersion").longValueExact();
  }

  /** INV-SYS-09. */
  @Test
  void softwareWithoutTheVersionStopsAtItsFirstBlockInEveryContractAndChangesNothing() {
    var before = network.host.storageOf(NativeAddress.SYSTEM.address());
    for (NativeAddress place : NativeAddress.values()) {
      Bytes input = Bytes.fromHexString("0xdeadbeef");
      network.host.setBlockNumber(FIRST - 1);
      assertThat(network.call(ALICE, place.contract(), BigInteger.ZERO, GAS, input))
          .isInstanceOf(Outcome.Revert.class);
      network.host.setBlockNumber(FIRST);
      assertThatThrownBy(() -> network.call(ALICE, place.contract(), BigInteger.ZERO, GAS, input))
          .isInstanceOf(NodeFailureException.class)
          .hasMessage(
              "protocol version 2 of the chain holds from block "
                  + FIRST
                  + " on, this node's software knows up to 1: install the release that has it, and"
                  + " start this node again");
    }
    assertThat(network.host.storageOf(NativeAddress.SYSTEM.address())).isEqualTo(before);
    assertThat(network.host.logs()).hasSize(2);
  }

  @Test
  void itsGasIsChargedToTheUnit() {
    network.install(upgraded);
    network.host.setBlockNumber(FIRST);
    Bytes input = TestNetwork.encode("System", "protocolVersion");
    network.call(ALICE, "System", BigInteger.ZERO, GAS, input);
    long gas = network.gasUsed();
    assertThat(network.call(ALICE, "System", BigInteger.ZERO, gas - 1, input))
        .isEqualTo(new Outcome.OutOfGas());
    assertThat(network.call(ALICE, "System", BigInteger.ZERO, gas, input))
        .isInstanceOf(Outcome.Success.class);
  }

  @Test
  void aVersionInForceIsFollowedByTheNextAndNeverTakenBack() {
    network.install(upgraded);
    network.host.setBlockNumber(FIRST);
    network.refuse("NoProtocolScheduled", ADMIN, "System", "cancelProtocol");
    network.refuse("NotNextProtocolVersion", ADMIN, "System", "scheduleProtocol", 1L, 1_000L);
    network.refuse("NotNextProtocolVersion", ADMIN, "System", "scheduleProtocol", 2L, 1_000L);
    network.send(ADMIN, "System", "scheduleProtocol", 3L, FIRST + NOTICE);
    assertThat(version(FIRST + NOTICE - 1)).isEqualTo(2);
    network.send(ADMIN, "System", "cancelProtocol");
    assertThat(version(FIRST + NOTICE)).isEqualTo(2);
    assertThat(network.host.storage(Activation.SLOT.account(), Activation.SLOT.key()))
        .isEqualTo(UInt256.valueOf(2));
    Slot counter = Slot.of(NativeAddress.SYSTEM.address(), NextVersion.COUNTER);
    assertThat(network.host.storage(counter.account(), counter.key()).toLong()).isPositive();
  }

  @Test
  void aContractThatAVersionDoesNotHaveIsAbsentInIt() {
    NativeContract system = Contracts.version1(SegmentSource.none()).getFirst();
    network.install(
        VersionedContract.of(List.of(Contracts.version1(SegmentSource.none()), List.of(system))));
    Bytes input = TestNetwork.encode("Datanets", "datanetCount");
    network.host.setBlockNumber(FIRST - 1);
    assertThat(network.call(ALICE, "Datanets", BigInteger.ZERO, GAS, input))
        .isInstanceOf(Outcome.Success.class);
    network.host.setBlockNumber(FIRST);
    assertThat(network.call(ALICE, "Datanets", BigInteger.ZERO, GAS, input))
        .isEqualTo(new Outcome.Absent());
  }

  @Test
  void twoContractsAtOneAddressAreNoVersion() {
    NativeContract system = Contracts.version1(SegmentSource.none()).getFirst();
    assertThatThrownBy(() -> VersionedContract.of(List.of(List.of(system, system))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("two contracts at ");
  }

  /** A contract that only a later version has is no account, for software that lacks it. */
  @Test
  void atAReservedAddressThereIsNothingUntilAVersionThatTheSoftwareLacks() {
    List<NativeContract> reserved = Contracts.reserved();
    assertThat(reserved).hasSize(32 - NativeAddress.values().length);
    assertThat(reserved.stream().map(NativeContract::address))
        .containsExactlyElementsOf(NativeAddress.reserved())
        .noneMatch(NativeAddress::contains);
    for (NativeContract place : reserved) {
      network.host.setRecipient(place.address());
      network.host.setGas(GAS);
      network.host.setBlockNumber(FIRST - 1);
      assertThat(place.call(network.host, Bytes.EMPTY)).isEqualTo(new Outcome.Absent());
      network.host.setBlockNumber(FIRST);
      assertThatThrownBy(() -> place.call(network.host, Bytes.EMPTY))
          .isInstanceOf(NodeFailureException.class);
    }
    NativeContract known = VersionedContract.reserved(2).getFirst();
    assertThat(known.call(network.host, Bytes.EMPTY)).isEqualTo(new Outcome.Absent());
  }

  /** What no test may change: the product has one version, and each has all contracts. */
  @Test
  void thisReleaseHasVersionOne() {
    assertThat(Contracts.newestVersion()).isEqualTo(1);
    assertThat(Contracts.all(SegmentSource.none()).stream().map(NativeContract::address))
        .containsExactlyElementsOf(
            List.of(NativeAddress.values()).stream().map(NativeAddress::address).toList());
  }
}
