package org.openledger.integration.besu;

import java.math.BigInteger;
import org.apache.tuweni.bytes.Bytes;
import org.openledger.precompile.host.Address;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.RawTransaction;
import org.web3j.crypto.TransactionEncoder;
import org.web3j.utils.Numeric;

/** An account with a key, which counts its own transactions. */
public final class TestAccount {

  /** Gas limit of every transaction. */
  public static final long GAS = 2_000_000;

  private final Credentials credentials;
  private final long chainId;
  private long nonce;

  /**
   * @param key a private key above zero; worth nothing anywhere
   */
  public TestAccount(long key, long chainId) {
    this.credentials = Credentials.create(String.format("%064x", key));
    this.chainId = chainId;
  }

  public Address address() {
    return Address.fromHex(credentials.getAddress());
  }

  /** The account's next transaction, signed, without a price for gas. */
  public String transaction(Address to, BigInteger value, Bytes input) {
    RawTransaction transaction =
        RawTransaction.createTransaction(
            BigInteger.valueOf(nonce++),
            BigInteger.ZERO,
            BigInteger.valueOf(GAS),
            to.toString(),
            value,
            input.toHexString());
    return Numeric.toHexString(TransactionEncoder.signMessage(transaction, chainId, credentials));
  }
}
