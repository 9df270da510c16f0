package org.openledger.precompile.stake;

import org.openledger.precompile.abi.AbiError;
import org.openledger.precompile.abi.AbiEvent;
import org.openledger.precompile.abi.ContractAbi;

/** Events and errors of {@code IStaking}. */
final class StakeAbi {

  static final ContractAbi ABI = ContractAbi.of("Staking");

  static final AbiEvent TRANSFER = ABI.event("Transfer");
  static final AbiEvent APPROVAL = ABI.event("Approval");
  static final AbiEvent DELEGATE_CHANGED = ABI.event("DelegateChanged");
  static final AbiEvent DELEGATE_VOTES_CHANGED = ABI.event("DelegateVotesChanged");
  static final AbiEvent STAKED = ABI.event("Staked");
  static final AbiEvent COOLDOWN_STARTED = ABI.event("CooldownStarted");
  static final AbiEvent WITHDRAWN = ABI.event("Withdrawn");
  static final AbiEvent REWARDS_SHARED = ABI.event("RewardsShared");
  static final AbiEvent REWARD_PAID = ABI.event("RewardPaid");
  static final AbiEvent MODEL_SLASHED = ABI.event("ModelSlashed");
  static final AbiEvent ACCOUNT_SLASHED = ABI.event("AccountSlashed");
  static final AbiEvent CREDITED = ABI.event("Credited");
  static final AbiEvent SURPLUS_SWEPT = ABI.event("SurplusSwept");

  static final AbiError UNAUTHORIZED = ABI.error("AccessControlUnauthorizedAccount");
  static final AbiError INSUFFICIENT_BALANCE = ABI.error("ERC20InsufficientBalance");
  static final AbiError INVALID_RECEIVER = ABI.error("ERC20InvalidReceiver");
  static final AbiError INVALID_SPENDER = ABI.error("ERC20InvalidSpender");
  static final AbiError INSUFFICIENT_ALLOWANCE = ABI.error("ERC20InsufficientAllowance");
  static final AbiError NON_TRANSFERABLE = ABI.error("NonTransferableWhileStaked");
  static final AbiError FUTURE_LOOKUP = ABI.error("ERC5805FutureLookup");
  static final AbiError EXPIRED_SIGNATURE = ABI.error("VotesExpiredSignature");
  static final AbiError INVALID_NONCE = ABI.error("InvalidAccountNonce");
  static final AbiError INVALID_SIGNATURE = ABI.error("InvalidSignature");
  static final AbiError UNKNOWN_MODEL = ABI.error("UnknownModel");
  static final AbiError MODEL_RETIRED = ABI.error("ModelRetired");
  static final AbiError ZERO_AMOUNT = ABI.error("ZeroAmount");
  static final AbiError TOO_MANY_COINS = ABI.error("TooManyCoins");
  static final AbiError INSUFFICIENT_STAKE = ABI.error("InsufficientStake");
  static final AbiError NOTHING_COOLING = ABI.error("NothingCooling");
  static final AbiError TOO_EARLY = ABI.error("TooEarly");
  static final AbiError SLASH_OUT_OF_BOUNDS = ABI.error("SlashOutOfBounds");
  static final AbiError SLASHED_LATELY = ABI.error("SlashedLately");
  static final AbiError NOTHING_TO_SLASH = ABI.error("NothingToSlash");

  private StakeAbi() {}
}
