package org.openledger.precompile.dispatch;

import com.esaulpaugh.headlong.abi.Function;
import com.esaulpaugh.headlong.abi.Tuple;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.tuweni.bytes.Bytes;
import org.openledger.precompile.abi.AbiError;
import org.openledger.precompile.abi.ContractAbi;
import org.openledger.precompile.gas.GasMeter;
import org.openledger.precompile.gas.GasSchedule;
import org.openledger.precompile.gas.OutOfGasException;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.Host;

/**
 * The wrapper of every native contract. It applies the guards that no host applies for us, in this
 * order: recipient, selector, value, static; then it decodes and runs the function. That the
 * contract is active, {@link VersionedContract} has found before.
 *
 * <p>Which functions take value and which may write follows from the interface: {@code view},
 * {@code nonpayable}, {@code payable}.
 */
public final class Dispatcher implements NativeContract {

  /** A function of a contract. */
  @FunctionalInterface
  public interface Handler {
    /** Runs the function and gives its return values. */
    Tuple handle(Call call);
  }

  /** A function without return values. */
  @FunctionalInterface
  public interface VoidHandler {
    /** Runs the function. */
    void handle(Call call);
  }

  private record Entry(Function function, Handler handler, boolean payable, boolean writes) {}

  private final ContractAbi abi;
  private final Address address;
  private final SortedMap<Integer, Entry> bySelector;
  private final AbiError delegateCallNotAllowed;
  private final AbiError staticCallNotAllowed;
  private final AbiError unknownSelector;
  private final AbiError malformedCalldata;
  private final AbiError valueNotAllowed;

  private Dispatcher(ContractAbi abi, Address address, SortedMap<Integer, Entry> bySelector) {
    this.abi = abi;
    this.address = address;
    this.bySelector = bySelector;
    this.delegateCallNotAllowed = abi.error("DelegateCallNotAllowed");
    this.staticCallNotAllowed = abi.error("StaticCallNotAllowed");
    this.unknownSelector = abi.error("UnknownSelector");
    this.malformedCalldata = abi.error("MalformedCalldata");
    this.valueNotAllowed = abi.error("ValueNotAllowed");
  }

  /** Binds the functions of an interface. */
  public static Binding bind(ContractAbi abi, Address address) {
    return new Binding(abi, address);
  }

  /** The functions bound so far. */
  public static final class Binding {

    private final ContractAbi abi;
    private final Address address;
    private final SortedMap<Integer, Entry> entries = new TreeMap<>();

    private Binding(ContractAbi abi, Address address) {
      this.abi = abi;
      this.address = address;
    }

    /** A function that changes nothing. */
    public Binding view(String name, Handler handler) {
      return add(name, handler, false);
    }

    /** A function that writes. */
    public Binding mutate(String name, Handler handler) {
      return add(name, handler, true);
    }

    /** A function that writes and returns nothing. */
    public Binding mutateVoid(String name, VoidHandler handler) {
      return mutate(
          name,
          call -> {
            handler.handle(call);
            return Tuple.EMPTY;
          });
    }

    /**
     * The contract.
     *
     * @throws IllegalStateException where a function of the interface is not bound
     */
    public NativeContract contract() {
      for (Function function : abi.functions().values()) {
        if (!entries.containsKey(selector(function.selector()))) {
          throw new IllegalStateException(abi.name() + "." + function.getName() + " is not bound");
        }
      }
      return new Dispatcher(abi, address, entries);
    }

    private Binding add(String name, Handler handler, boolean writes) {
      Function function = abi.function(name);
      String mutability = String.valueOf(function.getStateMutability());
      boolean declaredWrites = !mutability.equals("view") && !mutability.equals("pure");
      if (declaredWrites != writes) {
        throw new IllegalStateException(abi.name() + "." + name + " is declared " + mutability);
      }
      Entry entry = new Entry(function, handler, mutability.equals("payable"), writes);
      if (entries.put(selector(function.selector()), entry) != null) {
        throw new IllegalStateException(abi.name() + "." + name + " is bound twice");
      }
      return this;
    }
  }

  @Override
  public String name() {
    return abi.name();
  }

  @Override
  public Address address() {
    return address;
  }

  @Override
  public Outcome call(Host host, Bytes input) {
    try {
      return new Outcome.Success(run(host, input));
    } catch (RevertException e) {
      return new Outcome.Revert(e.data());
    } catch (OutOfGasException e) {
      return new Outcome.OutOfGas();
    }
  }

  private Bytes run(Host host, Bytes input) {
    GasMeter gas = new GasMeter(host);
    gas.charge(GasSchedule.CALL);
    gas.charge((input.size() + 31L) / 32, GasSchedule.INPUT_WORD);
    // Incident: a delegate call kept the caller's identity while running on its storage (Moonbeam
    // 2022). Our storage is our own address's, so nobody else's name may run it.
    Call.require(host.recipient().equals(address), delegateCallNotAllowed);
    byte[] selector = input.slice(0, Math.min(4, input.size())).toArray();
    Entry entry = selector.length < 4 ? null : bySelector.get(selector(selector));
    if (entry == null) {
      throw new RevertException(unknownSelector, (Object) Arrays.copyOf(selector, 4));
    }
    Call.require(entry.payable || host.value().isZero(), valueNotAllowed, host.value());
    Call.require(!entry.writes || !host.isStatic(), staticCallNotAllowed);
    Tuple result = entry.handler.handle(new Call(address, host, gas, decode(entry, input)));
    return Bytes.wrap(entry.function.getOutputs().encode(result).array());
  }

  private Tuple decode(Entry entry, Bytes input) {
    return Calldata.arguments(entry.function, input)
        .orElseThrow(
            () -> new RevertException(malformedCalldata, (Object) entry.function.selector()));
  }

  private static int selector(byte[] bytes) {
    return (bytes[0] & 0xff) << 24
        | (bytes[1] & 0xff) << 16
        | (bytes[2] & 0xff) << 8
        | (bytes[3] & 0xff);
  }
}
