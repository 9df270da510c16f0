package org.openledger.precompile;

import static org.assertj.core.api.Assertions.assertThat;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import java.util.List;
import org.openledger.precompile.abi.AbiEvent;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.abi.ContractAbi;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.MemoryHost;
import org.openledger.precompile.host.NativeAddress;

/**
 * An event, with all its arguments in the order of their declaration.
 *
 * @param event its name
 * @param arguments indexed or not
 */
public record Told(String event, Tuple arguments) {

  public static Told told(String event, Object... arguments) {
    return new Told(event, AbiValues.tuple(arguments));
  }

  /** Makes a call that must succeed and compares all its events; gives what the call returns. */
  public static Tuple tells(
      TestNetwork network,
      Address sender,
      BigInteger value,
      String contract,
      String function,
      Object[] arguments,
      Told... expected) {
    int before = network.host.logs().size();
    Tuple returned = network.pay(sender, value, contract, function, arguments);
    List<MemoryHost.Emitted> logs = network.host.logs();
    assertThat(logs.subList(before, logs.size()).stream().map(Told::decoded))
        .as(function)
        .containsExactly(expected);
    return returned;
  }

  /** The event as the interface of the contract that emitted it has it. */
  private static Told decoded(MemoryHost.Emitted log) {
    for (NativeAddress contract : NativeAddress.values()) {
      if (contract.address().equals(log.emitter())) {
        for (AbiEvent event : ContractAbi.of(contract.contract()).events()) {
          if (event.signature().equals(log.topics().getFirst())) {
            return new Told(event.name(), event.decode(log.topics(), log.data()));
          }
        }
      }
    }
    throw new AssertionError("no event of a native contract: " + log);
  }
}
