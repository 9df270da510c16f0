package org.openledger.node.call;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.google.common.hash.HashFunction;
import com.google.common.hash.Hashing;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.units.bigints.UInt256;
import org.openledger.precompile.dispatch.NativeContract;
import org.openledger.precompile.dispatch.Outcome;
import org.openledger.precompile.gas.GasSchedule;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.Host;

/**
 * The calls that were executed last, as many as a bound of memory allows. A proposer executes each
 * block three times, every other validator twice: what was computed the first time is repeated from
 * memory where all that it read is as it was. Used by many threads at once.
 */
public final class RecentCalls {

  /** A block's calls on a busy network, several times over. */
  private static final long BYTES = 128L << 20;

  /** A part of a small heap. */
  private static final int HEAP_PART = 16;

  /** Less is computed as quickly as it is looked for. */
  static final long LEAST_GAS = 50_000;

  /**
   * One call may be executed on several states in turn: where Besu executes a block's transactions
   * side by side first, those that are in each other's way come once more.
   */
  private static final int VARIANTS = 3;

  /** Objects and references of one entry. */
  private static final int ENTRY_BYTES = 512;

  /**
   * Of all that makes a call, by a key that nobody knows: whoever could choose calls of one hash
   * would make each of them as dear to find as all are many, for no more gas.
   */
  private final HashFunction hash;

  private final Cache<Key, List<RecordedCall>> calls;
  private final BooleanSupplier distrusted;
  private volatile long forgotten = -1;
  private final LongAdder repeated = new LongAdder();
  private final LongAdder computed = new LongAdder();

  /** All that a contract can see of a call without asking for anything in the state. */
  @SuppressWarnings("ArrayRecordComponent") // Compared by what it holds.
  private record Key(
      Address contract,
      Address sender,
      Address recipient,
      UInt256 value,
      boolean isStatic,
      long blockNumber,
      byte[] input,
      int hash) {

    @Override
    public boolean equals(Object other) {
      return other instanceof Key it
          && hash == it.hash
          && blockNumber == it.blockNumber
          && isStatic == it.isStatic
          && contract.equals(it.contract)
          && sender.equals(it.sender)
          && recipient.equals(it.recipient)
          && value.equals(it.value)
          && Arrays.equals(input, it.input);
    }

    @Override
    public int hashCode() {
      return hash;
    }
  }

  /**
   * Within the usual bound.
   *
   * @param distrusted whether an index was found to be wrong, and so may be what was computed with
   *     it, even by a call that is still at it: from then on nothing is told from memory
   */
  public RecentCalls(BooleanSupplier distrusted) {
    this(distrusted, Math.min(BYTES, Runtime.getRuntime().maxMemory() / HEAP_PART));
  }

  /**
   * @param bytes most memory, about
   */
  RecentCalls(BooleanSupplier distrusted, long bytes) {
    SecureRandom random = new SecureRandom();
    this.hash = Hashing.sipHash24(random.nextLong(), random.nextLong());
    this.distrusted = distrusted;
    // One part, so that it drops what was used least lately of all.
    this.calls =
        CacheBuilder.newBuilder()
            .maximumWeight(bytes)
            .weigher(RecentCalls::bytes)
            .concurrencyLevel(1)
            .build();
  }

  /** Executes a call, or repeats it; nobody but the clock can tell which. */
  Outcome call(NativeContract contract, Host host, Bytes input) {
    if (distrusted.getAsBoolean()) {
      calls.invalidateAll();
      return contract.call(host, input);
    }
    if (host.blockNumber() <= forgotten || host.remainingGas() < leastGas(input)) {
      return contract.call(host, input);
    }
    Key key = key(contract, host, input);
    List<RecordedCall> known = Objects.requireNonNullElse(calls.getIfPresent(key), List.of());
    for (RecordedCall call : known) {
      if (call.repeat(host)) {
        repeated.increment();
        return new Outcome.Success(call.output());
      }
    }
    RecordingHost recording = new RecordingHost(host);
    Outcome outcome = contract.call(recording, input);
    if (outcome instanceof Outcome.Success success && recording.gas() >= LEAST_GAS) {
      recording.recorded(success.output()).ifPresent(call -> remember(key, known, call));
    }
    return outcome;
  }

  /** What a call is charged before its calldata is looked at: not even that is free here. */
  private static long leastGas(Bytes input) {
    long words = (input.size() + 31L) / 32;
    return Math.max(LEAST_GAS, GasSchedule.CALL + GasSchedule.INPUT_WORD * words);
  }

  private void remember(Key key, List<RecordedCall> known, RecordedCall call) {
    computed.increment();
    calls.put(key, Stream.concat(Stream.of(call), known.stream()).limit(VARIANTS).toList());
  }

  /**
   * Drops the calls of blocks up to one, which is on the chain, and keeps no more of them: to make
   * and to check it, nobody executes it again, and what is asked of the past must not take the room
   * of blocks to come.
   */
  public void forget(long block) {
    forgotten = block;
    calls.asMap().keySet().removeIf(key -> key.blockNumber() <= block);
  }

  /** How many calls were repeated from memory. */
  public long repeated() {
    return repeated.sum();
  }

  /** How many were computed that could be repeated. */
  public long computed() {
    return computed.sum();
  }

  /** Nothing in it is the host's: what that reuses must not change what was asked. */
  private Key key(NativeContract contract, Host host, Bytes input) {
    Address sender = new Address(host.sender().bytes().copy());
    Address recipient = new Address(host.recipient().bytes().copy());
    byte[] bytes = input.toArray();
    int code =
        hash.newHasher()
            .putBytes(contract.address().bytes().toArrayUnsafe())
            .putBytes(sender.bytes().toArrayUnsafe())
            .putBytes(recipient.bytes().toArrayUnsafe())
            .putBytes(host.value().toArrayUnsafe())
            .putBoolean(host.isStatic())
            .putLong(host.blockNumber())
            .putBytes(bytes)
            .hash()
            .asInt();
    return new Key(
        contract.address(),
        sender,
        recipient,
        host.value(),
        host.isStatic(),
        host.blockNumber(),
        bytes,
        code);
  }

  private static int bytes(Key key, List<RecordedCall> calls) {
    long recorded = calls.stream().mapToLong(RecordedCall::bytes).sum();
    return (int) Math.min(Integer.MAX_VALUE, ENTRY_BYTES + key.input().length + recorded);
  }
}
