package org.openledger.node.history.recorder;

import org.openledger.node.history.event.Event;
import org.openledger.node.history.event.Position;
import org.openledger.node.history.store.Edits;
import org.openledger.node.history.store.Fields;
import org.openledger.precompile.host.Address;

/** Keeps Datanets, and who has contributed what to which. */
final class DatanetRecorder {

  private static final String DATANET = "datanet";
  private static final String CONTRIBUTION = "contribution";

  private DatanetRecorder() {}

  static void record(Edits rows, Position at, Event event) {
    switch (event.name()) {
      case "DatanetCreated" ->
          put(rows, event.number(DATANET), new DatanetRow(event.address("owner"), 0, 0, 0, at));
      case "OwnershipTransferred" -> {
        DatanetRow row = row(rows, event.number(DATANET));
        put(
            rows,
            event.number(DATANET),
            new DatanetRow(
                event.address("newOwner"),
                row.versions(),
                row.contributions(),
                row.tokens(),
                row.created()));
      }
      case "Committed", "Contributed" ->
          rows.put(
              Tables.contribution(event.number(CONTRIBUTION)),
              Fields.write()
                  .number(event.number(DATANET))
                  .address(event.address("contributor"))
                  .number(event.number("tokens")));
      case "VersionSealed" -> sealed(rows, event);
      default -> {
        // Votes, access and bonds change no sum and no edge.
      }
    }
  }

  private static void sealed(Edits rows, Event event) {
    long datanet = event.number(DATANET);
    DatanetRow row = row(rows, datanet);
    long contributions = row.contributions();
    long allTokens = row.tokens();
    for (long id : event.numbers("contributions")) {
      Fields contribution =
          rows.get(Tables.contribution(id))
              .orElseThrow(() -> new IllegalStateException("contribution " + id + " is unknown"));
      contribution.number();
      Address contributor = contribution.address();
      long tokens = contribution.number();
      Holding held =
          Holding.read(rows, contributor, datanet)
              .orElse(new Holding(event.number("version"), 0, 0));
      rows.put(Tables.holding(contributor, datanet), held.plus(tokens).write());
      rows.put(Tables.holders(datanet).with(contributor), Fields.write());
      contributions++;
      allTokens += tokens;
    }
    put(
        rows,
        datanet,
        new DatanetRow(
            row.owner(), event.number("version"), contributions, allTokens, row.created()));
  }

  private static DatanetRow row(Edits rows, long datanet) {
    return DatanetRow.read(rows, datanet)
        .orElseThrow(() -> new IllegalStateException("Datanet " + datanet + " is unknown"));
  }

  private static void put(Edits rows, long datanet, DatanetRow row) {
    rows.put(Tables.datanet(datanet), row.write());
  }
}
