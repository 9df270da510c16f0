package org.openledger.node.history.query;

import com.esaulpaugh.headlong.abi.Function;
import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.openledger.precompile.abi.ContractAbi;
import org.openledger.precompile.dispatch.Calldata;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;

/**
 * A call that a proposal makes.
 *
 * @param target whom it calls
 * @param contract which native contract that is
 * @param call the function and its arguments; empty where the contract would not read them either
 * @param value wei that it sends: 0
 * @param calldata selector and arguments
 */
public record Action(
    Address target,
    Optional<NativeAddress> contract,
    Optional<Decoded> call,
    BigInteger value,
    Bytes calldata) {

  /** A call by the names of its contract's interface. */
  public record Decoded(Function function, Tuple arguments) {}

  private static final int SELECTOR = 4;
  private static final Map<NativeAddress, Map<Bytes, Function>> FUNCTIONS = functions();

  static Action of(Address target, BigInteger value, byte[] calldata) {
    Optional<NativeAddress> contract =
        Arrays.stream(NativeAddress.values()).filter(it -> it.address().equals(target)).findFirst();
    Bytes data = Bytes.wrap(calldata);
    return new Action(target, contract, contract.flatMap(it -> decode(it, data)), value, data);
  }

  private static Optional<Decoded> decode(NativeAddress contract, Bytes data) {
    if (data.size() < SELECTOR) {
      return Optional.empty();
    }
    Function function =
        Objects.requireNonNull(FUNCTIONS.get(contract)).get(data.slice(0, SELECTOR));
    if (function == null) {
      return Optional.empty();
    }
    return Calldata.arguments(function, data).map(it -> new Decoded(function, it));
  }

  private static Map<NativeAddress, Map<Bytes, Function>> functions() {
    Map<NativeAddress, Map<Bytes, Function>> all = new EnumMap<>(NativeAddress.class);
    for (NativeAddress contract : NativeAddress.values()) {
      Map<Bytes, Function> functions = new HashMap<>();
      for (Function function : ContractAbi.of(contract.contract()).functions().values()) {
        functions.put(Bytes.wrap(function.selector()), function);
      }
      all.put(contract, functions);
    }
    return all;
  }
}
