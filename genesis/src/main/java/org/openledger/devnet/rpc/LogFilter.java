package org.openledger.devnet.rpc;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.devnet.block.LogBloom;
import org.openledger.devnet.state.Log;
import org.openledger.precompile.host.Address;

/**
 * Which logs are asked for.
 *
 * @param addresses emitters; none means any
 * @param topics for each place the topics that are taken; none means any
 */
record LogFilter(List<Address> addresses, List<List<Bytes32>> topics) {

  private static final int MAX_TOPICS = 4;

  static LogFilter parse(JsonValue filter) throws RpcError {
    JsonValue address = filter.field("address");
    List<Address> addresses = new ArrayList<>();
    if (address.isList()) {
      for (JsonValue item : address.asList()) {
        addresses.add(item.asAddress());
      }
    } else if (!address.isNull()) {
      addresses.add(address.asAddress());
    }
    JsonValue topics = filter.field("topics");
    List<List<Bytes32>> places = new ArrayList<>();
    if (topics.isList()) {
      for (JsonValue place : topics.asList()) {
        places.add(place(place));
      }
    } else if (!topics.isNull()) {
      places.add(place(topics));
    }
    // No log has more topics: a filter for more finds none, whatever they are.
    return new LogFilter(
        addresses, List.copyOf(places.subList(0, Math.min(places.size(), MAX_TOPICS + 1))));
  }

  private static List<Bytes32> place(JsonValue place) throws RpcError {
    if (place.isNull()) {
      return List.of();
    }
    if (!place.isList()) {
      return List.of(place.asBytes32());
    }
    List<Bytes32> alternatives = new ArrayList<>();
    for (JsonValue alternative : place.asList()) {
      // A null among alternatives takes any topic.
      if (alternative.isNull()) {
        return List.of();
      }
      alternatives.add(alternative.asBytes32());
    }
    return alternatives;
  }

  /** Whether a block with this bloom can hold a matching log. */
  boolean mayMatch(Bytes bloom) {
    return any(addresses, bloom, Address::bytes)
        && topics.stream().allMatch(place -> any(place, bloom, Function.identity()));
  }

  private static <T> boolean any(List<T> items, Bytes bloom, Function<T, ? extends Bytes> bytes) {
    return items.isEmpty()
        || items.stream().anyMatch(item -> LogBloom.mayContain(bloom, bytes.apply(item)));
  }

  boolean matches(Log log) {
    if (!addresses.isEmpty() && !addresses.contains(log.emitter())) {
      return false;
    }
    if (log.topics().size() < topics.size()) {
      return false;
    }
    for (int i = 0; i < topics.size(); i++) {
      if (!topics.get(i).isEmpty() && !topics.get(i).contains(log.topics().get(i))) {
        return false;
      }
    }
    return true;
  }
}
