package org.openledger.node.history.series;

import java.util.List;

/** What sums are kept of. All but counts are in wei, unless a column says tokens. */
public enum Kind {
  /** Of the network: all settlements. */
  NETWORK(1, 0, Columns.SETTLED),
  /** Of an account as a contributor: payouts of settlements. */
  CONTRIBUTOR(2, Kind.ACCOUNT, List.of("amount")),
  /** Of a model: its settlements. */
  MODEL(3, Kind.NUMBER, Columns.SETTLED),
  /** Of an account as a payer: settlements. */
  PAYER(4, Kind.ACCOUNT, Columns.SETTLED),
  /** Of a Datanet: payouts for its contributions. */
  DATANET(5, Kind.NUMBER, Columns.BOUNDS),
  /** Of an account's credit. */
  BALANCE(6, Kind.ACCOUNT, List.of("payouts", "collected", "withdrawn")),
  /** From a payer to a model: settlements. */
  PAYER_MODEL(7, Kind.ACCOUNT, Kind.NUMBER, List.of("amount")),
  /** From a model to a contributor: payouts. */
  MODEL_CONTRIBUTOR(8, Kind.NUMBER, Kind.ACCOUNT, List.of("amount")),
  /** From a model to a Datanet: payouts for its contributions. */
  MODEL_DATANET(9, Kind.NUMBER, Kind.NUMBER, Columns.BOUNDS),
  /** From a Datanet to a contributor: payouts for his contributions to it. */
  DATANET_CONTRIBUTOR(10, Kind.NUMBER, Kind.ACCOUNT, Columns.BOUNDS);

  private static final int ACCOUNT = 20;
  private static final int NUMBER = 8;

  /** Initialised before the constants that use it. */
  private static final class Columns {

    static final List<String> SETTLED =
        List.of(
            "amount",
            "platform",
            "creator",
            "stakers",
            "contributors",
            "sink",
            "tokens",
            "covered",
            "paid");

    /**
     * What surely came from a Datanet, and what came from it or from another one that the same
     * model links and the same account contributed to: a settlement tells who was paid, not for
     * which contribution.
     */
    static final List<String> BOUNDS = List.of("amount", "shared");
  }

  private final int code;
  private final int from;
  private final int to;

  /** Unmodifiable. */
  @SuppressWarnings("ImmutableEnumChecker")
  private final List<String> columns;

  Kind(int code, int of, List<String> columns) {
    this(code, of, 0, columns);
  }

  Kind(int code, int from, int to, List<String> columns) {
    this.code = code;
    this.from = from;
    this.to = to;
    this.columns = columns;
  }

  /**
   * Whether its points are listed one by one: there is one at the position of each log; else one a
   * block, which is all that sums over blocks need.
   */
  boolean isListed() {
    return switch (this) {
      case NETWORK, CONTRIBUTOR, MODEL, PAYER, PAYER_MODEL, MODEL_CONTRIBUTOR -> true;
      case DATANET, BALANCE, MODEL_DATANET, DATANET_CONTRIBUTOR -> false;
    };
  }

  /** Its number in keys. */
  int code() {
    return code;
  }

  /** Bytes of what it is kept of, or where an edge comes from. */
  public int fromSize() {
    return from;
  }

  /** Bytes of where an edge leads; 0: it is no edge. */
  public int toSize() {
    return to;
  }

  /** Names of the sums. */
  public List<String> columns() {
    return columns;
  }
}
