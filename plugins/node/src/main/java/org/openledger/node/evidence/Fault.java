package org.openledger.node.evidence;

/** What can be wrong with evidence. */
public enum Fault {
  /** The bytes or the JSON are no evidence, or not in the one form that it has. */
  MALFORMED,
  /** Evidence of a format, a kind or a weight table that this release does not know. */
  UNSUPPORTED,
  /** The block is not the one that is trusted. */
  OTHER_BLOCK,
  /** The header is no block header. */
  HEADER,
  /** The receipt is not proved by the block. */
  RECEIPT,
  /** The log is not a settlement's, or contradicts itself. */
  EVENT,
  /** A storage word that is needed is not proved by the block, or one is proved that is not. */
  STATE,
  /** The answer is not one of the tokenizer's, or not as long as the settled one. */
  ANSWER,
  /** The fee is not what prices, shares and token counts make. */
  FEE,
  /** Owners' runs do not share out the answer. */
  RUNS,
  /** A contribution is not proved to be in a version that the model links. */
  MEMBERSHIP,
  /** A window does not count, or the contribution is not proved to hold it. */
  WINDOW,
  /** An owned token is in no window of its owner, or a window shows a smaller owner. */
  OWNER,
  /** Coverage, units, amounts or sink are not what the owners make. */
  PAYOUT,
  /** The whole is not what the settlement committed to. */
  COMMITMENT,
  /** The window contradicts no owner. */
  NOT_REFUTED,
  /** The contribution holds a counting window. */
  NOT_ABSENT
}
