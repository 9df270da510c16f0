package org.openledger.node.history;

import com.esaulpaugh.headlong.abi.ABIType;
import com.esaulpaugh.headlong.abi.TupleType;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.openledger.node.chain.NodeLog;
import org.openledger.precompile.abi.AbiEvent;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.abi.ContractAbi;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;

/** Logs of the native contracts, made by the names of their parameters. */
final class NamedLog {

  private NamedLog() {}

  /**
   * A log.
   *
   * @param values by name, members of structs by both names; what is left out is zero or empty
   */
  static NodeLog of(NativeAddress contract, String name, Map<String, ?> values) {
    AbiEvent event = ContractAbi.of(contract.contract()).event(name);
    Object[] all = values(event.parameters(), "", values);
    List<Object> indexed = List.of(all).subList(0, event.indexedCount());
    List<Object> rest = List.of(all).subList(event.indexedCount(), all.length);
    return new NodeLog(
        contract.address(), event.topics(indexed.toArray()), event.data(rest.toArray()));
  }

  private static Object[] values(TupleType<?> types, String prefix, Map<String, ?> given) {
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      String name = prefix + types.getElementName(i);
      ABIType<?> type = types.get(i);
      Object value = given.get(name);
      if (value == null && type instanceof TupleType<?> struct) {
        value = AbiValues.tuple(values(struct, name + ".", given));
      }
      values.add(value == null ? zero(type.getCanonicalType()) : converted(value, type));
    }
    return values.toArray();
  }

  private static Object converted(Object value, ABIType<?> type) {
    return switch (value) {
      case Long number when type.getCanonicalType().equals("uint8") -> Math.toIntExact(number);
      case Long number -> BigInteger.valueOf(number);
      default -> value;
    };
  }

  private static Object zero(String type) {
    return switch (type) {
      case "bool" -> false;
      case "uint8" -> 0;
      case "uint256" -> BigInteger.ZERO;
      case "address" -> Address.ZERO;
      case "bytes32" -> new byte[32];
      case "bytes" -> new byte[0];
      case "string" -> "";
      default -> throw new IllegalArgumentException("no zero of " + type);
    };
  }
}
