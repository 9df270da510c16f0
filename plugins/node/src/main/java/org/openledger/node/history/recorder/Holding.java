package org.openledger.node.history.recorder;

import java.util.Optional;
import org.openledger.node.history.store.Fields;
import org.openledger.node.history.store.Rows;
import org.openledger.precompile.host.Address;

/**
 * What a contributor has in the sealed versions of a Datanet.
 *
 * @param firstVersion first version with a contribution of his
 * @param contributions how many contributions
 * @param tokens their tokens
 */
public record Holding(long firstVersion, long contributions, long tokens) {

  /** Reads a holding. */
  public static Optional<Holding> read(Rows rows, Address contributor, long datanet) {
    return rows.get(Tables.holding(contributor, datanet)).map(Holding::read);
  }

  /** Reads a row of holdings. */
  public static Holding read(Fields fields) {
    return new Holding(fields.number(), fields.number(), fields.number());
  }

  Fields.Writer write() {
    return Fields.write().number(firstVersion).number(contributions).number(tokens);
  }

  Holding plus(long moreTokens) {
    return new Holding(firstVersion, contributions + 1, tokens + moreTokens);
  }
}
