package org.openledger.demo;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openledger.client.Chain;
import org.openledger.client.Draft;
import org.openledger.client.Wallet;
import org.openledger.precompile.host.Address;

/** Coins for those who lack them, from account 0; refuses before anything is sent. */
final class Funding {

  private static final long TRANSFER_GAS = 21_000;

  /** Gas of a part's few transactions besides contributions and reviews. */
  private static final long PART_GAS = 2_000_000;

  private static final long GAS_PER_REVIEW = 100_000;
  private static final long GAS_PER_SEALED = 15_000;

  private final Chain chain;
  private final Map<Address, BigInteger> needs = new LinkedHashMap<>();

  private Funding(Chain chain) {
    this.chain = chain;
  }

  /**
   * Sees to it that everybody can pay for his part.
   *
   * @param gross what the payer will pay besides gas, in wei
   * @throws DemoException where account 0 does not hold enough
   */
  static void provide(Network network, Cast cast, Uploads uploads, BigInteger gross) {
    Funding funding = new Funding(network.chain());
    long count = uploads.list().size();
    cast.principals().forEach(wallet -> funding.needGas(wallet, PART_GAS));
    cast.contributors().forEach(wallet -> funding.needGas(wallet, PART_GAS));
    funding.needGas(cast.reviewer(), count * GAS_PER_REVIEW);
    funding.needGas(cast.owner(), count * GAS_PER_SEALED);
    for (Upload upload : uploads.list()) {
      long bytes = upload.content().encoded().length;
      funding.needGas(
          cast.contributors().get(upload.contributor()),
          Uploads.GAS + bytes * Uploads.GAS_PER_BYTE);
    }
    funding.need(cast.payer(), gross);
    funding.transfer(cast.banker());
  }

  private void needGas(Wallet wallet, long gas) {
    need(wallet, chain.costOf(gas));
  }

  private void need(Wallet wallet, BigInteger wei) {
    needs.merge(wallet.address(), wei, BigInteger::add);
  }

  private void transfer(Wallet banker) {
    List<Address> accounts = List.copyOf(needs.keySet());
    List<BigInteger> balances = chain.balances(accounts, chain.head());
    List<Draft> drafts = new ArrayList<>();
    BigInteger total = BigInteger.ZERO;
    BigInteger held = BigInteger.ZERO;
    for (int i = 0; i < accounts.size(); i++) {
      BigInteger need = needs.getOrDefault(accounts.get(i), BigInteger.ZERO);
      if (accounts.get(i).equals(banker.address())) {
        total = total.add(need);
        held = balances.get(i);
      } else if (need.compareTo(balances.get(i)) > 0) {
        BigInteger missing = need.subtract(balances.get(i));
        drafts.add(Draft.transfer(banker, accounts.get(i), missing));
        total = total.add(missing).add(chain.costOf(TRANSFER_GAS));
      }
    }
    if (held.compareTo(total) < 0) {
      throw new DemoException(
          "insufficient funds: account 0 of the test mnemonic, "
              + banker.address()
              + ", holds "
              + Open.exact(held)
              + " OPEN, the demo needs "
              + Open.exact(total)
              + " OPEN");
    }
    chain.send(drafts);
  }
}
