package org.openledger.precompile.governance;

import java.math.BigInteger;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.dispatch.Call;
import org.openledger.precompile.dispatch.RevertException;
import org.openledger.precompile.stake.VotingPower;

/** In which state a proposal is, and what several functions ask first. */
final class Guards {

  private Guards() {}

  static GovernanceStorage storage(Call call) {
    return new GovernanceStorage(call.storage());
  }

  /** A proposal that exists. */
  static Proposal known(Call call, BigInteger id) {
    Proposal proposal = storage(call).proposal(id);
    Call.require(proposal.exists(), GovernanceAbi.NONEXISTENT, id);
    return proposal;
  }

  /**
   * INV-GOV-03: a proposal's state follows from what was fixed when it was proposed, from its votes
   * and the block; nothing that it can change itself has a part in it.
   */
  static ProposalState state(Call call, BigInteger id, Proposal proposal) {
    if (proposal.end() == Proposal.EXECUTED) {
      return ProposalState.EXECUTED;
    }
    if (proposal.end() == Proposal.CANCELED) {
      return ProposalState.CANCELED;
    }
    long block = call.blockNumber();
    if (block <= proposal.voteStart()) {
      return ProposalState.PENDING;
    }
    if (block <= proposal.deadline()) {
      return ProposalState.ACTIVE;
    }
    Tally tally = storage(call).tally(id);
    Terms terms = storage(call).terms(proposal);
    if (tally.eta() != 0) {
      return block <= tally.eta() + terms.grace() ? ProposalState.QUEUED : ProposalState.EXPIRED;
    }
    if (!hasSucceeded(call, id, proposal, tally, terms)) {
      return ProposalState.DEFEATED;
    }
    return block <= proposal.deadline() + terms.grace()
        ? ProposalState.SUCCEEDED
        : ProposalState.EXPIRED;
  }

  private static boolean hasSucceeded(
      Call call, BigInteger id, Proposal proposal, Tally tally, Terms terms) {
    if (tally.forVotes().compareTo(tally.againstVotes()) <= 0) {
      return false;
    }
    BigInteger all = new VotingPower(call.storage()).ofAll(proposal.voteStart());
    BigInteger present = tally.forVotes().add(storage(call).abstainVotes(id));
    return terms.quorumOf(all).compareTo(present) <= 0;
  }

  /** Ends the call unless a proposal is in a state. */
  static void inState(Call call, BigInteger id, Proposal proposal, ProposalState state) {
    ProposalState actual = state(call, id, proposal);
    if (actual != state) {
      throw new RevertException(GovernanceAbi.UNEXPECTED_STATE, id, actual.code(), state.bit());
    }
  }

  /** A block before the present one. */
  static long past(Call call, BigInteger block) {
    Call.require(
        block.compareTo(BigInteger.valueOf(call.blockNumber())) < 0,
        GovernanceAbi.FUTURE_LOOKUP,
        block,
        new AbiValues.Narrow(call.blockNumber()));
    return block.longValueExact();
  }
}
