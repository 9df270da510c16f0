package org.openledger.node.history.query;

import java.math.BigInteger;

/**
 * An edge of the attribution graph, in the direction in which the money goes.
 *
 * @param type what it says
 * @param from where it comes from
 * @param to where it leads
 * @param count inferences over the period
 * @param amount wei over the period; for a Datanet what surely was paid for its contributions
 * @param shared for a Datanet: wei that may have been paid for its contributions
 * @param contributions for {@link Type#HOLDS}: how many contributions were sealed
 * @param tokens for {@link Type#HOLDS}: their tokens
 */
public record GraphEdge(
    Type type,
    GraphNode from,
    GraphNode to,
    long count,
    BigInteger amount,
    BigInteger shared,
    long contributions,
    long tokens) {

  /** What an edge says. */
  public enum Type {
    /** An account paid a model's inferences. */
    PAYS,
    /** A model's inferences paid an account. */
    REWARDS,
    /** A model builds on a Datanet. */
    DRAWS_ON,
    /** A Datanet holds contributions of an account. */
    HOLDS,
    /** A model was made from another. */
    DERIVES_FROM
  }
}
