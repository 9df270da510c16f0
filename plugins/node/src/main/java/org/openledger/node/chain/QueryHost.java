package org.openledger.node.chain;

import java.util.List;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.Host;

/** The host of one view of a contract: static, from nobody, without value. */
final class QueryHost implements Host {

  private final StateView state;
  private final Address contract;
  private final long blockNumber;
  private long remainingGas;

  QueryHost(StateView state, Address contract, long blockNumber, long gas) {
    this.state = state;
    this.contract = contract;
    this.blockNumber = blockNumber;
    this.remainingGas = gas;
  }

  @Override
  public Address sender() {
    return Address.ZERO;
  }

  @Override
  public Address recipient() {
    return contract;
  }

  @Override
  public UInt256 value() {
    return UInt256.ZERO;
  }

  @Override
  public boolean isStatic() {
    return true;
  }

  @Override
  public long blockNumber() {
    return blockNumber;
  }

  @Override
  public long remainingGas() {
    return remainingGas;
  }

  @Override
  public void consumeGas(long amount) {
    if (amount < 0 || amount > remainingGas) {
      throw new IllegalArgumentException("gas " + amount + " of " + remainingGas);
    }
    remainingGas -= amount;
  }

  @Override
  public UInt256 storage(Address account, UInt256 key) {
    return state.storage(account, key);
  }

  @Override
  public UInt256 balance(Address account) {
    return state.balance(account);
  }

  @Override
  public void setStorage(Address account, UInt256 key, UInt256 value) {
    throw new IllegalStateException("a view wrote storage of " + account);
  }

  @Override
  public void transfer(Address from, Address to, UInt256 amount) {
    throw new IllegalStateException("a view moved wei of " + from);
  }

  @Override
  public void log(Address emitter, List<Bytes32> topics, Bytes data) {
    throw new IllegalStateException("a view wrote a log of " + emitter);
  }

  @Override
  public Optional<Address> recover(Bytes32 digest, int v, Bytes32 r, Bytes32 s) {
    throw new IllegalStateException("no view of a native contract recovers a signer");
  }
}
