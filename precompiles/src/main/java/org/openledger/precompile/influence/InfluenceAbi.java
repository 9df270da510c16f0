package org.openledger.precompile.influence;

import org.openledger.precompile.abi.AbiError;
import org.openledger.precompile.abi.AbiEvent;
import org.openledger.precompile.abi.ContractAbi;

/** Events and errors of {@code IInfluenceAttestations}. */
final class InfluenceAbi {

  static final ContractAbi ABI = ContractAbi.of("InfluenceAttestations");

  static final AbiEvent ATTESTER_BOND_DEPOSITED = ABI.event("AttesterBondDeposited");
  static final AbiEvent ATTESTER_ACTIVATED = ABI.event("AttesterActivated");
  static final AbiEvent ATTESTER_SUSPENDED = ABI.event("AttesterSuspended");
  static final AbiEvent ATTESTER_LEFT = ABI.event("AttesterLeft");
  static final AbiEvent ATTESTER_BOND_WITHDRAWN = ABI.event("AttesterBondWithdrawn");
  static final AbiEvent ATTESTER_SLASHED = ABI.event("AttesterSlashed");
  static final AbiEvent RESULT_SUBMITTED = ABI.event("ResultSubmitted");
  static final AbiEvent RESULT_COSIGNED = ABI.event("ResultCosigned");
  static final AbiEvent RESULT_CHALLENGED = ABI.event("ResultChallenged");
  static final AbiEvent RESULT_RERUN = ABI.event("ResultRerun");
  static final AbiEvent RESULT_UPHELD = ABI.event("ResultUpheld");
  static final AbiEvent RESULT_OVERTURNED = ABI.event("ResultOverturned");
  static final AbiEvent POOL_PAID = ABI.event("PoolPaid");
  static final AbiEvent ATTESTERS_COUNTED = ABI.event("AttestersCounted");
  static final AbiEvent POOL_FORFEITED = ABI.event("PoolForfeited");
  static final AbiEvent CREDITED = ABI.event("Credited");
  static final AbiEvent SURPLUS_SWEPT = ABI.event("SurplusSwept");

  static final AbiError UNAUTHORIZED = ABI.error("AccessControlUnauthorizedAccount");
  static final AbiError ZERO_AMOUNT = ABI.error("ZeroAmount");
  static final AbiError TOO_MANY_COINS = ABI.error("TooManyCoins");
  static final AbiError BOND_TOO_SMALL = ABI.error("BondTooSmall");
  static final AbiError TOO_MANY_ATTESTERS = ABI.error("TooManyAttesters");
  static final AbiError WRONG_ATTESTER_STATE = ABI.error("WrongAttesterState");
  static final AbiError TOO_EARLY = ABI.error("TooEarly");
  static final AbiError UNKNOWN_MODEL = ABI.error("UnknownModel");
  static final AbiError UNKNOWN_EPOCH = ABI.error("UnknownEpoch");
  static final AbiError WRONG_EPOCH_STATE = ABI.error("WrongEpochState");
  static final AbiError DEADLINE_PASSED = ABI.error("DeadlinePassed");
  static final AbiError INVALID_SIGNATURE = ABI.error("InvalidSignature");
  static final AbiError NOT_ELIGIBLE = ABI.error("NotEligible");
  static final AbiError SIGNED_TWICE = ABI.error("SignedTwice");
  static final AbiError TOO_FEW_ATTESTERS = ABI.error("TooFewAttesters");
  static final AbiError QUORUM_NOT_REACHED = ABI.error("QuorumNotReached");
  static final AbiError MALFORMED_WEIGHTS = ABI.error("MalformedWeights");
  static final AbiError TOO_MANY_WEIGHTS = ABI.error("TooManyWeights");
  static final AbiError WEIGHTS_EXCEED_WHOLE = ABI.error("WeightsExceedWhole");
  static final AbiError UNLINKED_CONTRIBUTION = ABI.error("UnlinkedContribution");
  static final AbiError WRONG_WEIGHTS = ABI.error("WrongWeights");
  static final AbiError WRONG_VALUE = ABI.error("WrongValue");
  static final AbiError ALREADY_RERUN = ABI.error("AlreadyRerun");
  static final AbiError NOTHING_PROVED = ABI.error("NothingProved");
  static final AbiError ALREADY_PROVED = ABI.error("AlreadyProved");

  private InfluenceAbi() {}
}
