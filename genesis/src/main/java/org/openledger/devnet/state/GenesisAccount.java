package org.openledger.devnet.state;

import java.math.BigInteger;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.units.bigints.UInt256;

/**
 * An account of block 0.
 *
 * @param balance wei, 0 ≤ balance &lt; 2^256
 * @param nonce unsigned
 * @param code the account's code; {@code 0xfe} for a native contract
 * @param storage words by key; zero words are left out of the state
 */
public record GenesisAccount(
    BigInteger balance, long nonce, Bytes code, SortedMap<UInt256, UInt256> storage) {

  public GenesisAccount {
    if (balance.signum() < 0 || balance.bitLength() > 256) {
      throw new IllegalArgumentException("a balance is from 0 to 2^256 - 1, not " + balance);
    }
    storage = Collections.unmodifiableSortedMap(new TreeMap<>(storage));
  }

  /** An account that holds {@code balance} wei and nothing else. */
  public static GenesisAccount funded(BigInteger balance) {
    return new GenesisAccount(balance, 0, Bytes.EMPTY, Collections.emptySortedMap());
  }

  /** The account of a native contract: nonce 1 and code 0xfe, so that EIP-158 keeps it. */
  public static GenesisAccount nativeContract(SortedMap<UInt256, UInt256> storage) {
    return new GenesisAccount(BigInteger.ZERO, 1, Bytes.of(0xfe), storage);
  }
}
