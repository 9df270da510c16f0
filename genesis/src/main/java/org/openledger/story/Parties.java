package org.openledger.story;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.openledger.client.Chain;
import org.openledger.client.Wallet;
import org.openledger.devnet.DevAccounts;
import org.openledger.precompile.host.Address;

/** The accounts of all parts: of the test mnemonic, and unused, so that all they have is told. */
final class Parties {

  /** Below it are the accounts of the plain demo. */
  private static final int FIRST = 1_000;

  private static final int STEP = 100;
  private static final int MOST_RUNS = 10_000;

  private final Map<Part, Wallet> wallets;

  private Parties(Map<Part, Wallet> wallets) {
    this.wallets = wallets;
  }

  /** The first accounts from number 1,000 on that nobody has used. */
  static Parties unused(Chain chain) {
    for (int run = 0; run < MOST_RUNS; run++) {
      Map<Part, Wallet> wallets = new EnumMap<>(Part.class);
      List<Address> accounts = new ArrayList<>();
      int index = FIRST + run * STEP;
      for (Part part : Part.values()) {
        Wallet wallet = Wallet.of(DevAccounts.of(index++).privateKey());
        wallets.put(part, wallet);
        accounts.add(wallet.address());
      }
      if (chain.balances(accounts, chain.head()).stream().allMatch(BigInteger.ZERO::equals)) {
        return new Parties(wallets);
      }
    }
    throw new IllegalStateException("this chain has heard the story " + MOST_RUNS + " times");
  }

  /** The account of a part, with its key. */
  Wallet wallet(Part part) {
    return Objects.requireNonNull(wallets.get(part));
  }

  /** The address of a part. */
  Address address(Part part) {
    return wallet(part).address();
  }
}
