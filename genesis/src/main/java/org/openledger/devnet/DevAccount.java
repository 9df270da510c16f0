package org.openledger.devnet;

import java.math.BigInteger;
import org.openledger.precompile.host.Address;

/**
 * An account whose key everybody knows.
 *
 * @param index its place in the derivation path
 * @param address its address
 * @param privateKey its key on secp256k1
 */
public record DevAccount(int index, Address address, BigInteger privateKey) {

  /** The private key as {@code 0x} and 64 digits. */
  public String privateKeyHex() {
    return String.format("0x%064x", privateKey);
  }
}
