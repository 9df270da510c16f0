package org.openledger.precompile;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import java.util.SortedMap;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.system.Parameter;

/** A network, and calls of the one contract that tests are about. */
public abstract class ContractFixture {

  public final TestNetwork network;
  private final String contract;

  /**
   * @param contract the contract's name
   * @param parameters that differ from the standard
   */
  protected ContractFixture(String contract, SortedMap<Parameter, BigInteger> parameters) {
    this.contract = contract;
    this.network = new TestNetwork(parameters);
  }

  /** A call that must succeed. */
  public final Tuple pay(Address sender, long value, String function, Object... arguments) {
    return network.pay(sender, wei(value), contract, function, arguments);
  }

  /** A call without value that must succeed. */
  public final Tuple send(Address sender, String function, Object... arguments) {
    return network.send(sender, contract, function, arguments);
  }

  /** A call without value that must revert with a named error; gives the error's arguments. */
  public final Tuple refuse(String error, Address sender, String function, Object... arguments) {
    return network.refuse(error, sender, contract, function, arguments);
  }

  /** The first return value of a call without value. */
  public final <T> T read(String function, Object... arguments) {
    return network.read(contract, function, arguments);
  }

  /** The number that a call without value returns first. */
  public final BigInteger number(String function, Object... arguments) {
    return read(function, arguments);
  }

  /** Sets a parameter of the network. */
  public final void parameter(Parameter parameter, long value) {
    parameter(parameter, wei(value));
  }

  /** Sets a parameter of the network. */
  public final void parameter(Parameter parameter, BigInteger value) {
    network.send(TestNetwork.ADMIN, "System", "setParameter", parameter.key(), value);
  }

  /** Lets so many blocks go by. */
  public final void skip(long blocks) {
    network.host.setBlockNumber(block() + blocks);
  }

  /** The number of the block in which calls are made. */
  public final long block() {
    return network.host.blockNumber();
  }

  public static BigInteger wei(long amount) {
    return BigInteger.valueOf(amount);
  }

  public static Tuple tuple(Object... values) {
    return AbiValues.tuple(values);
  }
}
