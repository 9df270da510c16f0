package org.openledger.node.history.event;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.node.chain.NodeLog;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;

/** All events of the native contracts. */
public final class Events {

  private static final Map<Address, Map<Bytes32, EventShape>> SHAPES = shapes();

  private Events() {}

  /** Decodes a log; empty where no native contract told it. */
  public static Optional<Event> decode(NodeLog log) {
    Map<Bytes32, EventShape> ofEmitter = SHAPES.get(log.emitter());
    if (ofEmitter == null || log.topics().isEmpty()) {
      return Optional.empty();
    }
    return Optional.ofNullable(ofEmitter.get(log.topics().getFirst()))
        .map(shape -> new Event(shape, shape.event().decode(log.topics(), log.data())));
  }

  private static Map<Address, Map<Bytes32, EventShape>> shapes() {
    Map<Address, Map<Bytes32, EventShape>> shapes = new HashMap<>();
    for (NativeAddress contract : NativeAddress.values()) {
      Map<Bytes32, EventShape> bySignature = new HashMap<>();
      EventShape.of(contract)
          .values()
          .forEach(shape -> bySignature.put(shape.event().signature(), shape));
      shapes.put(contract.address(), bySignature);
    }
    return shapes;
  }
}
