package org.openledger.precompile.service;

import org.openledger.precompile.abi.AbiError;
import org.openledger.precompile.abi.AbiEvent;
import org.openledger.precompile.abi.ContractAbi;

/** Events and errors of {@code IServices}. */
final class ServiceAbi {

  static final ContractAbi ABI = ContractAbi.of("Services");

  static final AbiEvent PROVIDER_REGISTERED = ABI.event("ProviderRegistered");
  static final AbiEvent PROVIDER_DESCRIBED = ABI.event("ProviderDescribed");
  static final AbiEvent BOND_DEPOSITED = ABI.event("BondDeposited");
  static final AbiEvent BOND_WITHDRAWAL_STARTED = ABI.event("BondWithdrawalStarted");
  static final AbiEvent BOND_WITHDRAWN = ABI.event("BondWithdrawn");
  static final AbiEvent PROVIDER_SLASHED = ABI.event("ProviderSlashed");
  static final AbiEvent JOB_OPENED = ABI.event("JobOpened");
  static final AbiEvent JOB_CANCELLED = ABI.event("JobCancelled");
  static final AbiEvent JOB_ACCEPTED = ABI.event("JobAccepted");
  static final AbiEvent DATA_ACCESS_PAID = ABI.event("DataAccessPaid");
  static final AbiEvent JOB_DELIVERED = ABI.event("JobDelivered");
  static final AbiEvent JOB_PAID = ABI.event("JobPaid");
  static final AbiEvent JOB_MISSED = ABI.event("JobMissed");
  static final AbiEvent JOB_DISPUTED = ABI.event("JobDisputed");
  static final AbiEvent DISPUTE_RESOLVED = ABI.event("DisputeResolved");
  static final AbiEvent OFFER_OPENED = ABI.event("OfferOpened");
  static final AbiEvent OFFER_CLOSED = ABI.event("OfferClosed");
  static final AbiEvent SUBSCRIBED = ABI.event("Subscribed");
  static final AbiEvent USAGE_FUNDED = ABI.event("UsageFunded");
  static final AbiEvent RENT_PAID = ABI.event("RentPaid");
  static final AbiEvent SUBSCRIPTION_ENDED = ABI.event("SubscriptionEnded");
  static final AbiEvent SUBSCRIPTION_CLOSED = ABI.event("SubscriptionClosed");
  static final AbiEvent USAGE_SETTLED = ABI.event("UsageSettled");
  static final AbiEvent USAGE_SKIPPED = ABI.event("UsageSkipped");
  static final AbiEvent USAGE_BATCH_SETTLED = ABI.event("UsageBatchSettled");
  static final AbiEvent CREDITED = ABI.event("Credited");
  static final AbiEvent SURPLUS_SWEPT = ABI.event("SurplusSwept");

  static final AbiError UNAUTHORIZED = ABI.error("AccessControlUnauthorizedAccount");
  static final AbiError NOT_PAYABLE = ABI.error("NotPayable");
  static final AbiError ZERO_AMOUNT = ABI.error("ZeroAmount");
  static final AbiError WRONG_VALUE = ABI.error("WrongValue");
  static final AbiError VALUE_OUT_OF_BOUNDS = ABI.error("ValueOutOfBounds");
  static final AbiError TOO_MANY_COINS = ABI.error("TooManyCoins");
  static final AbiError DEADLINE_PASSED = ABI.error("DeadlinePassed");
  static final AbiError TOO_EARLY = ABI.error("TooEarly");
  static final AbiError UNKNOWN_PROVIDER = ABI.error("UnknownProvider");
  static final AbiError ALREADY_REGISTERED = ABI.error("AlreadyRegistered");
  static final AbiError BOND_TOO_SMALL = ABI.error("BondTooSmall");
  static final AbiError INSUFFICIENT_BOND = ABI.error("InsufficientBond");
  static final AbiError WORK_OPEN = ABI.error("WorkOpen");
  static final AbiError NOTHING_TO_WITHDRAW = ABI.error("NothingToWithdraw");
  static final AbiError SLASH_OUT_OF_BOUNDS = ABI.error("SlashOutOfBounds");
  static final AbiError SLASHED_LATELY = ABI.error("SlashedLately");
  static final AbiError NOTHING_TO_SLASH = ABI.error("NothingToSlash");
  static final AbiError UNKNOWN_MODEL = ABI.error("UnknownModel");
  static final AbiError MODEL_RETIRED = ABI.error("ModelRetired");
  static final AbiError NOT_CREATOR = ABI.error("NotCreator");
  static final AbiError UNKNOWN_VERSION = ABI.error("UnknownVersion");
  static final AbiError TOO_MANY_DATANETS = ABI.error("TooManyDatanets");
  static final AbiError UNORDERED_DATANETS = ABI.error("UnorderedDatanets");
  static final AbiError UNKNOWN_JOB = ABI.error("UnknownJob");
  static final AbiError WRONG_JOB_STATUS = ABI.error("WrongJobStatus");
  static final AbiError NOT_CLIENT = ABI.error("NotClient");
  static final AbiError NOT_PROVIDER = ABI.error("NotProvider");
  static final AbiError ACCESS_NOT_GRANTED = ABI.error("AccessNotGranted");
  static final AbiError ACCESS_TOO_LONG = ABI.error("AccessTooLong");
  static final AbiError DATA_BUDGET_EXCEEDED = ABI.error("DataBudgetExceeded");
  static final AbiError CONFLICT_OF_INTEREST = ABI.error("ConflictOfInterest");
  static final AbiError UNKNOWN_OFFER = ABI.error("UnknownOffer");
  static final AbiError OFFER_IS_CLOSED = ABI.error("OfferIsClosed");
  static final AbiError OFFER_FULL = ABI.error("OfferFull");
  static final AbiError BEYOND_OFFER = ABI.error("BeyondOffer");
  static final AbiError UNKNOWN_SUBSCRIPTION = ABI.error("UnknownSubscription");
  static final AbiError WRONG_SUBSCRIPTION_STATUS = ABI.error("WrongSubscriptionStatus");
  static final AbiError EMPTY_BATCH = ABI.error("EmptyBatch");
  static final AbiError BATCH_TOO_LONG = ABI.error("BatchTooLong");
  static final AbiError BATCH_USED = ABI.error("BatchUsed");
  static final AbiError INVALID_SIGNATURE = ABI.error("InvalidSignature");
  static final AbiError WRONG_SIGNER = ABI.error("WrongSigner");
  static final AbiError ALREADY_SETTLED = ABI.error("AlreadySettled");
  static final AbiError OUTSIDE_SUBSCRIPTION = ABI.error("OutsideSubscription");
  static final AbiError TOO_MANY_TOKENS = ABI.error("TooManyTokens");
  static final AbiError LIMIT_EXCEEDED = ABI.error("LimitExceeded");
  static final AbiError ESCROW_EXCEEDED = ABI.error("EscrowExceeded");

  private ServiceAbi() {}
}
