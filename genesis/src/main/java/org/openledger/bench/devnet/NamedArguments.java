package org.openledger.bench.devnet;

import com.esaulpaugh.headlong.abi.Tuple;
import com.esaulpaugh.headlong.abi.TupleType;
import java.util.LinkedHashMap;
import java.util.Map;
import org.openledger.precompile.abi.AbiValues;

/** Arguments of contract functions by their names in the ABI, nested structs laid flat. */
final class NamedArguments {

  private final Map<String, Object> values = new LinkedHashMap<>();

  /** Takes over what a call said. */
  void read(TupleType<?> type, Tuple arguments) {
    for (int i = 0; i < type.size(); i++) {
      Object value = arguments.get(i);
      if (type.get(i) instanceof TupleType<?> struct && value instanceof Tuple nested) {
        read(struct, nested);
      } else {
        values.put(type.getElementName(i), value);
      }
    }
  }

  void put(String name, Object value) {
    values.put(name, value);
  }

  <T> T get(String name, Class<T> type) {
    return type.cast(required(name));
  }

  /** The arguments of a function in its order. */
  Object[] of(TupleType<?> type) {
    Object[] arguments = new Object[type.size()];
    for (int i = 0; i < arguments.length; i++) {
      arguments[i] =
          type.get(i) instanceof TupleType<?> struct
              ? AbiValues.tuple(of(struct))
              : required(type.getElementName(i));
    }
    return arguments;
  }

  private Object required(String name) {
    Object value = values.get(name);
    if (value == null) {
      throw new IllegalStateException("no argument " + name + " among " + values.keySet());
    }
    return value;
  }
}
