package org.openledger.precompile.abi;

import com.esaulpaugh.headlong.abi.ABIJSON;
import com.esaulpaugh.headlong.abi.ContractError;
import com.esaulpaugh.headlong.abi.Event;
import com.esaulpaugh.headlong.abi.Function;
import com.esaulpaugh.headlong.abi.Tuple;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The ABI of one native contract: what solc made of its Solidity interface ({@code docs/abi}).
 *
 * <p>Contracts take functions, events and errors from here by name, so that a name which the
 * interface does not have fails when the class is loaded, never in a block.
 */
public final class ContractAbi {

  private final String name;
  private final SortedMap<String, Function> functions = new TreeMap<>();
  private final SortedMap<String, AbiEvent> events = new TreeMap<>();
  private final SortedMap<String, AbiError> errors = new TreeMap<>();

  private ContractAbi(String name, String json) {
    this.name = name;
    for (Function function : ABIJSON.parseNormalFunctions(json)) {
      if (functions.put(function.getName(), function) != null) {
        throw new IllegalStateException(name + " overloads " + function.getName());
      }
    }
    for (Event<Tuple> event : ABIJSON.parseEvents(json)) {
      events.put(event.getName(), new AbiEvent(event));
    }
    for (ContractError<Tuple> error : ABIJSON.parseErrors(json)) {
      errors.put(error.getName(), new AbiError(error));
    }
  }

  /**
   * Reads the ABI of a contract that this library ships.
   *
   * @param contract its name, such as {@code Datanets}
   * @throws IllegalStateException where there is none
   */
  public static ContractAbi of(String contract) {
    try (InputStream in = ContractAbi.class.getResourceAsStream(contract + ".json")) {
      if (in == null) {
        throw new IllegalStateException("no ABI of " + contract + " on the class path");
      }
      return new ContractAbi(contract, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The contract's name. */
  public String name() {
    return name;
  }

  /** All functions, by name. */
  public SortedMap<String, Function> functions() {
    return Collections.unmodifiableSortedMap(functions);
  }

  /** All events, by name. */
  public List<AbiEvent> events() {
    return List.copyOf(events.values());
  }

  /** All custom errors, by name. */
  public List<AbiError> errors() {
    return List.copyOf(errors.values());
  }

  /** The function of a name. */
  public Function function(String function) {
    return found(functions, function);
  }

  /** The event of a name. */
  public AbiEvent event(String event) {
    return found(events, event);
  }

  /** The custom error of a name. */
  public AbiError error(String error) {
    return found(errors, error);
  }

  private <T> T found(SortedMap<String, T> map, String key) {
    T value = map.get(key);
    if (value == null) {
      throw new IllegalStateException("the interface of " + name + " has no " + key);
    }
    return value;
  }
}
