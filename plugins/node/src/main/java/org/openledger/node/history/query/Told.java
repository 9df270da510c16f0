package org.openledger.node.history.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.node.chain.NodeLog;
import org.openledger.node.history.event.Event;
import org.openledger.node.history.event.Events;
import org.openledger.node.history.event.Position;
import org.openledger.node.history.recorder.Tables;
import org.openledger.node.history.store.Fields;
import org.openledger.node.history.store.Rows;
import org.openledger.precompile.host.Address;

/**
 * A log of a native contract, with where it stands.
 *
 * @param at its block and index
 * @param blockHash the block's hash
 * @param timestamp of the block, seconds since 1970
 * @param transaction hash of the transaction
 * @param transactionIndex the transaction's place in the block
 * @param event what it says
 */
public record Told(
    Position at,
    Bytes32 blockHash,
    long timestamp,
    Bytes32 transaction,
    int transactionIndex,
    Event event) {

  /** Reads the log at a position. */
  public static Told read(Rows rows, Position at) {
    Fields log = required(rows.get(Tables.log(at)), "log", at);
    Fields block = required(rows.get(Tables.block(at.block())), "block", at);
    Bytes32 transaction = log.word();
    int index = log.shortNumber();
    Address emitter = log.address();
    int count = log.shortNumber();
    List<Bytes32> topics = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      topics.add(log.word());
    }
    Event event =
        Events.decode(new NodeLog(emitter, topics, log.data()))
            .orElseThrow(() -> new IllegalStateException("no event of a native contract: " + at));
    return new Told(at, block.word(), block.number(), transaction, index, event);
  }

  /** Rows are written by one hand: one that names another which is not there is a fault of ours. */
  private static Fields required(Optional<Fields> found, String what, Position at) {
    return found.orElseThrow(() -> new IllegalStateException("the " + what + " of " + at));
  }
}
