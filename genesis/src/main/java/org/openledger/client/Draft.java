package org.openledger.client;

import java.math.BigInteger;
import org.apache.tuweni.bytes.Bytes;
import org.openledger.precompile.host.Address;

/**
 * A transaction that is still to be signed.
 *
 * @param from who signs and pays
 * @param to the account or contract
 * @param value wei
 * @param data calldata
 */
public record Draft(Wallet from, Address to, BigInteger value, Bytes data) {

  /** A transfer of coins. */
  public static Draft transfer(Wallet from, Address to, BigInteger value) {
    return new Draft(from, to, value, Bytes.EMPTY);
  }
}
