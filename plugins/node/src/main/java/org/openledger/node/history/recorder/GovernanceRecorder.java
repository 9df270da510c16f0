package org.openledger.node.history.recorder;

import java.util.Optional;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.openledger.node.history.event.Event;
import org.openledger.node.history.event.Position;
import org.openledger.node.history.store.Edits;
import org.openledger.node.history.store.Fields;
import org.openledger.node.history.store.Key;
import org.openledger.node.history.store.Row;

/** Keeps proposals, what became of them, and who voted on them: no state knows their texts. */
final class GovernanceRecorder {

  private GovernanceRecorder() {}

  static void record(Edits rows, Position at, Event event) {
    switch (event.name()) {
      case "ProposalCreated" -> created(rows, at, event);
      case "ProposalQueued", "ProposalExecuted", "ProposalCanceled" ->
          rows.put(at.after(Tables.steps(id(event))), Fields.write());
      case "VoteCast" -> {
        rows.put(at.after(Tables.votes(id(event))), Fields.write());
        rows.put(
            Tables.vote(id(event), event.address("voter")),
            Fields.write().number(at.block()).shortNumber(at.log()));
      }
      default -> {
        // What is spent and swept is no proposal's.
      }
    }
  }

  /** The event lacks the number; the contract counts proposals from 1, in their order. */
  private static void created(Edits rows, Position at, Event event) {
    Key all = Tables.proposals();
    Optional<Row> last = rows.last(all, all.end());
    long number = last.map(row -> row.key().number(all.size())).orElse(0L) + 1;
    rows.put(
        all.with(number), Fields.write().word(id(event)).number(at.block()).shortNumber(at.log()));
    rows.put(Tables.proposalId(id(event)), Fields.write().number(number));
    rows.put(Tables.proposer(event.address("proposer")).with(number), Fields.write());
  }

  private static Bytes32 id(Event event) {
    return UInt256.valueOf(event.amount("proposalId")).toBytes();
  }
}
