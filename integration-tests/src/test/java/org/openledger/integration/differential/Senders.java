package org.openledger.integration.differential;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.tuweni.bytes.Bytes;
import org.openledger.devnet.DevAccount;
import org.openledger.devnet.DevAccounts;
import org.openledger.devnet.transaction.IntrinsicGas;
import org.openledger.precompile.host.Address;
import org.web3j.crypto.AccessListObject;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.ECKeyPair;
import org.web3j.crypto.Hash;
import org.web3j.crypto.RawTransaction;
import org.web3j.crypto.TransactionEncoder;
import org.web3j.utils.Numeric;

/** The funded accounts of a development chain, who sign transactions of types 0, 1 and 2. */
final class Senders {

  private final long chainId;
  private final List<Credentials> keys = new ArrayList<>();
  private final long[] nonces = new long[DevAccounts.FUNDED];

  Senders(long chainId) {
    this.chainId = chainId;
    for (DevAccount account : DevAccounts.funded()) {
      keys.add(Credentials.create(ECKeyPair.create(account.privateKey())));
    }
  }

  /** The address of an account, 0 to 9. */
  static Address address(int index) {
    return DevAccounts.of(index).address();
  }

  /** Signs an account's next transaction, of any of the types. */
  Sent sign(
      String what,
      String kind,
      int sender,
      Address to,
      BigInteger value,
      long gas,
      Bytes input,
      Random random) {
    BigInteger nonce = BigInteger.valueOf(nonces[sender]++);
    BigInteger offer = BigInteger.valueOf(random.nextLong(1_000_000_000L));
    BigInteger limit = BigInteger.valueOf(gas);
    String data = input.toHexString();
    Credentials key = keys.get(sender);
    byte[] raw =
        switch (random.nextInt(4)) {
          case 0, 1 ->
              TransactionEncoder.signMessage(
                  RawTransaction.createTransaction(nonce, offer, limit, to.toString(), value, data),
                  chainId,
                  key);
          case 2 ->
              TransactionEncoder.signMessage(
                  RawTransaction.createTransaction(
                      chainId, nonce, limit, to.toString(), value, data, offer, offer),
                  key);
          default ->
              TransactionEncoder.signMessage(
                  RawTransaction.createTransaction(
                      chainId, nonce, offer, limit, to.toString(), value, data, accessList(to)),
                  key);
        };
    String hash = Numeric.toHexString(Hash.sha3(raw));
    Address from = Address.fromHex(key.getAddress());
    return new Sent(what, kind, from, to, value, gas, input, hash, Numeric.toHexString(raw));
  }

  private static List<AccessListObject> accessList(Address to) {
    return List.of(
        new AccessListObject(
            to.toString(), List.of("0x" + "00".repeat(32), "0x" + "01".repeat(32))));
  }

  /** The least gas limit of a transaction of any of the types. */
  static long least(Bytes input) {
    long list = 2_400 + 2 * 1_900;
    return Math.max(IntrinsicGas.of(input, List.of()) + list, IntrinsicGas.floor(input));
  }
}
