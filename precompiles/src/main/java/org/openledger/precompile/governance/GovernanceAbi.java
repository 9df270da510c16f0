package org.openledger.precompile.governance;

import org.openledger.precompile.abi.AbiError;
import org.openledger.precompile.abi.AbiEvent;
import org.openledger.precompile.abi.ContractAbi;

/** Events and errors of {@code IGovernance}. */
final class GovernanceAbi {

  static final ContractAbi ABI = ContractAbi.of("Governance");

  static final AbiEvent PROPOSAL_CREATED = ABI.event("ProposalCreated");
  static final AbiEvent PROPOSAL_QUEUED = ABI.event("ProposalQueued");
  static final AbiEvent PROPOSAL_EXECUTED = ABI.event("ProposalExecuted");
  static final AbiEvent PROPOSAL_CANCELED = ABI.event("ProposalCanceled");
  static final AbiEvent VOTE_CAST = ABI.event("VoteCast");
  static final AbiEvent TREASURY_SPENT = ABI.event("TreasurySpent");
  static final AbiEvent SURPLUS_SWEPT = ABI.event("SurplusSwept");

  static final AbiError INVALID_LENGTH = ABI.error("GovernorInvalidProposalLength");
  static final AbiError ALREADY_CAST = ABI.error("GovernorAlreadyCastVote");
  static final AbiError ONLY_EXECUTOR = ABI.error("GovernorOnlyExecutor");
  static final AbiError NONEXISTENT = ABI.error("GovernorNonexistentProposal");
  static final AbiError UNEXPECTED_STATE = ABI.error("GovernorUnexpectedProposalState");
  static final AbiError INSUFFICIENT_VOTES = ABI.error("GovernorInsufficientProposerVotes");
  static final AbiError RESTRICTED_PROPOSER = ABI.error("GovernorRestrictedProposer");
  static final AbiError INVALID_VOTE_TYPE = ABI.error("GovernorInvalidVoteType");
  static final AbiError INVALID_SIGNATURE = ABI.error("GovernorInvalidSignature");
  static final AbiError UNABLE_TO_CANCEL = ABI.error("GovernorUnableToCancel");
  static final AbiError UNMET_DELAY = ABI.error("GovernorUnmetDelay");
  static final AbiError FUTURE_LOOKUP = ABI.error("ERC5805FutureLookup");
  static final AbiError TOO_MANY_ACTIONS = ABI.error("TooManyActions");
  static final AbiError NOT_NATIVE = ABI.error("ActionNotNative");
  static final AbiError NOT_ALLOWED = ABI.error("ActionNotAllowed");
  static final AbiError WITH_VALUE = ABI.error("ActionWithValue");
  static final AbiError INSUFFICIENT_TREASURY = ABI.error("InsufficientTreasury");
  static final AbiError ZERO_ADDRESS = ABI.error("ZeroAddress");
  static final AbiError NOT_PAYABLE = ABI.error("NotPayable");
  static final AbiError TOO_MANY_COINS = ABI.error("TooManyCoins");

  private GovernanceAbi() {}
}
