package org.openledger.node.history.recorder;

import java.util.Optional;
import org.openledger.node.history.event.Position;
import org.openledger.node.history.store.Fields;
import org.openledger.node.history.store.Rows;
import org.openledger.precompile.host.Address;

/**
 * A Datanet, as its events tell it.
 *
 * @param owner who owns it
 * @param versions how many versions were sealed
 * @param contributions how many contributions they hold
 * @param tokens how many tokens these have
 * @param created where it was created
 */
public record DatanetRow(
    Address owner, long versions, long contributions, long tokens, Position created) {

  /** Reads a Datanet. */
  public static Optional<DatanetRow> read(Rows rows, long id) {
    return rows.get(Tables.datanet(id))
        .map(
            it ->
                new DatanetRow(
                    it.address(),
                    it.number(),
                    it.number(),
                    it.number(),
                    new Position(it.number(), it.shortNumber())));
  }

  Fields.Writer write() {
    return Fields.write()
        .address(owner)
        .number(versions)
        .number(contributions)
        .number(tokens)
        .number(created.block())
        .shortNumber(created.log());
  }
}
