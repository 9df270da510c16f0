package org.openledger.node.history.recorder;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.openledger.node.chain.BlockRef;
import org.openledger.node.history.event.Event;
import org.openledger.node.history.event.Payout;
import org.openledger.node.history.event.Position;
import org.openledger.node.history.series.Additions;
import org.openledger.node.history.series.Kind;
import org.openledger.node.history.store.Edits;
import org.openledger.node.history.store.Fields;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;

/** Keeps what was settled, collected and withdrawn, and sums it up. */
final class FeeRecorder {

  private static final List<String> SETTLED =
      List.of(
          "fee.gross",
          "fee.platform",
          "fee.creator",
          "fee.stakers",
          "fee.contributors",
          "sink",
          "tokens",
          "covered",
          "paid");

  private final AccountNumbers numbers;

  FeeRecorder(AccountNumbers numbers) {
    this.numbers = numbers;
  }

  /**
   * @param batchBegin the first log of the transaction that may be of a batch that ends here
   */
  void record(
      Edits rows, Additions sums, BlockRef block, Position at, int batchBegin, Event event) {
    switch (event.name()) {
      case "InferenceSettled" -> settled(rows, sums, block, at, event);
      case "BatchSettled" ->
          rows.put(
              Tables.batch(event.number("model"), event.address("payer"), word(event, "nonce")),
              position(new Position(at.block(), batchBegin), Fields.write())
                  .number(at.block())
                  .shortNumber(at.log()));
      case "UnderReportingProved", "ContradictionProved" -> {
        Address payer = event.address("payer");
        Bytes32 request = word(event, "request");
        rows.put(at.after(Tables.proofs(event.number("model"), payer, request)), Fields.write());
        collected(sums, payer, at, event.amount("toPayer"));
      }
      case "PenaltyPaid" -> collected(sums, event.address("account"), at, event.amount("amount"));
      case "Collected" -> collected(sums, event.address("account"), at, event.amount("amount"));
      case "AgentRefunded" -> collected(sums, event.address("owner"), at, event.amount("amount"));
      case "Withdrawn" -> balance(sums, event.address("account"), at, 2, event.amount("amount"));
      default -> {
        // Deposits, reservations and bonds are told by the accounts' logs.
      }
    }
  }

  /** What Staking credits: a staker's reward, or to the treasury what nobody had staked for. */
  void rewarded(Additions sums, Position at, Event event) {
    switch (event.name()) {
      case "RewardPaid" -> collected(sums, event.address("account"), at, event.amount("amount"));
      case "RewardsShared" -> collected(sums, event.address("to"), at, event.amount("amount"));
      default -> {
        // gOPEN is told by the accounts' logs.
      }
    }
  }

  /** What Governance spends of the treasury is credited. */
  void spent(Additions sums, Position at, Event event) {
    if (event.name().equals("TreasurySpent")) {
      collected(sums, event.address("to"), at, event.amount("amount"));
    }
  }

  /** What Feedback credits: rewards, bounties, bonds, and what a creator had earned. */
  void fedBack(Additions sums, Position at, Event event) {
    switch (event.name()) {
      case "RewardPaid" -> collected(sums, event.address("rater"), at, event.amount("amount"));
      case "CorrectionApproved" ->
          collected(sums, event.address("author"), at, event.amount("bounty"));
      case "RaterBondWithdrawn" ->
          collected(sums, event.address("rater"), at, event.amount("amount"));
      case "AccrualShared" ->
          collected(sums, event.address("creator"), at, event.amount("toCreator"));
      default -> {
        // Rounds and ratings are told by the accounts' logs.
      }
    }
  }

  /** What of an agent's becomes its owner's credit: its budget, and what its wallet has earned. */
  static void moved(Additions sums, Position at, Event event) {
    switch (event.name()) {
      case "BudgetReclaimed" -> collected(sums, event.address("owner"), at, event.amount("amount"));
      case "EarningsCollected" -> {
        balance(sums, event.address("wallet"), at, 2, event.amount("amount"));
        collected(sums, event.address("owner"), at, event.amount("amount"));
      }
      default -> {
        // Agents are told by the accounts' logs.
      }
    }
  }

  /** What the pool of an INFLUENCE model's epoch pays its contributors, and others. */
  void attested(Edits rows, Additions sums, BlockRef block, Position at, Event event) {
    switch (event.name()) {
      case "PoolPaid" -> {
        long model = event.number("model");
        paid(rows, sums, block, at, model, event.number("version"), event.data("payouts"));
      }
      case "Credited" -> collected(sums, event.address("account"), at, event.amount("amount"));
      default -> {
        // Attesters and results are told by the accounts' logs.
      }
    }
  }

  /**
   * What is shared out to the stakers becomes theirs later, when their rewards are paid; what an
   * agent's reservation gives back to its wallet's deposit is nobody's credit.
   */
  private static void collected(Additions sums, Address account, Position at, BigInteger amount) {
    if (!NativeAddress.contains(account) && !account.isZero()) {
      balance(sums, account, at, 1, amount);
    }
  }

  private void settled(Edits rows, Additions sums, BlockRef block, Position at, Event event) {
    long model = event.number("model");
    Address payer = event.address("payer");
    rows.put(Tables.request(model, payer, word(event, "request")), position(at, Fields.write()));
    List<BigInteger> amounts = SETTLED.stream().map(event::amount).toList();
    sums.add(Kind.NETWORK, Bytes.EMPTY, at, amounts);
    sums.add(Kind.MODEL, number(model), at, amounts);
    sums.add(Kind.PAYER, payer.bytes(), at, amounts);
    sums.add(
        Kind.PAYER_MODEL,
        Bytes.concatenate(payer.bytes(), number(model)),
        at,
        amounts.subList(0, 1));
    paid(rows, sums, block, at, model, event.number("version"), event.data("payouts"));
  }

  private void paid(
      Edits rows,
      Additions sums,
      BlockRef block,
      Position at,
      long model,
      long version,
      Bytes payouts) {
    List<Link> links = ModelRow.linksOf(rows, model, version);
    for (Payout payout : Payout.of(payouts)) {
      paid(rows, sums, at, model, links, account(rows, block, payout.account()), payout.amount());
    }
  }

  private static void paid(
      Edits rows,
      Additions sums,
      Position at,
      long model,
      List<Link> links,
      Address contributor,
      BigInteger amount) {
    List<BigInteger> sum = List.of(amount);
    rows.put(at.after(Tables.activity(contributor)), Fields.write());
    balance(sums, contributor, at, 0, amount);
    sums.add(Kind.CONTRIBUTOR, contributor.bytes(), at, sum);
    sums.add(
        Kind.MODEL_CONTRIBUTOR, Bytes.concatenate(number(model), contributor.bytes()), at, sum);
    List<Link> sources = links.stream().filter(link -> holds(rows, contributor, link)).toList();
    List<BigInteger> bounds =
        sources.size() == 1 ? List.of(amount, BigInteger.ZERO) : List.of(BigInteger.ZERO, amount);
    for (Link source : sources) {
      Bytes datanet = number(source.datanet());
      sums.add(Kind.DATANET, datanet, at, bounds);
      sums.add(Kind.MODEL_DATANET, Bytes.concatenate(number(model), datanet), at, bounds);
      sums.add(
          Kind.DATANET_CONTRIBUTOR, Bytes.concatenate(datanet, contributor.bytes()), at, bounds);
    }
  }

  /** Whether a contributor has anything in what a model reaches of a Datanet. */
  private static boolean holds(Edits rows, Address contributor, Link link) {
    return Holding.read(rows, contributor, link.datanet())
        .filter(held -> held.firstVersion() <= link.version())
        .isPresent();
  }

  private static void balance(
      Additions sums, Address account, Position at, int column, BigInteger amount) {
    BigInteger[] columns = {BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO};
    columns[column] = amount;
    sums.add(Kind.BALANCE, account.bytes(), at, List.of(columns));
  }

  private Address account(Edits rows, BlockRef block, long number) {
    Optional<Fields> known = rows.get(Tables.number(number));
    if (known.isPresent()) {
      return known.get().address();
    }
    Address account = numbers.account(block, number);
    rows.put(Tables.number(number), Fields.write().address(account));
    return account;
  }

  private static Fields.Writer position(Position at, Fields.Writer to) {
    return to.number(at.block()).shortNumber(at.log());
  }

  private static Bytes number(long number) {
    return Bytes.ofUnsignedLong(number);
  }

  private static Bytes32 word(Event event, String parameter) {
    return UInt256.valueOf(event.amount(parameter)).toBytes();
  }
}
