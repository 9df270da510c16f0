package org.openledger.node.history.recorder;

import java.util.List;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.node.chain.BlockRef;
import org.openledger.node.chain.ChainTransaction;
import org.openledger.node.chain.NodeLog;
import org.openledger.node.history.event.Event;
import org.openledger.node.history.event.Events;
import org.openledger.node.history.event.Position;
import org.openledger.node.history.series.Additions;
import org.openledger.node.history.store.Edits;
import org.openledger.node.history.store.Fields;
import org.openledger.precompile.host.Address;

/** Writes the rows of a block. */
public final class BlockRecorder {

  /** Its log holds the content itself, which the node keeps elsewhere; it names no account. */
  private static final String CONTENT = "ContentPublished";

  private static final String BATCH = "BatchSettled";

  private final FeeRecorder fees;

  /**
   * @param numbers who stands behind the account numbers of the ledger
   */
  public BlockRecorder(AccountNumbers numbers) {
    fees = new FeeRecorder(numbers);
  }

  /** Writes what a block's transactions did. */
  public void record(Edits rows, BlockRef block, List<ChainTransaction> transactions) {
    Additions sums = new Additions(rows, block.number());
    int log = 0;
    boolean any = false;
    for (ChainTransaction transaction : transactions) {
      int batchBegin = log;
      for (NodeLog told : transaction.logs()) {
        Position at = new Position(block.number(), log++);
        Optional<Event> event = Events.decode(told).filter(it -> !it.name().equals(CONTENT));
        if (event.isPresent()) {
          any = true;
          keep(rows, at, transaction, told, event.get());
          record(rows, sums, block, at, batchBegin, event.get());
          batchBegin = event.get().name().equals(BATCH) ? log : batchBegin;
        }
      }
    }
    sums.write();
    if (any) {
      rows.put(
          Tables.block(block.number()),
          Fields.write().word(block.hash()).number(block.timestamp()));
    }
  }

  private static void keep(
      Edits rows, Position at, ChainTransaction transaction, NodeLog log, Event event) {
    Fields.Writer fields =
        Fields.write()
            .word(transaction.hash())
            .shortNumber(transaction.index())
            .address(log.emitter())
            .shortNumber(log.topics().size());
    for (Bytes32 topic : log.topics()) {
      fields.word(topic);
    }
    rows.put(Tables.log(at), fields.data(log.data()));
    for (Address account : event.accounts()) {
      rows.put(at.after(Tables.activity(account)), Fields.write());
    }
  }

  private void record(
      Edits rows, Additions sums, BlockRef block, Position at, int batchBegin, Event event) {
    Credits.record(sums, at, event);
    switch (event.contract()) {
      case DATANETS -> DatanetRecorder.record(rows, at, event);
      case MODELS -> ModelRecorder.record(rows, at, event);
      case INFERENCE_FEES -> fees.record(rows, sums, block, at, batchBegin, event);
      case GOVERNANCE -> GovernanceRecorder.record(rows, at, event);
      case INFLUENCE_ATTESTATIONS -> fees.attested(rows, sums, block, at, event);
      case SYSTEM, TOKEN_ATTRIBUTION, STAKING, SERVICES, FEEDBACK, AGENTS -> {
        // Kept as logs only.
      }
    }
  }
}
