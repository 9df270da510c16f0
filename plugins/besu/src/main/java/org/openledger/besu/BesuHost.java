package org.openledger.besu;

import java.util.List;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.hyperledger.besu.datatypes.Log;
import org.hyperledger.besu.datatypes.LogTopic;
import org.hyperledger.besu.datatypes.Wei;
import org.hyperledger.besu.evm.account.Account;
import org.hyperledger.besu.evm.frame.Eip7928AccessList;
import org.hyperledger.besu.evm.frame.MessageFrame;
import org.hyperledger.besu.evm.precompile.PrecompiledContract;
import org.hyperledger.besu.evm.worldstate.WorldUpdater;
import org.jspecify.annotations.Nullable;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.Host;

/**
 * One call's context, on a frame of the host.
 *
 * <p>The host undoes storage, balances and logs of a frame that reverts or halts. Where it keeps a
 * block's access list (EIP-7928), it learns of our reads and writes from here: it cannot see them.
 */
final class BesuHost implements Host {

  private final MessageFrame frame;
  private final WorldUpdater world;
  private final @Nullable Eip7928AccessList accessList;
  private final PrecompiledContract recovery;

  /**
   * @param recovery the precompile at 0x01
   */
  BesuHost(MessageFrame frame, PrecompiledContract recovery) {
    this.frame = frame;
    this.world = frame.getWorldUpdater();
    this.accessList = frame.getEip7928AccessList().orElse(null);
    this.recovery = recovery;
  }

  @Override
  public Address sender() {
    return ours(frame.getSenderAddress());
  }

  @Override
  public Address recipient() {
    return ours(frame.getRecipientAddress());
  }

  @Override
  public UInt256 value() {
    return frame.getValue().toUInt256();
  }

  @Override
  public boolean isStatic() {
    return frame.isStatic();
  }

  @Override
  public long blockNumber() {
    return frame.getBlockValues().getNumber();
  }

  @Override
  public long remainingGas() {
    return frame.getRemainingGas();
  }

  @Override
  public void consumeGas(long amount) {
    // The host would let the frame's gas go below zero without a word.
    if (amount < 0 || amount > frame.getRemainingGas()) {
      throw new IllegalStateException(
          "the meter let " + amount + " of " + frame.getRemainingGas() + " gas through");
    }
    frame.decrementRemainingGas(amount);
  }

  @Override
  public UInt256 storage(Address account, UInt256 key) {
    slotAccessed(account, key);
    @Nullable Account found = world.get(hosts(account));
    return found == null ? UInt256.ZERO : found.getStorageValue(key);
  }

  @Override
  public void setStorage(Address account, UInt256 key, UInt256 value) {
    slotAccessed(account, key);
    world.getOrCreate(hosts(account)).setStorageValue(key, value);
  }

  @Override
  public UInt256 balance(Address account) {
    touched(account);
    @Nullable Account found = world.get(hosts(account));
    return found == null ? UInt256.ZERO : found.getBalance().toUInt256();
  }

  @Override
  public void transfer(Address from, Address to, UInt256 amount) {
    touched(from);
    touched(to);
    Wei wei = Wei.of(amount);
    world.getOrCreate(hosts(from)).decrementBalance(wei);
    world.getOrCreate(hosts(to)).incrementBalance(wei);
  }

  @Override
  public void log(Address emitter, List<Bytes32> topics, Bytes data) {
    frame.addLog(new Log(hosts(emitter), data, topics.stream().map(LogTopic::wrap).toList()));
  }

  @Override
  public Optional<Address> recover(Bytes32 digest, int v, Bytes32 r, Bytes32 s) {
    Bytes input = Bytes.concatenate(digest, UInt256.valueOf(v), r, s);
    Bytes output = recovery.computePrecompile(input, frame).output();
    if (output.size() != Bytes32.SIZE) {
      return Optional.empty();
    }
    return Optional.of(new Address(output.slice(Bytes32.SIZE - Address.SIZE).copy()));
  }

  private void slotAccessed(Address account, UInt256 key) {
    if (accessList != null) {
      accessList.addSlotAccessForAccount(hosts(account), key);
    }
  }

  private void touched(Address account) {
    if (accessList != null) {
      accessList.addTouchedAccount(hosts(account));
    }
  }

  private static Address ours(org.hyperledger.besu.datatypes.Address address) {
    return new Address(address.getBytes());
  }

  private static org.hyperledger.besu.datatypes.Address hosts(Address address) {
    return org.hyperledger.besu.datatypes.Address.wrap(address.bytes());
  }
}
