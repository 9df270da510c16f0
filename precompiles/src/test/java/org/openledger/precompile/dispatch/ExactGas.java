package org.openledger.precompile.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.tuweni.bytes.Bytes;
import org.openledger.precompile.TestNetwork;
import org.openledger.precompile.abi.ContractAbi;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.MemoryHost;

/**
 * Successful calls of one contract, each tried with exactly the gas that it needs and with one
 * less, which must leave no trace (incident: cosmos/evm GHSA-mjfq-3qr2-6g84).
 */
public final class ExactGas {

  private static final int PARTS = 8;

  private final TestNetwork network;
  private final String contract;
  private final SortedMap<String, Long> gas = new TreeMap<>();

  public ExactGas(TestNetwork network, String contract) {
    this.network = network;
    this.contract = contract;
  }

  /** Makes a call without value that succeeds, and keeps its effects. */
  public void call(Address sender, String function, Object... arguments) {
    pay(sender, BigInteger.ZERO, function, arguments);
  }

  /** Makes a call that succeeds, and keeps its effects. */
  public void pay(Address sender, BigInteger value, String function, Object... arguments) {
    Bytes input = TestNetwork.encode(contract, function, arguments);
    MemoryHost.Snapshot before = network.host.snapshot();
    Outcome success = network.call(sender, contract, value, TestNetwork.GAS, input);
    assertThat(success).as(function).isInstanceOf(Outcome.Success.class);
    long exact = network.gasUsed();
    network.host.restore(before);
    MemoryHost.World clean = network.host.world();
    for (int part = 0; part <= PARTS; part++) {
      long less = part == 0 ? 1 : exact * part / PARTS; // Wherever it ends, up to the last unit.
      assertThat(network.call(sender, contract, value, exact - less, input))
          .as("%s with %s gas less than %s", function, less, exact)
          .isEqualTo(new Outcome.OutOfGas());
      assertThat(network.host.world()).as(function).isEqualTo(clean);
    }
    assertThat(network.call(sender, contract, value, exact, input)).as(function).isEqualTo(success);
    gas.put(function, exact);
  }

  /** Gas of the last call of each function. */
  public SortedMap<String, Long> gas() {
    return gas;
  }

  /** Checks that each function of the interface was called. */
  public void coversTheInterface() {
    assertThat(gas.keySet()).isEqualTo(ContractAbi.of(contract).functions().keySet());
  }
}
