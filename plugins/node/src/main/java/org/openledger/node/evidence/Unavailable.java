package org.openledger.node.evidence;

/** Why a node cannot make evidence. */
public enum Unavailable {
  /** The chain has no such transaction, or it is not in a block yet. */
  UNKNOWN_TRANSACTION,
  /** The transaction settled no inference, or not this request. */
  NOT_SETTLED,
  /** The transaction settled several inferences: one is to be named by its request. */
  SEVERAL_SETTLED,
  /** The answer is not in the transaction's calldata: whoever asks has to give it. */
  ANSWER_UNKNOWN,
  /** The host no longer keeps the state or the receipts of the block. */
  PRUNED,
  /** The model links no version that holds the contribution. */
  NOT_LINKED,
  /** This node's index makes other owners of the answer than the chain did. */
  OTHER_OWNERS,
  /** The version pays by attested influence: no token of the answer was given an owner. */
  NOT_ATTRIBUTED,
  /** What the chain says cannot be proved by the block. */
  UNPROVABLE,
  /** This node's index contradicts no owner. */
  NOTHING_TO_REFUTE,
  /** The contribution holds a counting window. */
  NOT_ABSENT
}
