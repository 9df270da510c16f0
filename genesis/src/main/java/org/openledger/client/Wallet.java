package org.openledger.client;

import java.math.BigInteger;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.precompile.host.Address;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.ECKeyPair;
import org.web3j.crypto.RawTransaction;
import org.web3j.crypto.Sign;
import org.web3j.crypto.TransactionEncoder;

/** An account with its key: signs transactions and digests. */
public final class Wallet {

  private final Credentials credentials;
  private final Address address;

  private Wallet(Credentials credentials) {
    this.credentials = credentials;
    this.address = Address.fromHex(credentials.getAddress());
  }

  /** The account of a private key. */
  public static Wallet of(BigInteger privateKey) {
    return new Wallet(Credentials.create(ECKeyPair.create(privateKey)));
  }

  /** The account's address. */
  public Address address() {
    return address;
  }

  /** A signature over a digest as contracts take it: r ‖ s ‖ v, 65 bytes, low s, v 27 or 28. */
  public Bytes sign(Bytes32 digest) {
    Sign.SignatureData signature =
        Sign.signMessage(digest.toArray(), credentials.getEcKeyPair(), false);
    return Bytes.concatenate(
        Bytes.wrap(signature.getR()), Bytes.wrap(signature.getS()), Bytes.wrap(signature.getV()));
  }

  /** The raw transaction, signed for a chain (EIP-155). */
  public Bytes sign(RawTransaction transaction, long chainId) {
    return Bytes.wrap(
        transaction.getType().isLegacy()
            ? TransactionEncoder.signMessage(transaction, chainId, credentials)
            : TransactionEncoder.signMessage(transaction, credentials));
  }
}
