package org.openledger.precompile.agent;

import org.openledger.precompile.abi.AbiError;
import org.openledger.precompile.abi.AbiEvent;
import org.openledger.precompile.abi.ContractAbi;

/** Events and errors of {@code IAgents}. */
final class AgentAbi {

  static final ContractAbi ABI = ContractAbi.of("Agents");

  static final AbiEvent AGENT_REGISTERED = ABI.event("AgentRegistered");
  static final AbiEvent AGENT_ACCEPTED = ABI.event("AgentAccepted");
  static final AbiEvent LIMITS_CHANGED = ABI.event("LimitsChanged");
  static final AbiEvent MODELS_CHANGED = ABI.event("ModelsChanged");
  static final AbiEvent METADATA_CHANGED = ABI.event("MetadataChanged");
  static final AbiEvent TRANSFER_STARTED = ABI.event("OwnershipTransferStarted");
  static final AbiEvent TRANSFERRED = ABI.event("OwnershipTransferred");
  static final AbiEvent PAUSED = ABI.event("Paused");
  static final AbiEvent UNPAUSED = ABI.event("Unpaused");
  static final AbiEvent AGENT_REVOKED = ABI.event("AgentRevoked");
  static final AbiEvent AGENT_FUNDED = ABI.event("AgentFunded");
  static final AbiEvent BUDGET_RECLAIMED = ABI.event("BudgetReclaimed");
  static final AbiEvent EARNINGS_COLLECTED = ABI.event("EarningsCollected");
  static final AbiEvent SURPLUS_SWEPT = ABI.event("SurplusSwept");

  static final AbiError UNKNOWN_AGENT = ABI.error("UnknownAgent");
  static final AbiError NOT_OWNER = ABI.error("NotOwner");
  static final AbiError NOT_PENDING_OWNER = ABI.error("NotPendingOwner");
  static final AbiError NOT_WALLET = ABI.error("NotWallet");
  static final AbiError WRONG_STATUS = ABI.error("WrongStatus");
  static final AbiError INVALID_WALLET = ABI.error("InvalidWallet");
  static final AbiError WALLET_TAKEN = ABI.error("WalletTaken");
  static final AbiError CONSENT_EXPIRED = ABI.error("ConsentExpired");
  static final AbiError INVALID_SIGNATURE = ABI.error("InvalidSignature");
  static final AbiError LIMIT_OUT_OF_BOUNDS = ABI.error("LimitOutOfBounds");
  static final AbiError PERIOD_OUT_OF_BOUNDS = ABI.error("PeriodOutOfBounds");
  static final AbiError EXPIRY_OUT_OF_BOUNDS = ABI.error("ExpiryOutOfBounds");
  static final AbiError TOO_MANY_MODELS = ABI.error("TooManyModels");
  static final AbiError LIST_NOT_EMPTY = ABI.error("ListNotEmpty");
  static final AbiError MODELS_NOT_ASCENDING = ABI.error("ModelsNotAscending");
  static final AbiError UNKNOWN_MODEL = ABI.error("UnknownModel");
  static final AbiError NOT_PAYABLE = ABI.error("NotPayable");
  static final AbiError ZERO_AMOUNT = ABI.error("ZeroAmount");
  static final AbiError INSUFFICIENT_BUDGET = ABI.error("InsufficientBudget");
  static final AbiError TOO_MANY_COINS = ABI.error("TooManyCoins");

  private AgentAbi() {}
}
