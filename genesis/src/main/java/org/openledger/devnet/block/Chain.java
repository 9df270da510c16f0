package org.openledger.devnet.block;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.devnet.state.WorldState;

/**
 * All blocks and the state after each; forgets only what it is told to rewind. One thread changes
 * it, any number read: a block is visible in whole or not at all. Who reads several blocks while
 * the chain goes back may find the later ones gone.
 */
public final class Chain {

  private final Map<Long, Entry> byNumber = new ConcurrentHashMap<>();
  private final Map<Bytes32, Entry> byHash = new ConcurrentHashMap<>();
  private final Map<Bytes32, TransactionLocation> transactions = new ConcurrentHashMap<>();
  private volatile Entry head;

  /** A chain of one block. */
  public Chain(SealedBlock genesis, WorldState state) {
    head = new Entry(genesis, state);
    index(head);
  }

  /** The last block. */
  public SealedBlock head() {
    return head.block;
  }

  /** The last block together with its state. */
  public Entry headEntry() {
    return head;
  }

  /** The block with this number. */
  public Optional<SealedBlock> block(long number) {
    return entry(number).map(Entry::block);
  }

  /** The block with this hash. */
  public Optional<SealedBlock> block(Bytes32 hash) {
    return entry(hash).map(Entry::block);
  }

  /** The block with this number, with the state after it. */
  public Optional<Entry> entry(long number) {
    return number > head.block.number()
        ? Optional.empty()
        : Optional.ofNullable(byNumber.get(number));
  }

  /** The block with this hash, with the state after it. */
  public Optional<Entry> entry(Bytes32 hash) {
    return Optional.ofNullable(byHash.get(hash));
  }

  /** The transaction with this hash, in its block. */
  public Optional<TransactionLocation> transaction(Bytes32 hash) {
    return Optional.ofNullable(transactions.get(hash));
  }

  /** Appends a block; for one thread. */
  public void append(SealedBlock block, WorldState state) {
    if (!block.header().parentHash().equals(head.block.hash())) {
      throw new IllegalArgumentException("block " + block.number() + " does not follow the head");
    }
    Entry entry = new Entry(block, state);
    index(entry);
    head = entry;
  }

  /**
   * Goes back to a block; for the thread that appends.
   *
   * @param number a block of the chain
   * @return the blocks above it, oldest first, which are no more
   */
  public List<SealedBlock> rewind(long number) {
    Entry last = byNumber.get(number);
    if (last == null) {
      throw new IllegalArgumentException("there is no block " + number);
    }
    long above = head.block.number();
    head = last;
    List<SealedBlock> removed = new ArrayList<>();
    for (long gone = number + 1; gone <= above; gone++) {
      Entry entry = byNumber.remove(gone);
      if (entry != null) {
        byHash.remove(entry.block.hash());
        entry.block.transactions().forEach(transaction -> transactions.remove(transaction.hash()));
        removed.add(entry.block);
      }
    }
    return removed;
  }

  private void index(Entry entry) {
    byNumber.put(entry.block.number(), entry);
    byHash.put(entry.block.hash(), entry);
    for (int i = 0; i < entry.block.transactions().size(); i++) {
      transactions.put(
          entry.block.transactions().get(i).hash(), new TransactionLocation(entry.block, i));
    }
  }

  /**
   * A block with its state.
   *
   * @param block the block
   * @param state all accounts after the block
   */
  public record Entry(SealedBlock block, WorldState state) {}
}
