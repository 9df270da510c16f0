package org.openledger.demo;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openledger.client.ContractClient;
import org.openledger.client.Draft;
import org.openledger.client.TransactionReceipt;
import org.openledger.client.Wallet;
import org.openledger.precompile.host.Address;

/**
 * Balances before the settlement and after all withdrawals, read from the chain and reconciled to
 * the wei.
 *
 * @param lines one for each account that paid or earned
 * @param contractBefore wei that the fee contract held before
 * @param contractAfter wei that it holds after
 * @param liabilities wei that it owes after
 * @param surplus wei that it holds beyond
 * @param mismatches what does not add up, one line each; empty if all does
 */
record Books(
    List<Line> lines,
    BigInteger contractBefore,
    BigInteger contractAfter,
    BigInteger liabilities,
    BigInteger surplus,
    List<String> mismatches) {

  /**
   * An account.
   *
   * @param account its address
   * @param credited what the settlement credited
   * @param withdrawn what it withdrew, credits of former stories included
   * @param spent what it sent by transactions besides gas
   * @param gas what its transactions cost
   * @param before balance before the settlement's block
   * @param after balance after the last withdrawal's block
   */
  record Line(
      Address account,
      BigInteger credited,
      BigInteger withdrawn,
      BigInteger spent,
      BigInteger gas,
      BigInteger before,
      BigInteger after) {

    boolean reconciles() {
      return after.subtract(before).equals(withdrawn.subtract(spent).subtract(gas));
    }
  }

  /** The account's line. */
  Line line(Address account) {
    return lines.stream()
        .filter(line -> line.account().equals(account))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no line for " + account));
  }

  /**
   * Lets everybody withdraw what he has earned, and closes the books.
   *
   * @param credits what the settlement credited, by account
   */
  static Books close(
      Network network, Cast cast, Settlement settlement, Map<Address, BigInteger> credits) {
    ContractClient fees = network.fees();
    long block = settlement.transaction().block();
    List<String> mismatches = new ArrayList<>();
    Map<Address, BigInteger> due = new LinkedHashMap<>();
    credits.forEach(
        (account, credit) -> {
          BigInteger before = credit(fees, block - 1, account);
          BigInteger after = credit(fees, settlement.collection().block(), account);
          if (!after.subtract(before).equals(credit)) {
            mismatches.add(
                "credit of " + account + " rose by " + after.subtract(before) + ", not " + credit);
          }
          due.put(account, after);
        });
    Map<Address, TransactionReceipt> withdrawals = withdraw(fees, cast, due);

    long end = settlement.collection().block();
    for (TransactionReceipt withdrawal : withdrawals.values()) {
      end = Math.max(end, withdrawal.block());
    }
    List<Address> accounts = new ArrayList<>(credits.keySet());
    if (!accounts.contains(settlement.transaction().sender())) {
      accounts.add(settlement.transaction().sender());
    }
    accounts.add(fees.address());
    List<BigInteger> before = network.chain().balances(accounts, block - 1);
    List<BigInteger> after = network.chain().balances(accounts, end);
    List<Line> lines = new ArrayList<>();
    BigInteger withdrawn = BigInteger.ZERO;
    for (int i = 0; i < accounts.size() - 1; i++) {
      Address account = accounts.get(i);
      TransactionReceipt withdrawal = withdrawals.get(account);
      BigInteger amount = BigInteger.ZERO;
      BigInteger gas = BigInteger.ZERO;
      BigInteger spent = BigInteger.ZERO;
      if (withdrawal != null) {
        amount = fees.event(withdrawal, "Withdrawn").get(2);
        gas = withdrawal.cost();
        if (!amount.equals(due.get(account))) {
          mismatches.add(account + " withdrew " + amount + ", not its credit " + due.get(account));
        }
      }
      if (account.equals(settlement.transaction().sender())) {
        gas = gas.add(settlement.transaction().cost());
        spent = settlement.fee().gross();
      }
      if (account.equals(settlement.collection().sender())) {
        gas = gas.add(settlement.collection().cost());
      }
      Line line =
          new Line(
              account,
              credits.getOrDefault(account, BigInteger.ZERO),
              amount,
              spent,
              gas,
              before.get(i),
              after.get(i));
      if (!line.reconciles()) {
        mismatches.add("the balance of " + account + " does not reconcile: " + line);
      }
      withdrawn = withdrawn.add(amount);
      lines.add(line);
    }
    BigInteger contractBefore = before.getLast();
    BigInteger contractAfter = after.getLast();
    BigInteger liabilities = fees.callAfter(end, "liabilities").get(0);
    BigInteger surplus = fees.callAfter(end, "surplus").get(0);
    BigInteger moved = settlement.fee().gross().subtract(withdrawn);
    if (!contractAfter.subtract(contractBefore).equals(moved)
        || !contractAfter.equals(liabilities.add(surplus))) {
      mismatches.add(
          "the contract held %s wei before and holds %s after, owes %s, and reports a surplus of %s"
              .formatted(contractBefore, contractAfter, liabilities, surplus));
    }
    return new Books(lines, contractBefore, contractAfter, liabilities, surplus, mismatches);
  }

  private static Map<Address, TransactionReceipt> withdraw(
      ContractClient fees, Cast cast, Map<Address, BigInteger> due) {
    List<Draft> drafts = new ArrayList<>();
    for (Map.Entry<Address, BigInteger> credit : due.entrySet()) {
      Wallet wallet = cast.wallets().get(credit.getKey());
      if (wallet != null && credit.getValue().signum() > 0) {
        drafts.add(fees.draft(wallet, BigInteger.ZERO, "withdraw"));
      }
    }
    Map<Address, TransactionReceipt> receipts = new LinkedHashMap<>();
    for (TransactionReceipt receipt : fees.send(drafts)) {
      receipts.put(receipt.sender(), receipt);
    }
    return receipts;
  }

  private static BigInteger credit(ContractClient fees, long block, Address account) {
    return fees.callAfter(block, "creditOf", account).get(0);
  }
}
