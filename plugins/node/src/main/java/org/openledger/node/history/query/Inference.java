package org.openledger.node.history.query;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.openledger.node.history.event.Event;
import org.openledger.node.history.event.Payout;
import org.openledger.node.history.event.Position;
import org.openledger.node.history.recorder.Tables;
import org.openledger.node.history.store.Key;
import org.openledger.node.history.store.Rows;
import org.openledger.precompile.host.Address;

/**
 * A settled inference.
 *
 * @param told its log
 * @param payouts what contributors got
 * @param proofs that the serving key signed for it what was wrong
 */
public record Inference(Told told, List<Paid> payouts, List<Told> proofs) {

  /** What a contributor got, in wei. */
  public record Paid(Address contributor, BigInteger amount) {}

  public Inference {
    payouts = List.copyOf(payouts);
    proofs = List.copyOf(proofs);
  }

  /** Reads the inference whose log stands at a position. */
  public static Inference read(Rows rows, Position at) {
    Told told = Told.read(rows, at);
    Event event = told.event();
    long model = event.number("model");
    Bytes32 request = UInt256.valueOf(event.amount("request")).toBytes();
    List<Paid> payouts = new ArrayList<>();
    for (Payout payout : Payout.of(event.data("payouts"))) {
      payouts.add(new Paid(account(rows, payout.account()), payout.amount()));
    }
    List<Told> proofs = new ArrayList<>();
    Key prefix = Tables.proofs(model, event.address("payer"), request);
    rows.ascending(prefix, prefix.end())
        .forEachRemaining(row -> proofs.add(Told.read(rows, Position.last(row.key()))));
    return new Inference(told, payouts, proofs);
  }

  /** The inference of a payer's request to a model. */
  public static Optional<Inference> find(Rows rows, long model, Address payer, BigInteger request) {
    return rows.get(Tables.request(model, payer, UInt256.valueOf(request).toBytes()))
        .map(it -> read(rows, new Position(it.number(), it.shortNumber())));
  }

  /** Number of the model's version by which it was settled. */
  public long version() {
    return told.event().number("version");
  }

  /** As it was known after a block: without what was proved later. */
  public Inference upTo(long block) {
    return new Inference(
        told, payouts, proofs.stream().filter(it -> it.at().block() <= block).toList());
  }

  /** A number of the event. */
  public BigInteger amount(String parameter) {
    return told.event().amount(parameter);
  }

  private static Address account(Rows rows, long number) {
    return rows.get(Tables.number(number))
        .orElseThrow(() -> new IllegalStateException("account " + number + " has no row"))
        .address();
  }
}
