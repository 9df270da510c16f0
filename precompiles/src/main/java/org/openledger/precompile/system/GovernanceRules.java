package org.openledger.precompile.system;

import java.math.BigInteger;

/**
 * What every proposal needs of the network's parameters: one word of storage.
 *
 * @param threshold votes that a proposer must have, in wei of gOPEN
 * @param delay blocks between a proposal and its snapshot
 * @param period blocks in which votes are cast
 * @param timelock blocks between queueing and execution
 * @param grace blocks in which it must be queued after the vote, and executed after the timelock
 * @param quorum share of all votes that must be for it or abstain, in parts per 10,000
 * @param maxActions most actions of one proposal
 */
public record GovernanceRules(
    BigInteger threshold,
    long delay,
    long period,
    long timelock,
    long grace,
    long quorum,
    long maxActions) {}
