package org.openledger.story;

import java.util.List;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.client.Chain;
import org.openledger.client.OverdueException;
import org.openledger.client.Pause;
import org.openledger.client.RpcErrorException;
import org.openledger.client.TransactionReceipt;

/**
 * The chain's blocks: they come by themselves, or, on a devnet that makes one for each transaction,
 * are made here, one for all transactions that are sent together. So periods that are counted in
 * blocks go by alike on every host.
 */
final class Blocks implements AutoCloseable {

  private static final long PAUSE_MILLIS = 50;

  /** A block that comes later than this will not come. */
  private static final long PATIENCE_NANOS = 60_000_000_000L;

  private final Chain chain;
  private final boolean made;

  private Blocks(Chain chain, boolean made) {
    this.chain = chain;
    this.made = made;
  }

  /** Those of a chain; a devnet makes none by itself until this is closed. */
  static Blocks of(Chain chain) {
    boolean made = minesAtOnce(chain);
    if (made) {
      chain.rpc().call("evm_setAutomine", false);
    }
    return new Blocks(chain, made);
  }

  private static boolean minesAtOnce(Chain chain) {
    try {
      return chain.rpc().call("anvil_getAutomine").asBoolean();
    } catch (RpcErrorException e) {
      if (e.isUnknownMethod()) {
        return false;
      }
      throw e;
    }
  }

  /** Waits for the receipts of transactions that were sent. */
  List<TransactionReceipt> include(List<Bytes32> hashes) {
    if (made) {
      chain.rpc().call("evm_mine");
    }
    return chain.await(hashes);
  }

  /**
   * Waits until the chain has a block: what is asked or sent from then on is executed in it or
   * later.
   */
  void await(long number) {
    long head = chain.head();
    if (made && head < number) {
      chain.rpc().call("anvil_mine", "0x" + Long.toHexString(number - head));
      return;
    }
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (head < number) {
      if (System.nanoTime() > end) {
        throw new OverdueException(
            "block " + head + " is the last one for a minute: does the chain make blocks?");
      }
      Pause.millis(PAUSE_MILLIS);
      long next = chain.head();
      if (next > head) {
        head = next;
        end = System.nanoTime() + PATIENCE_NANOS;
      }
    }
  }

  @Override
  public void close() {
    if (made) {
      chain.rpc().call("evm_setAutomine", true);
    }
  }
}
