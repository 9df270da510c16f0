package org.openledger.bench.contract;

import com.esaulpaugh.headlong.abi.Function;
import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.precompile.abi.AbiError;
import org.openledger.precompile.abi.AbiEvent;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.abi.ContractAbi;
import org.openledger.precompile.dispatch.Outcome;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.host.NodeFailureException;
import org.openledger.precompile.system.Parameter;

/**
 * The calls of {@link EveryFunction}, and each of them made otherwise: by other accounts, with
 * other values and arguments, at other times, under other parameters, and in every other state of
 * its story. What they end in is recorded: a witness that a function raises an error, or emits an
 * event.
 */
final class BentCalls {

  private static final long[] LATER = {1, 7_300, 300_000};
  private static final List<ContractCall> CHANGES = changes();
  private static final Bytes32 WORD = Bytes32.repeat((byte) 0x77);
  private static final List<Address> ACCOUNTS =
      List.of(
          BenchNetwork.ADMIN,
          BenchNetwork.OPERATOR,
          BenchNetwork.GOVERNOR,
          BenchNetwork.OWNER,
          BenchNetwork.REVIEWER,
          BenchNetwork.CREATOR,
          BenchNetwork.KEY,
          BenchNetwork.PAYER,
          BenchNetwork.ALICE,
          BenchNetwork.BOB);

  /** An account that no story knows. */
  private static final Address STRANGER = BenchNetwork.account(60);

  private final List<List<ContractCall>> stories;
  private final SortedMap<String, SortedSet<String>> errors = new TreeMap<>();
  private final SortedMap<String, SortedSet<String>> events = new TreeMap<>();
  private final SortedMap<String, SortedSet<String>> strangers = new TreeMap<>();
  private final SortedMap<String, SortedMap<Bytes, String>> names = new TreeMap<>();

  private BentCalls(List<List<ContractCall>> stories) {
    this.stories = stories;
  }

  /** Makes all calls. */
  static BentCalls make() {
    List<List<ContractCall>> stories = new ArrayList<>();
    eachStory(
        (story, network, call) -> {
          if (story == stories.size()) {
            stories.add(new ArrayList<>());
          }
          stories.get(story).add(call);
        });
    BentCalls calls = new BentCalls(stories);
    eachStory(calls::bend);
    return calls;
  }

  /** Errors that a function such as {@code Models.link} ended in. */
  SortedSet<String> errors(String function) {
    return errors.getOrDefault(function, Collections.emptySortedSet());
  }

  /** Events that calls of a function which succeeded emitted. */
  SortedSet<String> events(String function) {
    return events.getOrDefault(function, Collections.emptySortedSet());
  }

  /** Errors that calls of a function ended in which succeed for the account of its story. */
  SortedSet<String> errorsOfStrangers(String function) {
    return strangers.getOrDefault(function, Collections.emptySortedSet());
  }

  private interface StoryVisitor {
    void visit(int story, BenchNetwork network, ContractCall call);
  }

  private static void eachStory(StoryVisitor visitor) {
    List<BenchNetwork> networks = new ArrayList<>();
    EveryFunction.tell(
        (network, call) -> {
          if (networks.isEmpty() || networks.getLast() != network) {
            networks.add(network);
          }
          visitor.visit(networks.size() - 1, network, call);
        });
  }

  private void bend(int story, BenchNetwork network, ContractCall call) {
    make(network, from(STRANGER, call), strangers);
    for (ContractCall other : others(call)) {
      make(network, other);
    }
    for (ContractCall other : stories.get(story)) {
      make(network, other);
      later(network, other);
    }
    for (ContractCall change : CHANGES) {
      network.make(change, BenchNetwork.PLENTY);
      make(network, call);
    }
  }

  /** Calls that set each parameter to its least and to its greatest value. */
  private static List<ContractCall> changes() {
    List<ContractCall> changes = new ArrayList<>();
    for (Parameter parameter : Parameter.values()) {
      for (BigInteger value : List.of(parameter.minimum(), parameter.maximum())) {
        changes.add(
            BenchNetwork.of(
                BenchNetwork.ADMIN,
                BigInteger.ZERO,
                Story.SYSTEM,
                "setParameter",
                parameter.key(),
                value));
      }
    }
    return changes;
  }

  private void later(BenchNetwork network, ContractCall call) {
    long now = network.host().blockNumber();
    for (long blocks : LATER) {
      network.host().setBlockNumber(now + blocks);
      make(network, call);
    }
    network.host().setBlockNumber(now);
  }

  private void make(BenchNetwork network, ContractCall call) {
    make(network, call, errors);
  }

  private void make(
      BenchNetwork network, ContractCall call, SortedMap<String, SortedSet<String>> refusals) {
    int before = network.host().logCount();
    try {
      Outcome outcome = network.make(call, BenchNetwork.PLENTY);
      List<Bytes32> emitted = network.host().emitted();
      record(call, outcome, emitted.subList(before, emitted.size()), refusals);
    } catch (NodeFailureException e) {
      // A version of the story whose segment nobody built: no outcome of the contract.
    } finally {
      network.host().rewind();
    }
  }

  private void record(
      ContractCall call,
      Outcome outcome,
      List<Bytes32> emitted,
      SortedMap<String, SortedSet<String>> refusals) {
    if (outcome instanceof Outcome.Revert revert) {
      refusals
          .computeIfAbsent(call.name(), name -> new TreeSet<>())
          .addAll(named(call.contract(), revert.data().slice(0, 4)));
    } else if (outcome instanceof Outcome.Success) {
      SortedSet<String> of = events.computeIfAbsent(call.name(), name -> new TreeSet<>());
      emitted.forEach(signature -> of.addAll(named(call.contract(), signature)));
    }
  }

  /** The error or event of a selector or signature; none of what a vote's action did elsewhere. */
  private List<String> named(String contract, Bytes identifier) {
    String name = names.computeIfAbsent(contract, BentCalls::identifiers).get(identifier);
    if (name != null) {
      return List.of(name);
    }
    boolean elsewhere =
        contract.equals(Story.GOVERNANCE)
            && Arrays.stream(NativeAddress.values())
                .map(place -> names.computeIfAbsent(place.contract(), BentCalls::identifiers))
                .anyMatch(known -> known.containsKey(identifier));
    if (!elsewhere) {
      throw new IllegalStateException(contract + " does not declare " + identifier);
    }
    return List.of();
  }

  private static SortedMap<Bytes, String> identifiers(String contract) {
    ContractAbi abi = ContractAbi.of(contract);
    SortedMap<Bytes, String> names = new TreeMap<>();
    for (AbiError error : abi.errors()) {
      names.put(error.selector(), error.name());
    }
    for (AbiEvent event : abi.events()) {
      names.put(event.signature(), event.name());
    }
    return names;
  }

  private static ContractCall from(Address sender, ContractCall call) {
    return new ContractCall(call.contract(), call.function(), sender, call.value(), call.input());
  }

  /** The same call by other accounts, with other values and other arguments. */
  static List<ContractCall> others(ContractCall call) {
    List<ContractCall> others = new ArrayList<>();
    for (Address sender : ACCOUNTS) {
      others.add(from(sender, call));
    }
    BigInteger value = call.value();
    for (BigInteger other :
        List.of(BigInteger.ZERO, value.add(BigInteger.ONE), value.shiftRight(1))) {
      others.add(
          new ContractCall(call.contract(), call.function(), call.sender(), other, call.input()));
    }
    Function function = ContractAbi.of(call.contract()).function(call.function());
    Tuple arguments = function.decodeCall(call.input().toArrayUnsafe());
    for (Object bent : bent(arguments)) {
      try {
        Bytes input = Bytes.wrap(function.encodeCall((Tuple) bent).array());
        others.add(new ContractCall(call.contract(), call.function(), call.sender(), value, input));
      } catch (IllegalArgumentException e) {
        // The type has no such value.
      }
    }
    return others;
  }

  /** Values like another, each different from it in one place. */
  private static List<?> bent(Object value) {
    return switch (value) {
      case Boolean flag -> List.of(!flag);
      case Integer number -> List.of(number + 1, 0, 255);
      case Long number -> List.of(number + 1, 0L, 1L << 31);
      case BigInteger number -> numbers(number);
      case com.esaulpaugh.headlong.abi.Address account -> addresses();
      case byte[] bytes -> bytes(bytes);
      case String text -> List.of("", "x".repeat(70_000));
      case Tuple tuple -> tuples(tuple);
      case Object[] array -> arrays(array);
      default -> throw new IllegalArgumentException("no bend of " + value.getClass());
    };
  }

  private static List<BigInteger> numbers(BigInteger number) {
    return Stream.concat(
            Stream.of(0L, 1L, 2L, 3L, 257L, 7_301L, 10_001L, 70_000L, 1L << 40, Long.MAX_VALUE)
                .map(BigInteger::valueOf),
            Stream.of(
                number.add(BigInteger.ONE),
                number.subtract(BigInteger.ONE),
                BigInteger.TWO.pow(90),
                BigInteger.TWO.pow(256).subtract(BigInteger.ONE)))
        .toList();
  }

  private static List<com.esaulpaugh.headlong.abi.Address> addresses() {
    return Stream.concat(
            ACCOUNTS.stream(),
            Stream.of(STRANGER, Address.ZERO, NativeAddress.INFERENCE_FEES.address()))
        .map(AbiValues::address)
        .toList();
  }

  private static List<byte[]> bytes(byte[] bytes) {
    byte[] last = bytes.clone();
    if (last.length > 0) {
      last[last.length - 1] ^= 1;
    }
    return List.of(
        new byte[bytes.length],
        WORD.toArray(),
        BenchNetwork.UTF8.toArray(),
        AbiValues.name("cl100k_base").toArray(),
        last,
        new byte[0],
        Arrays.copyOf(bytes, bytes.length + 1),
        new byte[70_000]);
  }

  private static List<Tuple> tuples(Tuple tuple) {
    List<Tuple> bent = new ArrayList<>();
    for (int i = 0; i < tuple.size(); i++) {
      Object[] values = new Object[tuple.size()];
      for (int j = 0; j < values.length; j++) {
        values[j] = tuple.get(j);
      }
      for (Object other : bent(values[i])) {
        values[i] = other;
        bent.add(Tuple.from(values));
      }
    }
    return bent;
  }

  private static List<Object[]> arrays(Object[] array) {
    List<Object[]> bent = new ArrayList<>();
    bent.add(Arrays.copyOf(array, 0));
    if (array.length == 0) {
      return bent;
    }
    for (int length : new int[] {array.length - 1, array.length + 1, 300, 5_000}) {
      Object[] other = Arrays.copyOf(array, length);
      for (int i = array.length; i < length; i++) {
        other[i] = array[array.length - 1];
      }
      bent.add(other);
    }
    for (Object first : bent(array[0])) {
      Object[] other = array.clone();
      other[0] = first;
      bent.add(other);
    }
    return bent;
  }
}
