package org.openledger.precompile.fee;

import org.openledger.precompile.abi.AbiError;
import org.openledger.precompile.abi.AbiEvent;
import org.openledger.precompile.abi.ContractAbi;

/** Events and errors of {@code IInferenceFees}. */
final class FeeAbi {

  static final ContractAbi ABI = ContractAbi.of("InferenceFees");

  static final AbiEvent INFERENCE_SETTLED = ABI.event("InferenceSettled");
  static final AbiEvent INFLUENCE_POOL_HELD = ABI.event("InfluencePoolHeld");
  static final AbiEvent BATCH_SETTLED = ABI.event("BatchSettled");
  static final AbiEvent ITEM_SKIPPED = ABI.event("ItemSkipped");
  static final AbiEvent INFERENCE_RESERVED = ABI.event("InferenceReserved");
  static final AbiEvent INFERENCE_REFUNDED = ABI.event("InferenceRefunded");
  static final AbiEvent DEPOSITED = ABI.event("Deposited");
  static final AbiEvent WITHDRAWAL_STARTED = ABI.event("WithdrawalStarted");
  static final AbiEvent DEPOSIT_WITHDRAWN = ABI.event("DepositWithdrawn");
  static final AbiEvent PERMIT_REVOKED = ABI.event("PermitRevoked");
  static final AbiEvent PLEDGED = ABI.event("Pledged");
  static final AbiEvent PLEDGE_WITHDRAWAL_STARTED = ABI.event("PledgeWithdrawalStarted");
  static final AbiEvent PLEDGE_WITHDRAWN = ABI.event("PledgeWithdrawn");
  static final AbiEvent COLLECTED = ABI.event("Collected");
  static final AbiEvent WITHDRAWN = ABI.event("Withdrawn");
  static final AbiEvent SURPLUS_SWEPT = ABI.event("SurplusSwept");
  static final AbiEvent SERVING_BOND_DEPOSITED = ABI.event("ServingBondDeposited");
  static final AbiEvent SERVING_BOND_WITHDRAWAL_STARTED = ABI.event("ServingBondWithdrawalStarted");
  static final AbiEvent SERVING_BOND_WITHDRAWN = ABI.event("ServingBondWithdrawn");
  static final AbiEvent UNDER_REPORTING_PROVED = ABI.event("UnderReportingProved");
  static final AbiEvent PENALTY_PAID = ABI.event("PenaltyPaid");
  static final AbiEvent CONTRADICTION_PROVED = ABI.event("ContradictionProved");
  static final AbiEvent AGENT_SPENT = ABI.event("AgentSpent");
  static final AbiEvent AGENT_REFUNDED = ABI.event("AgentRefunded");

  static final AbiError UNKNOWN_MODEL = ABI.error("UnknownModel");
  static final AbiError MODEL_NOT_DEPLOYED = ABI.error("ModelNotDeployed");
  static final AbiError WRONG_VERSION = ABI.error("WrongVersion");
  static final AbiError UNKNOWN_VERSION = ABI.error("UnknownVersion");
  static final AbiError WRONG_VALUE = ABI.error("WrongValue");
  static final AbiError ZERO_VALUE = ABI.error("ZeroValue");
  static final AbiError ALREADY_SETTLED = ABI.error("AlreadySettled");
  static final AbiError ALREADY_RESERVED = ABI.error("AlreadyReserved");
  static final AbiError NOT_RESERVED = ABI.error("NotReserved");
  static final AbiError DEADLINE_PASSED = ABI.error("DeadlinePassed");
  static final AbiError TOO_EARLY = ABI.error("TooEarly");
  static final AbiError LIMIT_EXCEEDED = ABI.error("LimitExceeded");
  static final AbiError INSUFFICIENT_DEPOSIT = ABI.error("InsufficientDeposit");
  static final AbiError TOO_MANY_COINS = ABI.error("TooManyCoins");
  static final AbiError INVALID_SIGNATURE = ABI.error("InvalidSignature");
  static final AbiError WRONG_SIGNER = ABI.error("WrongSigner");
  static final AbiError PERMIT_EXPIRED = ABI.error("PermitExpired");
  static final AbiError PERMIT_USED = ABI.error("PermitUsed");
  static final AbiError PERMIT_ENDED = ABI.error("PermitEnded");
  static final AbiError EMPTY_BATCH = ABI.error("EmptyBatch");
  static final AbiError BATCH_TOO_LONG = ABI.error("BatchTooLong");
  static final AbiError MALFORMED_ITEMS = ABI.error("MalformedItems");
  static final AbiError BATCH_ITEM_FAILED = ABI.error("BatchItemFailed");
  static final AbiError MALFORMED_OUTPUT = ABI.error("MalformedOutput");
  static final AbiError OUTPUT_TOO_LONG = ABI.error("OutputTooLong");
  static final AbiError TOO_MANY_TOKENS = ABI.error("TooManyTokens");
  static final AbiError NOTHING_TO_WITHDRAW = ABI.error("NothingToWithdraw");
  static final AbiError NOT_PAYABLE = ABI.error("NotPayable");
  static final AbiError ZERO_ADDRESS = ABI.error("ZeroAddress");
  static final AbiError NOT_CREATOR = ABI.error("NotCreator");
  static final AbiError BOND_TOO_SMALL = ABI.error("BondTooSmall");
  static final AbiError NOT_SETTLED = ABI.error("NotSettled");
  static final AbiError ALREADY_PROVED = ABI.error("AlreadyProved");
  static final AbiError WRONG_BATCH_ITEM = ABI.error("WrongBatchItem");
  static final AbiError WRONG_COMMITMENT = ABI.error("WrongCommitment");
  static final AbiError WRONG_OPENING = ABI.error("WrongOpening");
  static final AbiError NOTHING_PROVED = ABI.error("NothingProved");
  static final AbiError AGENT_PAUSED = ABI.error("AgentPaused");
  static final AbiError AGENT_EXPIRED = ABI.error("AgentExpired");
  static final AbiError AGENT_LIMIT_EXCEEDED = ABI.error("AgentLimitExceeded");
  static final AbiError MODEL_NOT_ALLOWED = ABI.error("ModelNotAllowed");
  static final AbiError NOT_FOR_AGENTS = ABI.error("NotForAgents");

  private FeeAbi() {}
}
