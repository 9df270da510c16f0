package org.openledger.node.history.api;

import com.esaulpaugh.headlong.abi.ABIType;
import com.esaulpaugh.headlong.abi.ArrayType;
import com.esaulpaugh.headlong.abi.Tuple;
import com.esaulpaugh.headlong.abi.TupleType;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.tuweni.bytes.Bytes;
import org.openledger.node.history.event.Event;
import org.openledger.node.rpc.Components;
import org.openledger.node.rpc.OutputType;
import org.openledger.precompile.abi.AbiValues;

/**
 * The arguments of an event by their names in the Solidity interface: integers, amounts of wei too,
 * as quantities; structs as objects. Which ones there are depends on the event.
 */
final class EventArguments implements OutputType<Event> {

  static final EventArguments TYPE = new EventArguments();

  private EventArguments() {}

  @Override
  public Map<String, Object> schema(Components components) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("title", "EventArguments");
    schema.put("type", "object");
    return schema;
  }

  @Override
  public Object write(Event event) {
    return members(event.parameters(), event.values());
  }

  /** Values by the names of their types. */
  static Map<String, Object> members(TupleType<?> types, Tuple values) {
    Map<String, Object> members = new LinkedHashMap<>();
    for (int i = 0; i < types.size(); i++) {
      members.put(String.valueOf(types.getElementName(i)), json(types.get(i), values.get(i)));
    }
    return members;
  }

  private static Object json(ABIType<?> type, Object value) {
    return switch (value) {
      case BigInteger number -> quantity(number);
      case Number number -> quantity(BigInteger.valueOf(number.longValue()));
      case com.esaulpaugh.headlong.abi.Address address -> AbiValues.address(address).toString();
      case byte[] bytes -> Bytes.wrap(bytes).toHexString();
      case Tuple tuple when type instanceof TupleType<?> struct -> members(struct, tuple);
      case Object[] items when type instanceof ArrayType<?, ?, ?> array -> list(array, items);
      case Boolean flag -> flag;
      default -> value.toString();
    };
  }

  private static String quantity(BigInteger number) {
    return "0x" + number.toString(16);
  }

  private static List<Object> list(ArrayType<?, ?, ?> array, Object[] items) {
    List<Object> list = new ArrayList<>();
    for (Object item : items) {
      list.add(json(array.getElementType(), item));
    }
    return list;
  }
}
