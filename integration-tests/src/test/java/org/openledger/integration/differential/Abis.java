package org.openledger.integration.differential;

import com.esaulpaugh.headlong.abi.Function;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.apache.tuweni.bytes.Bytes;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.abi.ContractAbi;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;

/** The interfaces of the native contracts, each read once: that takes longer than a call. */
final class Abis {

  private static final Map<NativeAddress, ContractAbi> ALL = new EnumMap<>(NativeAddress.class);

  static {
    for (NativeAddress contract : NativeAddress.values()) {
      ALL.put(contract, ContractAbi.of(contract.contract()));
    }
  }

  private Abis() {}

  static ContractAbi of(NativeAddress contract) {
    return Objects.requireNonNull(ALL.get(contract));
  }

  /** Calldata of a function. */
  static Bytes encoded(NativeAddress contract, String function, Object... arguments) {
    Function called = of(contract).function(function);
    return Bytes.wrap(called.encodeCall(AbiValues.tuple(arguments)).array());
  }

  /**
   * The contract of a name.
   *
   * @param name begins with it, and a dot
   */
  static NativeAddress contract(String name) {
    String contract = name.substring(0, name.indexOf('.'));
    for (NativeAddress address : NativeAddress.values()) {
      if (address.contract().equals(contract)) {
        return address;
      }
    }
    throw new IllegalArgumentException(name);
  }

  /** The contract at an address. */
  static NativeAddress contract(Address at) {
    for (NativeAddress address : NativeAddress.values()) {
      if (address.address().equals(at)) {
        return address;
      }
    }
    throw new IllegalArgumentException(at + " is no native contract");
  }
}
