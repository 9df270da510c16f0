package org.openledger.story;

import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongFunction;
import org.openledger.client.LogEntry;
import org.openledger.client.TransactionReceipt;
import org.openledger.node.chain.NodeLog;
import org.openledger.node.history.event.Event;
import org.openledger.node.history.event.Events;
import org.openledger.node.history.event.Payout;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;

/**
 * Reads receipts into the book: gas, and whatever an event says has become somebody else's. What it
 * needs to know of earlier events (whose job, whose agent) it remembers.
 */
final class Journal {

  private final Book book;
  private final LongFunction<Address> accounts;
  private final ServiceJournal services;
  private final Map<BigInteger, String> treasuries = new LinkedHashMap<>();
  private final Map<BigInteger, BigInteger> prices = new LinkedHashMap<>();
  private final Map<BigInteger, String> requesters = new LinkedHashMap<>();
  private final Map<BigInteger, String> contributors = new LinkedHashMap<>();
  private final Map<BigInteger, String> agentOwners = new LinkedHashMap<>();
  private final Map<String, String> owners = new LinkedHashMap<>();
  private final String governance = name(NativeAddress.GOVERNANCE.address());

  /**
   * @param accounts who stands behind a number of the ledger
   * @param platform who earns the platform's fees
   */
  Journal(Book book, LongFunction<Address> accounts, Address platform) {
    this.book = book;
    this.accounts = accounts;
    this.services = new ServiceJournal(book, name(platform));
  }

  /** What an account is called in the book. */
  static String name(Address account) {
    return account.toString();
  }

  /** The wallets of agents, and who owns what they have in InferenceFees. */
  Map<String, String> owners() {
    return Map.copyOf(owners);
  }

  /** Writes a transfer of coins. */
  void transfer(long block, Address from, Address to, BigInteger wei, String reason) {
    book.move(block, name(from), name(to), wei, reason);
  }

  /** Writes a transaction's gas and events. */
  void read(TransactionReceipt receipt) {
    book.move(receipt.block(), name(receipt.sender()), Book.GAS, receipt.cost(), Book.GAS);
    for (LogEntry log : receipt.logs()) {
      Events.decode(new NodeLog(log.emitter(), log.topics(), log.data()))
          .ifPresent(event -> read(receipt.block(), event));
    }
  }

  private void read(long block, Event event) {
    switch (event.contract()) {
      case DATANETS -> datanets(block, event);
      case INFERENCE_FEES -> fees(block, event);
      case STAKING -> staking(block, event);
      case GOVERNANCE -> governance(block, event);
      case SERVICES -> services.read(block, event);
      case FEEDBACK -> feedback(block, event);
      case AGENTS -> agents(event);
      case INFLUENCE_ATTESTATIONS -> influence(block, event);
      case SYSTEM -> {
        if (event.name().equals("AccrualPaid")) {
          String account = who(event, "account");
          book.move(block, Book.ACCRUED, account, event.amount("amount"), "earned before");
        }
      }
      case MODELS, TOKEN_ATTRIBUTION -> {
        // Nothing of theirs moves coins.
      }
    }
  }

  private void datanets(long block, Event event) {
    switch (event.name()) {
      case "DatanetCreated" -> treasuries.put(event.amount("datanet"), who(event, "treasury"));
      case "BondPosted" ->
          contributors.put(event.amount("contribution"), who(event, "contributor"));
      case "BondSlashed" ->
          book.move(
              block,
              known(contributors, event.amount("contribution")),
              who(event, "beneficiary"),
              event.amount("amount"),
              "slashed bond");
      case "AccessRequested" -> {
        requesters.put(event.amount("request"), who(event, "requester"));
        prices.put(event.amount("request"), event.amount("price"));
      }
      case "AccessGranted" -> {
        BigInteger request = event.amount("request");
        if (request.signum() > 0) {
          book.move(
              block,
              known(requesters, request),
              known(treasuries, event.amount("datanet")),
              known(prices, request),
              "access to data");
        }
      }
      default -> {
        // Bonds that are put down or given back stay their contributor's.
      }
    }
  }

  private void fees(long block, Event event) {
    switch (event.name()) {
      case "InferenceSettled" -> settled(block, event);
      case "InfluencePoolHeld" ->
          book.move(
              block, Book.ACCRUED, Book.INFLUENCE, event.amount("amount"), "contributors' share");
      case "Collected" -> collected(block, event);
      default -> {
        // Deposits and withdrawals stay their account's.
      }
    }
  }

  /** The payer pays all; contributors are credited at once; the rest waits to be collected. */
  private void settled(long block, Event event) {
    String payer = who(event, "payer");
    String liable = owners.getOrDefault(payer, payer);
    String reason = liable.equals(payer) ? "inference" : "inference by the agent";
    book.move(block, liable, Book.ACCRUED, event.amount("fee.gross"), reason);
    for (Payout payout : Payout.of(event.data("payouts"))) {
      String contributor = name(accounts.apply(payout.account()));
      book.move(block, Book.ACCRUED, contributor, payout.amount(), "share by tokens");
    }
  }

  private void collected(long block, Event event) {
    String account = who(event, "account");
    BigInteger amount = event.amount("amount");
    if (account.equals(name(NativeAddress.STAKING.address()))) {
      book.move(block, Book.ACCRUED, Book.STAKERS, amount, "stakers' share");
    } else if (account.equals(name(NativeAddress.FEEDBACK.address()))) {
      book.move(block, Book.ACCRUED, Book.FEEDBACK, amount, "share of the creator's part");
    } else {
      book.move(block, Book.ACCRUED, account, amount, share(event, account));
    }
  }

  private String share(Event event, String account) {
    if (event.amount("model").signum() == 0) {
      return "platform's fee";
    }
    return treasuries.containsValue(account) ? "tokens that are nobody's" : "creator's share";
  }

  private void staking(long block, Event event) {
    if (event.name().equals("RewardPaid")) {
      book.move(
          block, Book.STAKERS, who(event, "account"), event.amount("amount"), "stakers' reward");
    } else if (event.name().equals("RewardsShared")) {
      String to = who(event, "to");
      boolean stakers = to.equals(name(NativeAddress.STAKING.address()));
      book.move(
          block,
          Book.ACCRUED,
          stakers ? Book.STAKERS : to,
          event.amount("amount"),
          "stakers' share");
    }
  }

  private void governance(long block, Event event) {
    if (event.name().equals("TreasurySpent")) {
      book.move(block, governance, who(event, "to"), event.amount("amount"), "grant");
    }
  }

  private void feedback(long block, Event event) {
    switch (event.name()) {
      case "PoolFunded" ->
          book.move(
              block, who(event, "from"), Book.FEEDBACK, event.amount("amount"), "feedback funded");
      case "AccrualShared" -> {
        book.move(
            block,
            Book.ACCRUED,
            who(event, "creator"),
            event.amount("toCreator"),
            "creator's share");
        book.move(
            block,
            Book.ACCRUED,
            Book.FEEDBACK,
            event.amount("toPool"),
            "share of the creator's part");
      }
      case "RewardPaid" ->
          book.move(block, Book.FEEDBACK, who(event, "rater"), event.amount("amount"), "ratings");
      case "CorrectionApproved" ->
          book.move(
              block, Book.FEEDBACK, who(event, "author"), event.amount("bounty"), "correction");
      case "BondForfeited" ->
          book.move(
              block, who(event, "rater"), Book.FEEDBACK, event.amount("amount"), "not revealed");
      default -> {
        // Bonds stay their rater's.
      }
    }
  }

  private void agents(Event event) {
    if (event.name().equals("AgentRegistered")) {
      agentOwners.put(event.amount("agent"), who(event, "owner"));
    } else if (event.name().equals("AgentAccepted")) {
      owners.put(who(event, "wallet"), known(agentOwners, event.amount("agent")));
    }
  }

  private void influence(long block, Event event) {
    if (event.name().equals("PoolPaid")) {
      for (Payout payout : Payout.of(event.data("payouts"))) {
        String contributor = name(accounts.apply(payout.account()));
        book.move(block, Book.INFLUENCE, contributor, payout.amount(), "share by influence");
      }
    } else if (event.name().equals("Credited")) {
      book.move(
          block,
          Book.INFLUENCE,
          who(event, "account"),
          event.amount("amount"),
          "influence that is nobody's");
    }
  }

  static String who(Event event, String parameter) {
    return name(event.address(parameter));
  }

  static <T> T known(Map<BigInteger, T> map, BigInteger id) {
    T value = map.get(id);
    if (value == null) {
      throw new IllegalStateException("an event names " + id + ", of which no event told before");
    }
    return value;
  }
}
