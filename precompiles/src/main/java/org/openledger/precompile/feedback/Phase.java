package org.openledger.precompile.feedback;

/** Where a round stands. */
public enum Phase {
  /** There is no such round. */
  NONE(0),
  /** Items are put up. */
  ITEMS(1),
  /** Raters commit to their ratings of all of them. */
  COMMIT(2),
  /** They reveal them. */
  REVEAL(3),
  /** Rewards are paid, until the next round is opened. */
  CLAIM(4),
  /** The next round has been opened. */
  CLOSED(5);

  private final int code;

  Phase(int code) {
    this.code = code;
  }

  /** The phase's number in the ABI. */
  int code() {
    return code;
  }
}
