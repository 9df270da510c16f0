package org.openledger.precompile.dispatch;

import org.apache.tuweni.units.bigints.UInt256;
import org.openledger.precompile.host.Host;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.storage.Field;
import org.openledger.precompile.storage.Slot;

/**
 * Which version of the protocol's rules holds in which block. The state alone says so, never a
 * node's option: one word of the system account, written by the genesis and by {@code
 * scheduleProtocol}, packed as {@code struct { uint32 version; uint32 next; uint64 fromBlock }}.
 *
 * <p>No call is needed in the block from which the next version holds: the word stays as it is, and
 * what it means follows from the block's number (INV-SYS-06).
 *
 * @param version the version before {@code fromBlock}; 0 where the network has no native contracts
 * @param next the version from {@code fromBlock} on; 0 where none was scheduled
 * @param fromBlock first block of {@code next}; 0 where none was scheduled
 */
public record Activation(long version, long next, long fromBlock) {

  /** Where the system contract keeps it. */
  public static final Slot SLOT = Slot.of(NativeAddress.SYSTEM.address(), 0);

  private static final Field VERSION = new Field(0, 4);
  private static final Field NEXT = VERSION.then(4);
  private static final Field FROM_BLOCK = NEXT.then(8);

  /** Of a network that starts with a version. */
  public static Activation of(long version) {
    return new Activation(version, 0, 0);
  }

  /** What a word says. */
  public static Activation of(UInt256 word) {
    // Until a first upgrade all words look so; every call of every contract comes through here.
    return word.bitLength() <= 8 * VERSION.size()
        ? of(word.toLong())
        : new Activation(VERSION.getLong(word), NEXT.getLong(word), FROM_BLOCK.getLong(word));
  }

  /** What a chain's state says; reading it costs no gas. */
  public static Activation of(Host host) {
    return of(host.storage(SLOT.account(), SLOT.key()));
  }

  /** The word. */
  public UInt256 word() {
    return FROM_BLOCK.set(NEXT.set(VERSION.set(UInt256.ZERO, version), next), fromBlock);
  }

  /** The version that holds in a block, 0 where none does. */
  public long at(long block) {
    return next != 0 && block >= fromBlock ? next : version;
  }

  /** Whether a version is scheduled that does not hold in a block yet. */
  public boolean isScheduled(long block) {
    return next != 0 && block < fromBlock;
  }

  /**
   * With a version scheduled; the one that holds in a block, that of the call, stays until then.
   */
  public Activation schedule(long block, long scheduled, long first) {
    return new Activation(at(block), scheduled, first);
  }

  /** Without the scheduled version; the one that holds in a block, that of the call, stays. */
  public Activation cancel(long block) {
    return of(at(block));
  }
}
