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
import org.openledger.node.history.recorder.ModelRow;
import org.openledger.node.history.recorder.Tables;
import org.openledger.node.history.store.Rows;
import org.openledger.precompile.host.Address;

/**
 * A settled inference.
 *
 * @param told its log
 * @param version number of the model's version that held in its block
 * @param payouts what contributors got
 * @param proof that its receipt was wrong, if that was proved
 */
public record Inference(Told told, long version, List<Paid> payouts, Optional<Told> proof) {

  /** What a contributor got, in wei. */
  public record Paid(Address contributor, BigInteger amount) {}

  public Inference {
    payouts = List.copyOf(payouts);
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
    Optional<Told> proof =
        rows.get(Tables.proof(model, event.address("payer"), request))
            .map(it -> Told.read(rows, new Position(it.number(), it.shortNumber())));
    return new Inference(told, ModelRow.versionAt(rows, model, at.block()), payouts, proof);
  }

  /** The inference of a payer's request to a model. */
  public static Optional<Inference> find(Rows rows, long model, Address payer, BigInteger request) {
    return rows.get(Tables.request(model, payer, UInt256.valueOf(request).toBytes()))
        .map(it -> read(rows, new Position(it.number(), it.shortNumber())));
  }

  /** As it was known after a block: without what was proved later. */
  public Inference upTo(long block) {
    return new Inference(told, version, payouts, proof.filter(it -> it.at().block() <= block));
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
