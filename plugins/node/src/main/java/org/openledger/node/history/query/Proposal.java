package org.openledger.node.history.query;

import com.esaulpaugh.headlong.abi.Address;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.openledger.node.history.event.Event;
import org.openledger.node.history.event.Position;
import org.openledger.node.history.recorder.Tables;
import org.openledger.node.history.store.Fields;
import org.openledger.node.history.store.Key;
import org.openledger.node.history.store.Rows;
import org.openledger.precompile.abi.AbiValues;

/**
 * What was told of a proposal of Governance.
 *
 * @param created its log
 * @param steps logs of what became of it, in order
 */
public record Proposal(Told created, List<Told> steps) {

  public Proposal {
    steps = List.copyOf(steps);
  }

  /** Reads a proposal by its number. */
  public static Optional<Proposal> numbered(Rows rows, long number) {
    return rows.get(Tables.proposals().with(number)).map(it -> read(rows, it));
  }

  /** Finds a proposal by its id. */
  public static Optional<Proposal> find(Rows rows, BigInteger id) {
    return rows.get(Tables.proposalId(word(id))).flatMap(it -> numbered(rows, it.number()));
  }

  /** The id of a number that is given. */
  public static BigInteger id(Rows rows, long number) {
    return rows.get(Tables.proposals().with(number))
        .orElseThrow(() -> new IllegalStateException("no proposal " + number))
        .word()
        .toUnsignedBigInteger();
  }

  /** An id as the history's keys hold it. */
  public static Bytes32 word(BigInteger id) {
    return UInt256.valueOf(id).toBytes();
  }

  /** As it was known after a block: without what became of it later. */
  public Proposal upTo(long block) {
    return new Proposal(created, steps.stream().filter(it -> it.at().block() <= block).toList());
  }

  /** Its id. */
  public BigInteger id() {
    return created.event().amount("proposalId");
  }

  /** The text that was proposed with it. */
  public String description() {
    return created.event().text("description");
  }

  /** What it does. */
  public List<Action> actions() {
    Event event = created.event();
    Address[] targets = (Address[]) event.value("targets");
    BigInteger[] values = (BigInteger[]) event.value("values");
    byte[][] calldatas = (byte[][]) event.value("calldatas");
    List<Action> actions = new ArrayList<>();
    for (int i = 0; i < targets.length; i++) {
      actions.add(Action.of(AbiValues.address(targets[i]), values[i], calldatas[i]));
    }
    return actions;
  }

  /** Length of what its proposer has chosen: text and calldata. */
  public long textSize() {
    long size = description().length();
    for (byte[] calldata : (byte[][]) created.event().value("calldatas")) {
      size += calldata.length;
    }
    return size;
  }

  /** The log of a step, where it was made. */
  public Optional<Told> step(String event) {
    return steps.stream().filter(it -> it.event().name().equals(event)).findFirst();
  }

  private static Proposal read(Rows rows, Fields row) {
    Key steps = Tables.steps(row.word());
    Told created = Told.read(rows, new Position(row.number(), row.shortNumber()));
    List<Told> told = new ArrayList<>();
    rows.ascending(steps, steps.end())
        .forEachRemaining(it -> told.add(Told.read(rows, Position.last(it.key()))));
    return new Proposal(created, told);
  }
}
