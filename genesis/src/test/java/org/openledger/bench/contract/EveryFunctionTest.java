package org.openledger.bench.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.tuweni.units.bigints.UInt256;
import org.junit.jupiter.api.Test;
import org.openledger.precompile.Contracts;
import org.openledger.precompile.abi.ContractAbi;
import org.openledger.precompile.dispatch.NativeContract;
import org.openledger.precompile.dispatch.Outcome;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.SegmentSource;

/** Gas of every function of every contract. */
class EveryFunctionTest {

  @Test
  void everyFunctionOfEveryContractIsCalled() {
    SortedSet<String> called = new TreeSet<>();
    EveryFunction.tell((network, call) -> called.add(call.name()));
    SortedSet<String> declared = new TreeSet<>();
    for (NativeContract contract : Contracts.all(SegmentSource.none())) {
      for (String function : ContractAbi.of(contract.name()).functions().keySet()) {
        declared.add(contract.name() + "." + function);
      }
    }
    assertThat(called).isEqualTo(declared);
  }

  /** Incident: cosmos/evm GHSA-mjfq-3qr2-6g84, writes that stayed after out of gas. */
  @Test
  void exactGasPassesAndOneLessLeavesNoTrace() {
    EveryFunction.tell(EveryFunctionTest::exact);
  }

  private static void exact(BenchNetwork network, ContractCall call) {
    Outcome first = network.make(call, BenchNetwork.PLENTY);
    assertThat(first).as(call.name()).isInstanceOf(Outcome.Success.class);
    long gas = network.gasUsed();
    network.host().rewind();
    var words = words(network);
    var coins = network.host().balances();
    for (long less : new long[] {1, gas / 10, gas / 2, gas}) {
      assertThat(network.make(call, gas - less))
          .as("%s with %s gas less than %s", call.name(), less, gas)
          .isEqualTo(new Outcome.OutOfGas());
      // The host undoes it, as every host must; what it undid is all that there was.
      network.host().rewind();
      assertThat(network.host().balances()).as(call.name()).isEqualTo(coins);
      assertThat(network.host().logCount()).isZero();
    }
    assertThat(words(network)).as(call.name()).isEqualTo(words);
    assertThat(network.make(call, gas)).as(call.name()).isEqualTo(first);
    assertThat(network.gasUsed()).as(call.name()).isEqualTo(gas);
    network.host().rewind();
  }

  private static List<Object> words(BenchNetwork network) {
    List<Object> words = new ArrayList<>();
    for (NativeContract contract : Contracts.all(SegmentSource.none())) {
      words.add(network.host().storageOf(contract.address()));
    }
    return words;
  }

  /** Nothing of a node, of the time or of an earlier try is in the gas. */
  @Test
  void gasDependsOnStateAndArgumentsOnly() {
    List<Long> first = new ArrayList<>();
    List<Long> second = new ArrayList<>();
    for (List<Long> gas : List.of(first, second)) {
      EveryFunction.tell(
          (network, call) -> {
            network.make(call, BenchNetwork.PLENTY);
            gas.add(network.gasUsed());
            network.host().rewind();
            network.make(call, BenchNetwork.PLENTY / 3);
            assertThat(network.gasUsed()).as(call.name()).isEqualTo(gas.getLast());
            network.host().rewind();
          });
    }
    assertThat(second).isEqualTo(first);
  }

  @Test
  void rewindingTakesBackWhatWasWritten() {
    RewindHost host = new RewindHost();
    Address one = BenchNetwork.account(1);
    host.setBalance(one, UInt256.valueOf(5));
    host.setStorage(one, UInt256.ONE, UInt256.valueOf(7));
    host.mark();
    host.setStorage(one, UInt256.ONE, UInt256.valueOf(8));
    host.setStorage(one, UInt256.ONE, UInt256.ZERO);
    host.transfer(one, BenchNetwork.account(2), UInt256.valueOf(3));
    assertThat(host.isTouched()).isTrue();
    host.rewind();
    assertThat(host.storage(one, UInt256.ONE)).isEqualTo(UInt256.valueOf(7));
    assertThat(host.balance(one)).isEqualTo(UInt256.valueOf(5));
    assertThat(host.isTouched()).isFalse();
  }
}
