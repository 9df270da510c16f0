package org.openledger.bench.contract;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.MemoryHost;

/**
 * A host in memory that takes back what one call wrote, word by word, so that the same call can be
 * timed again over a large world. Of a log its first topic is kept.
 */
final class RewindHost extends MemoryHost {

  private final Deque<Runnable> undo = new ArrayDeque<>();
  private final List<Bytes32> logs = new ArrayList<>();

  @Override
  public void setStorage(Address account, UInt256 key, UInt256 word) {
    UInt256 before = storage(account, key);
    undo.push(() -> super.setStorage(account, key, before));
    super.setStorage(account, key, word);
  }

  @Override
  public void transfer(Address from, Address to, UInt256 amount) {
    if (amount.isZero()) {
      return;
    }
    UInt256 payer = balance(from);
    UInt256 payee = balance(to);
    undo.push(
        () -> {
          setBalance(from, payer);
          setBalance(to, payee);
        });
    super.transfer(from, to, amount);
  }

  @Override
  public void log(Address emitter, List<Bytes32> topics, Bytes data) {
    logs.add(topics.getFirst());
  }

  /** Logs of all calls so far. */
  int logCount() {
    return logs.size();
  }

  /** First topics of the logs since the last mark. */
  List<Bytes32> emitted() {
    return List.copyOf(logs);
  }

  /** Whether anything was written since the last mark. */
  boolean isTouched() {
    return !undo.isEmpty();
  }

  /** Keeps everything written so far. */
  void mark() {
    undo.clear();
    logs.clear();
  }

  /** Takes back everything since the last mark. */
  void rewind() {
    while (!undo.isEmpty()) {
      undo.pop().run();
    }
    logs.clear();
  }
}
