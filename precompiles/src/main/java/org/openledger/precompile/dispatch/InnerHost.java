package org.openledger.precompile.dispatch;

import java.util.List;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.Host;

/**
 * A call of one native contract by another, without coins, within the outer call's gas. EIP-150
 * keeps nothing of it back: where the inner call runs out of gas, so does the outer one.
 */
final class InnerHost implements Host {

  private final Host outer;
  private final Address sender;
  private final Address recipient;

  InnerHost(Host outer, Address sender, Address recipient) {
    this.outer = outer;
    this.sender = sender;
    this.recipient = recipient;
  }

  @Override
  public Address sender() {
    return sender;
  }

  @Override
  public Address recipient() {
    return recipient;
  }

  @Override
  public UInt256 value() {
    return UInt256.ZERO;
  }

  @Override
  public boolean isStatic() {
    return outer.isStatic();
  }

  @Override
  public long blockNumber() {
    return outer.blockNumber();
  }

  @Override
  public long remainingGas() {
    return outer.remainingGas();
  }

  @Override
  public void consumeGas(long amount) {
    outer.consumeGas(amount);
  }

  @Override
  public UInt256 storage(Address account, UInt256 key) {
    return outer.storage(account, key);
  }

  @Override
  public void setStorage(Address account, UInt256 key, UInt256 value) {
    outer.setStorage(account, key, value);
  }

  @Override
  public UInt256 balance(Address account) {
    return outer.balance(account);
  }

  @Override
  public void transfer(Address from, Address to, UInt256 amount) {
    outer.transfer(from, to, amount);
  }

  @Override
  public void log(Address emitter, List<Bytes32> topics, Bytes data) {
    outer.log(emitter, topics, data);
  }

  @Override
  public Optional<Address> recover(Bytes32 digest, int v, Bytes32 r, Bytes32 s) {
    return outer.recover(digest, v, r, s);
  }
}
