package org.openledger.precompile.system;

import java.math.BigInteger;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;

/** The governed parameters: name, bounds, default. */
public enum Parameter {
  /** Wei off the top of each inference's fee. */
  PLATFORM_FEE("platformFee", 0, below2(80), BigInteger.valueOf(500_000_000_000_000_000L)),
  /** Account that earns the platform fee. */
  PLATFORM_ACCOUNT("platformAccount", 1, below2(8 * Address.SIZE), BigInteger.ONE),
  /**
   * Account that earns general stake's rewards while there is none, slashed stake, and surpluses.
   */
  TREASURY("treasury", 1, below2(8 * Address.SIZE), BigInteger.ONE),
  /** Longest answer, in tokens. */
  MAX_OUTPUT("maxOutput", 1, 65_535, 16_384),
  /** Largest count of input tokens in one inference. */
  MAX_INPUT("maxInput", 1, (1L << 32) - 1, 1L << 24),
  /** Most segments that a model's links may reach. */
  MAX_SEGMENTS("maxSegments", 1, 1_024, 64),
  /**
   * Largest inline content, in bytes. No argument is longer than 2²¹ − 1 bytes; a transaction's gas
   * ends sooner on most networks: under Osaka's cap of 2²⁴ gas at some 419,000 bytes other than 0.
   */
  MAX_CONTENT("maxContent", 1, (1L << 21) - 1, 1L << 20),
  /** Most contributions that one version may add. */
  MAX_SEALED("maxSealed", 1, 65_536, 1_024),
  /** Most tokens that one version may add: every node builds its index, in memory. */
  MAX_VERSION_TOKENS("maxVersionTokens", 1, 1L << 31, 1L << 25),
  /** Least share of the net fee that a model gives contributors, in parts per 10,000. */
  MIN_CONTRIBUTORS_SHARE("minContributorsShare", 0, 10_000, 1_000),
  /** Longest shortest span that a model may ask for, in tokens: beyond it nobody would be paid. */
  MAX_MIN_SPAN("maxMinSpan", 1, 4_096, 64),
  /** Largest least rarity that a model may ask for, in bits. */
  MAX_MIN_RARITY("maxMinRarity", 1, 65_536, 512),
  /** Blocks between the announcement of a model's new version or prices and the block they hold. */
  CHANGE_NOTICE("changeNotice", 1, 1L << 24, 7_200),
  /** Highest price of a model's 1,000 input tokens, in wei. */
  MAX_INPUT_RATE("maxInputRate", 0, below2(80), BigInteger.TEN.pow(22)),
  /** Highest price of a model's 1,000 output tokens, in wei. */
  MAX_OUTPUT_RATE("maxOutputRate", 0, below2(80), BigInteger.TEN.pow(22)),
  /** Largest share of the net fee that a model's creator may ask for, in parts per 10,000. */
  MAX_CREATOR_SHARE("maxCreatorShare", 0, 10_000, 9_000),
  /** Most ancestors that a model may have. */
  MAX_LINEAGE("maxLineage", 0, 64, 8),
  /** Most keys that may sign a model's receipts at one time. */
  MAX_SERVING_KEYS("maxServingKeys", 1, 256, 16),
  /** Most versions that a model may have, prices by themselves and withdrawn ones included. */
  MAX_VERSIONS("maxVersions", 1, 65_535, 4_096),
  /** Blocks after a commitment in which it can be revealed. */
  REVEAL_WINDOW("revealWindow", 1, 1L << 24, 7_200),
  /** Blocks for which a contribution's bond can still be slashed after it is judged or lapsed. */
  BOND_LOCK("bondLock", 0, 1L << 28, 100_800),
  /** Blocks between two thirds of the attestations and activation: time to build the index. */
  ACTIVATION_DELAY("activationDelay", 1, 1L << 24, 7_200),
  /** Most reviewers of a Datanet: each vote counts those of all. */
  MAX_REVIEWERS("maxReviewers", 1, 256, 21),
  /** Most blocks for which access can be granted ahead. */
  MAX_ACCESS("maxAccess", 1, 1L << 32, 1L << 25),
  /** Blocks between announcing a withdrawal of prepaid coins or of a serving bond and its end. */
  WITHDRAWAL_DELAY("withdrawalDelay", 0, 1L << 24, 3_600),
  /** Blocks for which a reserved inference can be settled. */
  RESERVE_WINDOW("reserveWindow", 1, 1L << 24, 3_600),
  /** Most items of one batch. */
  MAX_BATCH("maxBatch", 1, 65_536, 1_024),
  /** Serving bond below which a model's inferences are not settled, in wei. */
  MIN_SERVING_BOND("minServingBond", 0, below2(88), BigInteger.ZERO),
  /** What a wrong receipt costs a model's serving bond, in wei. */
  UNDER_REPORTING_PENALTY(
      "underReportingPenalty", 0, below2(88), BigInteger.TEN.multiply(BigInteger.TEN.pow(18))),
  /** Blocks between asking for stake, or free gOPEN, back and its withdrawal. */
  STAKE_COOLDOWN("stakeCooldown", 1, 1L << 28, 100_800),
  /**
   * Share of a model's stakers' shares that goes to what is staked on the model, in parts per 100;
   * the rest is general stake's. A model's takes effect with the next change of its stake, or
   * claim.
   */
  MODEL_STAKERS_SHARE("modelStakersShare", 0, 100, 50),
  /** Most that one slash takes of stake, or of a provider's bond, in parts per 10,000. */
  MAX_SLASH("maxSlash", 0, 5_000, 1_000),
  /** Votes that a proposer must have had one block ago, in wei of gOPEN. */
  PROPOSAL_THRESHOLD("proposalThreshold", 0, BigInteger.TEN.pow(25), BigInteger.TEN.pow(22)),
  /** Blocks between a proposal and the block at whose end votes are counted. */
  VOTING_DELAY("votingDelay", 1, (1L << 24) - 1, 7_200),
  /**
   * Blocks in which votes are cast. Delay and period together should stay below stakeCooldown: who
   * has voted is then still liable when the vote ends.
   */
  VOTING_PERIOD("votingPeriod", 1, (1L << 24) - 1, 50_400),
  /** Blocks between the queueing of a proposal that succeeded and its execution. */
  TIMELOCK("timelock", 1, (1L << 24) - 1, 50_400),
  /** Blocks in which a proposal must be queued after its vote, and executed after its timelock. */
  PROPOSAL_GRACE("proposalGrace", 1, (1L << 24) - 1, 100_800),
  /** Share of all votes that must be for a proposal or abstain, in parts per 10,000. */
  QUORUM("quorum", 1, 5_000, 500),
  /** Most actions of one proposal. */
  MAX_ACTIONS("maxActions", 1, 64, 16),
  /**
   * Least blocks between scheduling a version of the protocol and its first block: the time in
   * which all operators upgrade.
   */
  PROTOCOL_NOTICE("protocolNotice", 1, 1L << 24, 100_800),
  /** Blocks of each of the four windows of a feedback round. */
  FEEDBACK_WINDOW("feedbackWindow", 1, 1L << 24, 3_600),
  /** Most items of a feedback round: each rater rates all of them. */
  MAX_FEEDBACK_ITEMS("maxFeedbackItems", 1, 32, 16),
  /** Most raters of a feedback round. */
  MAX_RATERS("maxRaters", 1, 65_535, 1_024),
  /** Ratings of others without which an item earns a rater nothing. */
  MIN_OTHER_RATERS("minOtherRaters", 3, 1_024, 3),
  /** Most of its budget that one rater may earn in a feedback round, in parts per 10,000. */
  MAX_RATER_SHARE("maxRaterShare", 1, 10_000, 1_000),
  /** What a feedback round may pay of the model's pool, in parts per 10,000. */
  FEEDBACK_ROUND_SHARE("feedbackRoundShare", 0, 10_000, 1_000),
  /** Largest share of what a creator earns that he may pledge to feedback, in parts per 10,000. */
  MAX_FEEDBACK_SHARE("maxFeedbackShare", 0, 10_000, 5_000),
  /** Bond below which nobody rates or corrects, in wei. */
  RATER_BOND("raterBond", 0, below2(88), BigInteger.valueOf(100).multiply(BigInteger.TEN.pow(18))),
  /** What ratings that are committed and not revealed cost a rater's bond, in wei. */
  UNREVEALED_PENALTY("unrevealedPenalty", 0, below2(88), BigInteger.TEN.pow(18)),
  /** What an approved correction earns at most, in wei. */
  CORRECTION_BOUNTY("correctionBounty", 0, below2(88), BigInteger.TEN.pow(18)),
  /** Bond without which nobody provides services, in wei; no job locks it. */
  MIN_PROVIDER_BOND("minProviderBond", 0, below2(88), BigInteger.TEN.pow(20)),
  /** Blocks between announcing a withdrawal of a provider's bond and its end. */
  PROVIDER_DELAY("providerDelay", 1, 1L << 28, 100_800),
  /** Longest time of a job's step, or of a hosting period, in blocks. */
  MAX_SERVICE_BLOCKS("maxServiceBlocks", 1, 1L << 28, 1L << 24),
  /** Most Datanets that one job trains on. */
  MAX_JOB_DATANETS("maxJobDatanets", 0, 64, 16),
  /** What the platform earns of what a provider is paid, in parts per 10,000. */
  SERVICE_FEE("serviceFee", 0, 2_000, 0),
  /** What a client gets of a provider's bond where a job is missed, in parts per 10,000. */
  MISSED_PENALTY("missedPenalty", 0, 10_000, 5_000),
  /** A dispute's bond as a part of the job's price, in parts per 10,000. */
  DISPUTE_SHARE("disputeShare", 0, 10_000, 1_000),
  /** Blocks in which a governor may resolve a dispute. */
  DISPUTE_WINDOW("disputeWindow", 1, 1L << 24, 50_400),
  /** Most models that an agent's list may name. */
  MAX_AGENT_MODELS("maxAgentModels", 1, 64, 16),
  /** Blocks of an INFLUENCE model whose contributors' shares are paid by one list of weights. */
  INFLUENCE_EPOCH("influenceEpoch", 1, 1L << 24, 7_200),
  /** Blocks after an epoch in which its result can come. */
  RESULT_WINDOW("resultWindow", 1, (1L << 24) - 1, 50_400),
  /** Blocks after a result in which it can be challenged. */
  CHALLENGE_WINDOW("challengeWindow", 1, 1L << 24, 21_600),
  /** Blocks after the challenge window in which a challenge can be decided. */
  RESOLUTION_WINDOW("resolutionWindow", 1, 1L << 24, 100_800),
  /** What a challenge costs who loses it, in wei. */
  CHALLENGE_BOND("challengeBond", 0, below2(88), BigInteger.TEN.pow(19)),
  /** Bond below which an attester does not sign, in wei. */
  MIN_ATTESTER_BOND("minAttesterBond", 1, below2(88), BigInteger.TEN.pow(21)),
  /** A result needs the signatures of more than so many of 100 attesters: never less than half. */
  ATTESTER_QUORUM("attesterQuorum", 50, 99, 50),
  /** Fewest attesters of an epoch that can have a result. */
  MIN_ATTESTERS("minAttesters", 1, 64, 3),
  /** Most attesters: paying an epoch counts the signatures of all. */
  MAX_ATTESTERS("maxAttesters", 1, 64, 21),
  /** Blocks between an attester's leaving and its bond's withdrawal, at least. */
  ATTESTER_DELAY("attesterDelay", 0, 1L << 28, 100_800),
  /** Share of an attester's bond that a slash takes, in parts per 10,000. */
  ATTESTER_SLASH("attesterSlash", 0, 5_000, 1_000),
  /** Most contributions that the weights of one epoch name. */
  MAX_WEIGHTS("maxWeights", 1, 4_096, 512);

  private final String label;
  private final BigInteger minimum;
  private final BigInteger maximum;
  private final BigInteger standard;

  Parameter(String name, long minimum, long maximum, long standard) {
    this(name, minimum, BigInteger.valueOf(maximum), BigInteger.valueOf(standard));
  }

  Parameter(String name, long minimum, BigInteger maximum, BigInteger standard) {
    this.label = name;
    this.minimum = BigInteger.valueOf(minimum);
    this.maximum = maximum;
    this.standard = standard;
  }

  /** The name, left-aligned in a word. */
  public Bytes32 key() {
    return AbiValues.name(label);
  }

  /** The parameter's name. */
  public String label() {
    return label;
  }

  public BigInteger minimum() {
    return minimum;
  }

  public BigInteger maximum() {
    return maximum;
  }

  /** The value of a genesis that does not say another. */
  public BigInteger standard() {
    return standard;
  }

  /** Whether the value is an account that is paid. */
  public boolean namesAccount() {
    return this == PLATFORM_ACCOUNT || this == TREASURY;
  }

  /**
   * Whether an account may be paid by this parameter: no native contract, which could not withdraw;
   * but the treasury may be Governance's, which spends its credit by votes.
   */
  public boolean admitsAccount(Address account) {
    boolean governance = account.equals(NativeAddress.GOVERNANCE.address());
    return !NativeAddress.contains(account) || (this == TREASURY && governance);
  }

  /** Whether a value lies within the bounds. */
  public boolean admits(BigInteger value) {
    return value.compareTo(minimum) >= 0 && value.compareTo(maximum) <= 0;
  }

  /** The parameter of a key. */
  public static Optional<Parameter> byKey(Bytes32 key) {
    for (Parameter parameter : values()) {
      if (parameter.key().equals(key)) {
        return Optional.of(parameter);
      }
    }
    return Optional.empty();
  }

  private static BigInteger below2(int bits) {
    return BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE);
  }
}
