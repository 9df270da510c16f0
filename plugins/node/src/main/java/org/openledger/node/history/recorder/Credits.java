package org.openledger.node.history.recorder;

import static java.util.Map.entry;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.openledger.node.history.event.Event;
import org.openledger.node.history.event.Position;
import org.openledger.node.history.series.Additions;
import org.openledger.node.history.series.Kind;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;

/**
 * What moves the accounts' credits in InferenceFees, by the events that tell it: paid out,
 * collected, withdrawn. The first two less the third is what {@code creditOf} says.
 */
final class Credits {

  /** The parameters of an event that name an account and what becomes its credit. */
  record Told(String account, String amount) {}

  private static final Told ACCOUNT = new Told("account", "amount");
  private static final Told OWNER = new Told("owner", "amount");

  private static final String SWEPT = "SurplusSwept";
  private static final Told TREASURY = new Told("treasury", "amount");

  private static final Map<String, Told> COLLECTED =
      Map.ofEntries(
          entry("System.AccrualPaid", ACCOUNT),
          entry("Datanets.Credited", ACCOUNT),
          entry("InferenceFees.Collected", ACCOUNT),
          entry("InferenceFees.UnderReportingProved", new Told("payer", "toPayer")),
          entry("InferenceFees.ContradictionProved", new Told("payer", "toPayer")),
          entry("InferenceFees.PenaltyPaid", ACCOUNT),
          entry("InferenceFees.AgentRefunded", OWNER),
          entry("Staking.RewardPaid", ACCOUNT),
          entry("Staking.RewardsShared", new Told("to", "amount")),
          entry("Staking.Credited", ACCOUNT),
          entry("Governance.TreasurySpent", new Told("to", "amount")),
          entry("Services.Credited", ACCOUNT),
          entry("Feedback.RewardPaid", new Told("rater", "amount")),
          entry("Feedback.CorrectionApproved", new Told("author", "bounty")),
          entry("Feedback.RaterBondWithdrawn", new Told("rater", "amount")),
          entry("Feedback.AccrualShared", new Told("creator", "toCreator")),
          entry("Agents.BudgetReclaimed", OWNER),
          entry("Agents.EarningsCollected", OWNER),
          entry("InfluenceAttestations.Credited", ACCOUNT));

  private Credits() {}

  /** The events that credit an account, by contract and name. */
  static Map<String, Told> collected() {
    return COLLECTED;
  }

  /** Sums up what an event tells of credits, if it does. */
  static void record(Additions sums, Position at, Event event) {
    String name = event.contract().contract() + "." + event.name();
    Told told = event.name().equals(SWEPT) ? TREASURY : COLLECTED.get(name);
    if (told != null) {
      collected(sums, event.address(told.account()), at, event.amount(told.amount()));
    }
    switch (name) {
      case "InferenceFees.Withdrawn" ->
          add(sums, event.address("account"), at, 2, event.amount("amount"));
      case "Governance.TreasurySpent" ->
          add(sums, NativeAddress.GOVERNANCE.address(), at, 2, event.amount("amount"));
      case "Agents.EarningsCollected" ->
          add(sums, event.address("wallet"), at, 2, event.amount("amount"));
      default -> {
        // Takes no credit away.
      }
    }
  }

  /** A contributor's part of an inference, or of an epoch's pool. */
  static void paidOut(Additions sums, Address contributor, Position at, BigInteger amount) {
    add(sums, contributor, at, 0, amount);
  }

  /**
   * What is shared out to the stakers or to raters becomes theirs later, when it is paid; what an
   * agent's reservation gives back to its wallet's deposit is nobody's credit.
   */
  private static void collected(Additions sums, Address account, Position at, BigInteger amount) {
    boolean later =
        account.equals(NativeAddress.STAKING.address())
            || account.equals(NativeAddress.FEEDBACK.address());
    if (!later && !account.isZero()) {
      add(sums, account, at, 1, amount);
    }
  }

  private static void add(
      Additions sums, Address account, Position at, int column, BigInteger amount) {
    BigInteger[] columns = {BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO};
    columns[column] = amount;
    sums.add(Kind.BALANCE, account.bytes(), at, List.of(columns));
  }
}
