package org.openledger.devnet.execution;

import java.util.List;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.openledger.devnet.state.Journal;
import org.openledger.devnet.state.Log;
import org.openledger.devnet.transaction.Secp256k1;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.Host;

/** The host of one top-level call. */
final class CallFrame implements Host {

  private final Journal journal;
  private final Message message;
  private final long blockNumber;
  private long remainingGas;

  CallFrame(Journal journal, Message message, long blockNumber, long gas) {
    this.journal = journal;
    this.message = message;
    this.blockNumber = blockNumber;
    this.remainingGas = gas;
  }

  @Override
  public Address sender() {
    return message.sender();
  }

  @Override
  public Address recipient() {
    return message.to();
  }

  @Override
  public UInt256 value() {
    return message.value();
  }

  /** No contract calls another here: a top-level call is never static. */
  @Override
  public boolean isStatic() {
    return false;
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
    return journal.word(account, key);
  }

  @Override
  public void setStorage(Address account, UInt256 key, UInt256 value) {
    journal.setWord(account, key, value);
  }

  @Override
  public UInt256 balance(Address account) {
    return journal.balance(account);
  }

  @Override
  public void transfer(Address from, Address to, UInt256 amount) {
    journal.debit(from, amount);
    journal.credit(to, amount);
  }

  @Override
  public void log(Address emitter, List<Bytes32> topics, Bytes data) {
    journal.append(new Log(emitter, topics, data));
  }

  @Override
  public Optional<Address> recover(Bytes32 digest, int v, Bytes32 r, Bytes32 s) {
    return Secp256k1.recover(digest, v - 27, r.toUnsignedBigInteger(), s.toUnsignedBigInteger());
  }
}
