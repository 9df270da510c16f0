package org.openledger.precompile.fee;

import java.math.BigInteger;
import org.apache.tuweni.units.bigints.UInt256;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.ledger.Ledger;
import org.openledger.precompile.storage.Slot;
import org.openledger.precompile.storage.Storage;

/**
 * Storage of the fees, as solc lays it out:
 *
 * <pre>
 *   0                  the {@link Ledger}
 *   3 + 2**32 + 2**31  mapping(address payer =&gt; mapping(uint256 word =&gt; uint256 bitmap)) settled
 * </pre>
 *
 * Requests are unordered nonces, 256 to a word (as Uniswap's Permit2 keeps them).
 */
public final class FeeStorage {

  static final Address ACCOUNT = NativeAddress.INFERENCE_FEES.address();

  private static final Slot SETTLED = Slot.of(ACCOUNT, Ledger.END);

  private final Storage storage;

  public FeeStorage(Storage storage) {
    this.storage = storage;
  }

  /** Whether a payer has settled a request. */
  public boolean isSettled(Address payer, BigInteger request) {
    return storage.loadNumber(word(payer, request)).testBit(bit(request));
  }

  void setSettled(Address payer, BigInteger request) {
    Slot word = word(payer, request);
    storage.store(word, storage.loadNumber(word).setBit(bit(request)));
  }

  private static Slot word(Address payer, BigInteger request) {
    return SETTLED.mapping(payer).mapping(UInt256.valueOf(request.shiftRight(8)));
  }

  private static int bit(BigInteger request) {
    return request.intValue() & 0xff;
  }
}
