package org.openledger.node.history.event;

import com.esaulpaugh.headlong.abi.ABIType;
import com.esaulpaugh.headlong.abi.TupleType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import org.openledger.precompile.abi.AbiEvent;
import org.openledger.precompile.abi.ContractAbi;
import org.openledger.precompile.host.NativeAddress;

/** An event of a native contract, with where each parameter stands by its name. */
final class EventShape {

  private static final String ADDRESS = "address";

  private final NativeAddress contract;
  private final AbiEvent event;

  /** A member of a struct by the names of both: {@code fee.gross}. */
  private final SequencedMap<String, int[]> places = new LinkedHashMap<>();

  private final SequencedMap<String, String> types = new LinkedHashMap<>();

  private EventShape(NativeAddress contract, AbiEvent event) {
    this.contract = contract;
    this.event = event;
    TupleType<?> parameters = event.parameters();
    for (int i = 0; i < parameters.size(); i++) {
      ABIType<?> type = parameters.get(i);
      String name = parameters.getElementName(i);
      if (type instanceof TupleType<?> struct) {
        for (int j = 0; j < struct.size(); j++) {
          place(name + "." + struct.getElementName(j), struct.get(j), i, j);
        }
      } else {
        place(name, type, i);
      }
    }
  }

  /** All events of a contract, by name. */
  static Map<String, EventShape> of(NativeAddress contract) {
    Map<String, EventShape> shapes = new LinkedHashMap<>();
    for (AbiEvent event : ContractAbi.of(contract.contract()).events()) {
      shapes.put(event.name(), new EventShape(contract, event));
    }
    return shapes;
  }

  NativeAddress contract() {
    return contract;
  }

  AbiEvent event() {
    return event;
  }

  /** Where a parameter stands. */
  int[] place(String parameter) {
    int[] place = places.get(parameter);
    if (place == null) {
      throw new IllegalArgumentException(event.name() + " has no parameter " + parameter);
    }
    return place;
  }

  /** Types of all parameters by name, members of structs by the names of both. */
  SequencedMap<String, String> types() {
    return types;
  }

  /** Whether a type is an account's. */
  static boolean isAddress(String type) {
    return type.equals(ADDRESS);
  }

  private void place(String name, ABIType<?> type, int... place) {
    places.put(name, place);
    types.put(name, type.getCanonicalType());
  }
}
