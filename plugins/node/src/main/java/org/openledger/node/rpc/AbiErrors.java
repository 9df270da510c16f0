package org.openledger.node.rpc;

import com.esaulpaugh.headlong.abi.Tuple;
import com.esaulpaugh.headlong.abi.TupleType;
import java.math.BigInteger;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.openledger.node.chain.ViewException;
import org.openledger.precompile.abi.AbiError;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.abi.ContractAbi;
import org.openledger.precompile.host.NativeAddress;

/** What a view's end means to who asked. */
public final class AbiErrors {

  private static final int SELECTOR = 4;

  private static final Map<NativeAddress, ContractAbi> ABIS = new EnumMap<>(NativeAddress.class);

  static {
    for (NativeAddress place : NativeAddress.values()) {
      ABIS.put(place, ContractAbi.of(place.contract()));
    }
  }

  private AbiErrors() {}

  static RpcException failure(NativeAddress contract, ViewException e, QueryLimits limits) {
    return switch (e.reason()) {
      case ABSENT -> RpcFailure.CONTRACTS_ABSENT.because(String.valueOf(e.getMessage()));
      case OUT_OF_GAS ->
          RpcFailure.limit("viewGas", limits.viewGas(), String.valueOf(e.getMessage()));
      case REVERTED -> reverted(contract, e.data());
    };
  }

  /**
   * What is answered where a view reverts with a custom error of its contract: methods that answer
   * from elsewhere fail in the same way.
   *
   * @param arguments in the types of the ABI library
   */
  public static RpcException reverted(NativeAddress contract, String error, Object... arguments) {
    ContractAbi abi = Objects.requireNonNull(ABIS.get(contract));
    return reverted(contract, abi.error(error).encode(arguments));
  }

  private static RpcException reverted(NativeAddress contract, Bytes data) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("contract", contract.contract());
    Optional<AbiError> error = error(contract, data);
    if (error.isEmpty()) {
      details.put("data", data.toHexString());
      return RpcFailure.REVERTED.because(contract.contract() + " reverted", details);
    }
    Map<String, Object> arguments = members(error.get().parameters(), error.get().decode(data));
    details.put("name", error.get().name());
    details.put("arguments", arguments);
    details.put("data", data.toHexString());
    RpcFailure failure = isUnknown(error.get().name()) ? RpcFailure.NOT_FOUND : RpcFailure.REVERTED;
    return failure.because(error.get().name() + " " + arguments, details);
  }

  /** The contracts name what they do not know in this way, and a caller need not know each. */
  private static boolean isUnknown(String error) {
    return error.startsWith("Unknown") || error.equals("GovernorNonexistentProposal");
  }

  private static Optional<AbiError> error(NativeAddress contract, Bytes data) {
    if (data.size() < SELECTOR) {
      return Optional.empty();
    }
    return Objects.requireNonNull(ABIS.get(contract)).errors().stream()
        .filter(error -> error.selector().equals(data.slice(0, SELECTOR)))
        .findFirst();
  }

  private static Map<String, Object> members(TupleType<?> type, Tuple values) {
    Map<String, Object> members = new LinkedHashMap<>();
    for (int i = 0; i < type.size(); i++) {
      members.put(String.valueOf(type.getElementName(i)), json(type.get(i), values.get(i)));
    }
    return members;
  }

  private static Object json(Object type, Object value) {
    return switch (value) {
      case BigInteger number -> Quantities.text(number);
      case Number number -> Quantities.text(number.longValue());
      case com.esaulpaugh.headlong.abi.Address address -> AbiValues.address(address).toString();
      case byte[] bytes -> Bytes.wrap(bytes).toHexString();
      case Tuple tuple when type instanceof TupleType<?> names -> members(names, tuple);
      case Boolean flag -> flag;
      default -> value.toString();
    };
  }
}
