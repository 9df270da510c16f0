package org.openledger.precompile.dispatch;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.openledger.precompile.abi.AbiError;
import org.openledger.precompile.abi.AbiEvent;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.abi.Keccak256;
import org.openledger.precompile.gas.GasMeter;
import org.openledger.precompile.gas.GasSchedule;
import org.openledger.precompile.gas.OutOfGasException;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.Host;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.storage.Storage;

/** What a contract's function sees of one call: arguments, caller, and metered ways to act. */
public final class Call {

  private final Address contract;
  private final Host host;
  private final GasMeter gas;
  private final Storage storage;
  private final Tuple arguments;

  Call(Address contract, Host host, GasMeter gas, Tuple arguments) {
    this(contract, host, gas, new Storage(host, gas), arguments);
  }

  private Call(Address contract, Host host, GasMeter gas, Storage storage, Tuple arguments) {
    this.contract = contract;
    this.host = host;
    this.gas = gas;
    this.storage = storage;
    this.arguments = arguments;
  }

  /**
   * What is done in this call for another native contract: its events, its coins; the same gas and
   * storage, no arguments.
   */
  public Call of(NativeAddress other) {
    return new Call(other.address(), host, gas, storage, Tuple.EMPTY);
  }

  /** The immediate caller. */
  public Address sender() {
    return host.sender();
  }

  /** Wei sent with the call. */
  public BigInteger value() {
    return host.value().toUnsignedBigInteger();
  }

  /** Number of the block that the call is in. */
  public long blockNumber() {
    return host.blockNumber();
  }

  public Storage storage() {
    return storage;
  }

  public GasMeter gas() {
    return gas;
  }

  /** An argument of type uint256 (or another unsigned type wider than 63 bits). */
  public BigInteger number(int index) {
    return arguments.get(index);
  }

  /** An argument of an unsigned type of at most 31 bits. */
  public int smallNumber(int index) {
    return arguments.<Integer>get(index);
  }

  /** An argument of type address. */
  public Address address(int index) {
    com.esaulpaugh.headlong.abi.Address value = arguments.get(index);
    return AbiValues.address(value);
  }

  /** An argument of type bytes32. */
  public Bytes32 word(int index) {
    byte[] value = arguments.get(index);
    return Bytes32.wrap(value);
  }

  /** An argument of type bytes. */
  public byte[] bytes(int index) {
    return arguments.get(index);
  }

  /** An argument of type string. */
  public String text(int index) {
    return arguments.get(index);
  }

  /** An argument of a struct's type. */
  public Tuple struct(int index) {
    return arguments.get(index);
  }

  /** An argument of type bool. */
  public boolean flag(int index) {
    return arguments.get(index);
  }

  /** An argument of an array of structs. */
  public Tuple[] structs(int index) {
    return arguments.get(index);
  }

  /** An argument of type uint256[]. */
  public BigInteger[] numbers(int index) {
    return arguments.get(index);
  }

  /** An argument of type bytes[]. */
  public byte[][] byteArrays(int index) {
    return arguments.get(index);
  }

  /** An argument of type address[]. */
  public Address[] addresses(int index) {
    com.esaulpaugh.headlong.abi.Address[] values = arguments.get(index);
    Address[] addresses = new Address[values.length];
    for (int i = 0; i < values.length; i++) {
      addresses[i] = AbiValues.address(values[i]);
    }
    return addresses;
  }

  /** Ends the call with an error where a condition does not hold. */
  public static void require(boolean condition, AbiError error, Object... details) {
    if (!condition) {
      throw new RevertException(error, details);
    }
  }

  /**
   * Emits an event.
   *
   * @param event an event of the contract's interface
   * @param values all its arguments: the indexed ones first, then the others, each in their order
   */
  public void emit(AbiEvent event, Object... values) {
    int indexed = event.indexedCount();
    Bytes data = event.data(Arrays.copyOfRange(values, indexed, values.length));
    gas.charge(GasSchedule.LOG + GasSchedule.LOG_TOPIC * (1 + indexed));
    gas.charge(data.size(), GasSchedule.LOG_BYTE);
    host.log(contract, event.topics(Arrays.copyOf(values, indexed)), data);
  }

  /** Wei that this contract holds, the call's value included. */
  public BigInteger balance() {
    gas.charge(GasSchedule.BALANCE);
    return host.balance(contract).toUnsignedBigInteger();
  }

  /** Pays wei out of this contract's balance. */
  public void pay(Address to, BigInteger amount) {
    gas.charge(GasSchedule.TRANSFER);
    if (host.balance(to).isZero()) {
      gas.charge(GasSchedule.NEW_ACCOUNT);
    }
    host.transfer(contract, to, UInt256.valueOf(amount));
  }

  /** Moves wei from this contract to another native one, whose account exists from genesis on. */
  public void move(NativeAddress to, BigInteger amount) {
    gas.charge(GasSchedule.TRANSFER);
    host.transfer(contract, to.address(), UInt256.valueOf(amount));
  }

  /**
   * Calls a native contract in this one's name, without coins; it takes gas from the same meter.
   * Where the other refuses, this call refuses with the same data, and the host undoes both.
   *
   * @return ABI-encoded return values
   */
  public Bytes call(NativeContract target, Bytes input) {
    Outcome outcome = target.call(new InnerHost(host, contract, target.address()), input);
    storage.refresh();
    return switch (outcome) {
      case Outcome.Success success -> success.output();
      case Outcome.Revert revert -> throw new RevertException(revert.data());
      case Outcome.OutOfGas _ -> throw new OutOfGasException();
      case Outcome.Absent _ ->
          throw new IllegalStateException("the contracts ceased within a call");
    };
  }

  /** Keccak-256 of some bytes. */
  public Bytes32 hash(byte[] data) {
    gas.charge(GasSchedule.HASH);
    gas.charge((data.length + 31L) / 32, GasSchedule.HASH_WORD);
    return Keccak256.hash(Bytes.wrap(data));
  }

  /** The signer of a digest; empty where no key can be recovered. */
  public Optional<Address> recover(Bytes32 digest, int v, Bytes32 r, Bytes32 s) {
    gas.charge(GasSchedule.RECOVER);
    return host.recover(digest, v, r, s);
  }
}
