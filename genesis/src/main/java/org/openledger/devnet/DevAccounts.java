package org.openledger.devnet;

import java.math.BigInteger;
import java.util.List;
import java.util.stream.IntStream;
import org.openledger.precompile.host.Address;
import org.web3j.crypto.Bip32ECKeyPair;
import org.web3j.crypto.Keys;
import org.web3j.crypto.MnemonicUtils;

/**
 * The accounts of the mnemonic that development chains share (BIP-39, BIP-44 path
 * m/44'/60'/0'/0/i). Their keys are public: never send anything of value to them.
 */
public final class DevAccounts {

  /** The mnemonic. */
  public static final String MNEMONIC =
      "test test test test test test test test test test test junk";

  /** How many accounts a devnet funds. */
  public static final int FUNDED = 10;

  /** What each of them holds, in wei: 10,000 OPEN. */
  public static final BigInteger BALANCE =
      BigInteger.TEN.pow(18).multiply(BigInteger.valueOf(10_000));

  private static final int HARDENED = Bip32ECKeyPair.HARDENED_BIT;

  private DevAccounts() {}

  /** The funded accounts. */
  public static List<DevAccount> funded() {
    return IntStream.range(0, FUNDED).mapToObj(DevAccounts::of).toList();
  }

  /**
   * The account at an index.
   *
   * @param index from 0
   */
  public static DevAccount of(int index) {
    Bip32ECKeyPair key = Bip32ECKeyPair.deriveKeyPair(Parent.KEY, new int[] {index});
    return new DevAccount(index, Address.fromHex(Keys.getAddress(key)), key.getPrivateKey());
  }

  /** The key of m/44'/60'/0'/0, derived when it is first needed. */
  private static final class Parent {
    static final Bip32ECKeyPair KEY =
        Bip32ECKeyPair.deriveKeyPair(
            Bip32ECKeyPair.generateKeyPair(MnemonicUtils.generateSeed(MNEMONIC, "")),
            new int[] {44 | HARDENED, 60 | HARDENED, HARDENED, 0});
  }
}
