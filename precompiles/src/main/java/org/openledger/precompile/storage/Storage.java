package org.openledger.precompile.storage;

import java.math.BigInteger;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.jspecify.annotations.Nullable;
import org.openledger.precompile.gas.GasMeter;
import org.openledger.precompile.gas.GasSchedule;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.Host;

/**
 * Metered storage of one call. A word's first touch in the call is cold; writes are charged by the
 * value before the call, the value now and the new value (EIP-2929 and EIP-2200 without refunds).
 * What other calls of the transaction touched plays no part, so that the gas of a call depends on
 * state and arguments only.
 */
public final class Storage {

  private static final class Word {
    final Slot slot;
    final UInt256 original;
    UInt256 current;

    Word(Slot slot, UInt256 original) {
      this.slot = slot;
      this.original = original;
      this.current = original;
    }
  }

  private final Host host;
  private final GasMeter gas;

  /** Touched words, found by hashing with linear probing; no result depends on their order. */
  private @Nullable Word[] words = new @Nullable Word[64];

  private int touched;

  public Storage(Host host, GasMeter gas) {
    this.host = host;
    this.gas = gas;
  }

  /** Number of the block that is being executed: what storage means may depend on it. */
  public long blockNumber() {
    return host.blockNumber();
  }

  /** A word. */
  public UInt256 load(Slot slot) {
    Word word = find(slot);
    if (word == null) {
      return touch(slot).current;
    }
    gas.charge(GasSchedule.WARM_LOAD);
    return word.current;
  }

  /** Writes a word. */
  public void store(Slot slot, UInt256 value) {
    Word known = find(slot);
    Word word = known == null ? touch(slot) : known;
    if (value.equals(word.current) || !word.current.equals(word.original)) {
      gas.charge(GasSchedule.WARM_LOAD);
    } else if (word.original.isZero()) {
      gas.charge(GasSchedule.STORE_SET);
    } else {
      gas.charge(GasSchedule.STORE_RESET);
    }
    if (!value.equals(word.current)) {
      word.current = value;
      host.setStorage(slot.account(), slot.key(), value);
    }
  }

  /**
   * Looks again at all words: another call, made within this one, may have written them. No gas:
   * they stay touched.
   */
  public void refresh() {
    // In whatever order: each word is looked at by itself.
    for (Word word : words) {
      if (word != null) {
        word.current = host.storage(word.slot.account(), word.slot.key());
      }
    }
  }

  /** A word that holds a number below 2^63: every counter of the suite. */
  public long loadLong(Slot slot) {
    return load(slot).toLong();
  }

  /** Counts one more; the new count, which is the id of what is counted. */
  public long increment(Slot counter) {
    long count = loadLong(counter) + 1;
    store(counter, count);
    return count;
  }

  /** Whether an id is one of the sequence 1 … n whose length n a word holds. */
  public boolean isAmong(Slot length, BigInteger id) {
    return id.signum() > 0 && id.compareTo(loadNumber(length)) <= 0;
  }

  /** A word as an unsigned number. */
  public BigInteger loadNumber(Slot slot) {
    return load(slot).toUnsignedBigInteger();
  }

  /** A word as an address. */
  public Address loadAddress(Slot slot) {
    return Address.fromWord(load(slot));
  }

  /** A word as 32 bytes. */
  public Bytes32 loadBytes(Slot slot) {
    return load(slot).toBytes();
  }

  /** Whether a word is not zero. */
  public boolean loadFlag(Slot slot) {
    return !load(slot).isZero();
  }

  /** Writes a number ≥ 0. */
  public void store(Slot slot, long value) {
    store(slot, UInt256.valueOf(value));
  }

  /** Writes a number, 0 … 2^256-1. */
  public void store(Slot slot, BigInteger value) {
    store(slot, UInt256.valueOf(value));
  }

  /** Writes an address. */
  public void store(Slot slot, Address value) {
    store(slot, value.toWord());
  }

  /** Writes 32 bytes. */
  public void store(Slot slot, Bytes32 value) {
    store(slot, UInt256.fromBytes(value));
  }

  /** Writes a flag. */
  public void store(Slot slot, boolean value) {
    store(slot, value ? UInt256.ONE : UInt256.ZERO);
  }

  private Word touch(Slot slot) {
    gas.charge(GasSchedule.COLD_LOAD);
    Word word = new Word(slot, host.storage(slot.account(), slot.key()));
    if (2 * touched >= words.length) {
      @Nullable Word[] old = words;
      words = new @Nullable Word[2 * old.length];
      for (Word moved : old) {
        if (moved != null) {
          words[place(moved.slot)] = moved;
        }
      }
    }
    words[place(slot)] = word;
    touched++;
    return word;
  }

  private @Nullable Word find(Slot slot) {
    return words[place(slot)];
  }

  /** Where a slot's word stands, or would. */
  private int place(Slot slot) {
    int last = words.length - 1;
    int at = ((slot.key().hashCode() * 0x9e3779b9) >>> 7) & last;
    for (Word word = words[at]; word != null && !word.slot.equals(slot); word = words[at]) {
      at = (at + 1) & last;
    }
    return at;
  }
}
