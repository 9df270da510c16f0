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

/** Keeps what was settled and paid out, and sums it up. */
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
      }
      default -> {
        // Credits are summed up beside; deposits, reservations and bonds are told by the logs.
      }
    }
  }

  /** What the pool of an INFLUENCE model's epoch pays its contributors, and others. */
  void attested(Edits rows, Additions sums, BlockRef block, Position at, Event event) {
    if (event.name().equals("PoolPaid")) {
      long model = event.number("model");
      paid(rows, sums, block, at, model, event.number("version"), event.data("payouts"));
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
    Credits.paidOut(sums, contributor, at, amount);
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
