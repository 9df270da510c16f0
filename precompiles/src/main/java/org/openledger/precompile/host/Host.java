package org.openledger.precompile.host;

import java.util.List;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;

/**
 * One call into a native contract, as its host presents it.
 *
 * <p>A host enforces nothing by itself: not the static flag, not that the recipient is the
 * contract, not that gas stays above zero (Besu does none of these for a precompile). The wrapper
 * {@link org.openledger.precompile.dispatch.NativeContract} does, and nothing else may call a
 * contract.
 *
 * <p>The host undoes every effect of a call that ends in a revert or in out-of-gas. An
 * implementation is used by one thread, for one call.
 */
public interface Host {

  /** The immediate caller. */
  Address sender();

  /** The account in whose name the code runs; not the contract's own under DELEGATECALL. */
  Address recipient();

  /** Wei sent with the call; already credited to the recipient. */
  UInt256 value();

  /** Whether state must not change (STATICCALL). */
  boolean isStatic();

  /** Number of the block that is being executed. */
  long blockNumber();

  /** Gas that is left, ≥ 0. */
  long remainingGas();

  /**
   * Takes gas.
   *
   * @param amount 0 ≤ amount ≤ {@link #remainingGas()}; the caller has checked it
   */
  void consumeGas(long amount);

  /** A storage word of an account; zero where nothing was stored. */
  UInt256 storage(Address account, UInt256 key);

  /** Writes a storage word. */
  void setStorage(Address account, UInt256 key, UInt256 value);

  /** Wei that an account holds. */
  UInt256 balance(Address account);

  /**
   * Moves wei; runs no code of the receiver.
   *
   * @param amount at most the balance of {@code from}; the caller has checked it
   */
  void transfer(Address from, Address to, UInt256 amount);

  /**
   * Appends a log.
   *
   * @param topics 1 to 4 topics, the event's signature hash first
   */
  void log(Address emitter, List<Bytes32> topics, Bytes data);

  /**
   * The signer of a digest (secp256k1 public key recovery, as the precompile at 0x01 does it).
   *
   * @param v 27 or 28
   * @return empty where no key can be recovered
   */
  Optional<Address> recover(Bytes32 digest, int v, Bytes32 r, Bytes32 s);
}
