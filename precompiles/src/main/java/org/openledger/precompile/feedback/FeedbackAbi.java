package org.openledger.precompile.feedback;

import org.openledger.precompile.abi.AbiError;
import org.openledger.precompile.abi.AbiEvent;
import org.openledger.precompile.abi.ContractAbi;

/** Events and errors of {@code IFeedback}. */
final class FeedbackAbi {

  static final ContractAbi ABI = ContractAbi.of("Feedback");

  static final AbiEvent POOL_FUNDED = ABI.event("PoolFunded");
  static final AbiEvent SHARE_CHANGED = ABI.event("ShareChanged");
  static final AbiEvent SHARE_LOWERING_ANNOUNCED = ABI.event("ShareLoweringAnnounced");
  static final AbiEvent ACCRUAL_SHARED = ABI.event("AccrualShared");
  static final AbiEvent RATER_BONDED = ABI.event("RaterBonded");
  static final AbiEvent RATER_BOND_WITHDRAWN = ABI.event("RaterBondWithdrawn");
  static final AbiEvent ROUND_OPENED = ABI.event("RoundOpened");
  static final AbiEvent ROUND_CLOSED = ABI.event("RoundClosed");
  static final AbiEvent ITEM_ADDED = ABI.event("ItemAdded");
  static final AbiEvent RATINGS_COMMITTED = ABI.event("RatingsCommitted");
  static final AbiEvent RATINGS_REVEALED = ABI.event("RatingsRevealed");
  static final AbiEvent REWARD_PAID = ABI.event("RewardPaid");
  static final AbiEvent BOND_FORFEITED = ABI.event("BondForfeited");
  static final AbiEvent CORRECTION_PROPOSED = ABI.event("CorrectionProposed");
  static final AbiEvent CORRECTION_APPROVED = ABI.event("CorrectionApproved");
  static final AbiEvent SURPLUS_SWEPT = ABI.event("SurplusSwept");

  static final AbiError UNKNOWN_MODEL = ABI.error("UnknownModel");
  static final AbiError NOT_CREATOR = ABI.error("NotCreator");
  static final AbiError SHARE_OUT_OF_BOUNDS = ABI.error("ShareOutOfBounds");
  static final AbiError NOTHING_ANNOUNCED = ABI.error("NothingAnnounced");
  static final AbiError TOO_EARLY = ABI.error("TooEarly");
  static final AbiError ZERO_AMOUNT = ABI.error("ZeroAmount");
  static final AbiError TOO_MANY_COINS = ABI.error("TooManyCoins");
  static final AbiError NOT_CREATOR_NOR_PAYER = ABI.error("NotCreatorNorPayer");
  static final AbiError NOT_SETTLED = ABI.error("NotSettled");
  static final AbiError ALREADY_AN_ITEM = ABI.error("AlreadyAnItem");
  static final AbiError TOO_MANY_ITEMS = ABI.error("TooManyItems");
  static final AbiError WRONG_PHASE = ABI.error("WrongPhase");
  static final AbiError BOND_TOO_SMALL = ABI.error("BondTooSmall");
  static final AbiError BOND_TOO_NEW = ABI.error("BondTooNew");
  static final AbiError OPEN_COMMITMENTS = ABI.error("OpenCommitments");
  static final AbiError NO_BOND = ABI.error("NoBond");
  static final AbiError CONFLICT_OF_INTEREST = ABI.error("ConflictOfInterest");
  static final AbiError RATER_IS_AGENT = ABI.error("RaterIsAgent");
  static final AbiError ALREADY_COMMITTED = ABI.error("AlreadyCommitted");
  static final AbiError TOO_MANY_RATERS = ABI.error("TooManyRaters");
  static final AbiError WRONG_BALLOT_STATE = ABI.error("WrongBallotState");
  static final AbiError WRONG_REVEAL = ABI.error("WrongReveal");
  static final AbiError WRONG_LENGTH = ABI.error("WrongLength");
  static final AbiError WRONG_RATING = ABI.error("WrongRating");
  static final AbiError UNKNOWN_ITEM = ABI.error("UnknownItem");
  static final AbiError WRONG_CONTRIBUTION = ABI.error("WrongContribution");
  static final AbiError UNKNOWN_CORRECTION = ABI.error("UnknownCorrection");
  static final AbiError ALREADY_CORRECTED = ABI.error("AlreadyCorrected");
  static final AbiError NOT_RATED_LOW = ABI.error("NotRatedLow");

  private FeedbackAbi() {}
}
