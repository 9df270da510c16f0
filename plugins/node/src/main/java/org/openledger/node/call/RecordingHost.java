package org.openledger.node.call;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.Host;
import org.openledger.precompile.storage.Slot;

/**
 * A host that notes what a call asks for and does, and passes all of it on.
 *
 * <p>Coins play no part in what is dear, so a call that asks for a balance or moves any is not
 * recorded. Who signed a digest depends on nothing but the question.
 */
final class RecordingHost implements Host {

  private final Host host;
  private final Map<Slot, UInt256> reads = new LinkedHashMap<>();
  private final Map<Slot, UInt256> writes = new LinkedHashMap<>();
  private final List<RecordedCall.Entry> logs = new ArrayList<>();
  private long gas;
  private boolean usesCoins;

  RecordingHost(Host host) {
    this.host = host;
  }

  /**
   * The call, once it has succeeded; empty where it cannot be told from what was noted.
   *
   * @param output its return values
   */
  Optional<RecordedCall> recorded(Bytes output) {
    return usesCoins
        ? Optional.empty()
        : Optional.of(
            new RecordedCall(gas, words(reads), words(writes), List.copyOf(logs), output));
  }

  /** What the call has taken so far. */
  long gas() {
    return gas;
  }

  private static List<RecordedCall.Word> words(Map<Slot, UInt256> words) {
    return words.entrySet().stream()
        .map(it -> new RecordedCall.Word(it.getKey(), it.getValue()))
        .toList();
  }

  @Override
  public Address sender() {
    return host.sender();
  }

  @Override
  public Address recipient() {
    return host.recipient();
  }

  @Override
  public UInt256 value() {
    return host.value();
  }

  @Override
  public boolean isStatic() {
    return host.isStatic();
  }

  @Override
  public long blockNumber() {
    return host.blockNumber();
  }

  @Override
  public long remainingGas() {
    return host.remainingGas();
  }

  @Override
  public void consumeGas(long amount) {
    host.consumeGas(amount);
    gas += amount;
  }

  @Override
  public UInt256 storage(Address account, UInt256 key) {
    UInt256 value = host.storage(account, key);
    Slot slot = new Slot(account, key);
    if (!writes.containsKey(slot)) {
      reads.putIfAbsent(slot, value);
    }
    return value;
  }

  @Override
  public void setStorage(Address account, UInt256 key, UInt256 value) {
    host.setStorage(account, key, value);
    writes.put(new Slot(account, key), value);
  }

  @Override
  public UInt256 balance(Address account) {
    usesCoins = true;
    return host.balance(account);
  }

  @Override
  public void transfer(Address from, Address to, UInt256 amount) {
    usesCoins = true;
    host.transfer(from, to, amount);
  }

  @Override
  public void log(Address emitter, List<Bytes32> topics, Bytes data) {
    host.log(emitter, topics, data);
    logs.add(new RecordedCall.Entry(emitter, topics, data));
  }

  @Override
  public Optional<Address> recover(Bytes32 digest, int v, Bytes32 r, Bytes32 s) {
    return host.recover(digest, v, r, s);
  }
}
