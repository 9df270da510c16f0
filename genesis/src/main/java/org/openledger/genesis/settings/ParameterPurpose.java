package org.openledger.genesis.settings;

import org.openledger.precompile.system.Parameter;

/** What the governed parameters are for, to people who configure a network. */
final class ParameterPurpose {

  private ParameterPurpose() {}

  /** Whether a parameter is an amount of coins. */
  static boolean isCoins(Parameter parameter) {
    return switch (parameter) {
      case PLATFORM_FEE,
          MAX_INPUT_RATE,
          MAX_OUTPUT_RATE,
          MIN_SERVING_BOND,
          UNDER_REPORTING_PENALTY,
          RATER_BOND,
          UNREVEALED_PENALTY,
          CORRECTION_BOUNTY,
          PROPOSAL_THRESHOLD,
          MIN_PROVIDER_BOND,
          CHALLENGE_BOND,
          MIN_ATTESTER_BOND ->
          true;
      default -> false;
    };
  }

  /** What a parameter does. */
  static String of(Parameter parameter) {
    return switch (parameter) {
      case PLATFORM_FEE -> "wei off the top of each inference's fee";
      case PLATFORM_ACCOUNT -> "earns the platform fee";
      case TREASURY ->
          "earns general stake's rewards while there is none, slashed stake and surpluses";
      case MAX_OUTPUT -> "longest answer, in tokens";
      case MAX_INPUT -> "most input tokens of one inference";
      case MAX_SEGMENTS -> "most sealed versions that a model's links may reach";
      case MAX_CONTENT -> "largest content inside a transaction, in bytes";
      case MAX_SEALED -> "most contributions that one version may add";
      case MAX_VERSION_TOKENS -> "most tokens that one version may add: every node indexes them";
      case MIN_CONTRIBUTORS_SHARE -> "least share of contributors in the net fee, of 10,000";
      case MAX_MIN_SPAN -> "longest shortest span that a model may ask for, in tokens";
      case MAX_MIN_RARITY -> "largest least rarity that a model may ask for, in bits";
      case CHANGE_NOTICE -> "blocks from the announcement of a model's new terms until they hold";
      case MAX_INPUT_RATE -> "highest price of 1,000 input tokens, in wei";
      case MAX_OUTPUT_RATE -> "highest price of 1,000 output tokens, in wei";
      case MAX_CREATOR_SHARE -> "largest share of a model's creator in the net fee, of 10,000";
      case MAX_LINEAGE -> "most ancestors of a model";
      case MAX_SERVING_KEYS -> "most keys that may sign a model's receipts at one time";
      case MAX_VERSIONS -> "most versions of a model";
      case REVEAL_WINDOW -> "blocks in which a commitment can be revealed";
      case BOND_LOCK -> "blocks for which a judged contribution's bond can still be slashed";
      case ACTIVATION_DELAY -> "blocks from two thirds of the attestations to activation";
      case MAX_REVIEWERS -> "most reviewers of a Datanet";
      case MAX_ACCESS -> "most blocks for which access can be granted ahead";
      case WITHDRAWAL_DELAY -> "blocks from announcing a withdrawal of deposits to its end";
      case RESERVE_WINDOW -> "blocks for which a reserved inference can be settled";
      case MAX_BATCH -> "most items of one batch";
      case MIN_SERVING_BOND -> "serving bond below which nothing is settled, in wei";
      case UNDER_REPORTING_PENALTY -> "what a wrong receipt costs a serving bond, in wei";
      case STAKE_COOLDOWN -> "blocks from asking for stake back to its withdrawal";
      case MODEL_STAKERS_SHARE -> "what stake on a model earns of its stakers' share, of 100";
      case MAX_SLASH -> "most that one slash takes of stake, or of a provider's bond, of 10,000";
      case PROPOSAL_THRESHOLD -> "votes that a proposer must have, in wei of gOPEN";
      case VOTING_DELAY -> "blocks from a proposal to its snapshot";
      case VOTING_PERIOD -> "blocks in which votes are cast; with the delay, below stakeCooldown";
      case TIMELOCK -> "blocks from queueing a proposal to its execution";
      case PROPOSAL_GRACE -> "blocks after the vote to queue, and after the timelock to execute";
      case QUORUM -> "share of all votes that must be for a proposal or abstain, of 10,000";
      case MAX_ACTIONS -> "most actions of one proposal";
      case PROTOCOL_NOTICE -> "blocks from scheduling a version of the protocol to its first block";
      case FEEDBACK_WINDOW -> "blocks of each of a feedback round's four windows";
      case MAX_FEEDBACK_ITEMS -> "most inferences that one feedback round rates";
      case MAX_RATERS -> "most raters of one feedback round";
      case MIN_OTHER_RATERS -> "ratings of others without which an item earns nothing";
      case MAX_RATER_SHARE -> "most of a feedback round's budget for one rater, of 10,000";
      case FEEDBACK_ROUND_SHARE -> "most of a model's pool that a feedback round pays, of 10,000";
      case MAX_FEEDBACK_SHARE ->
          "most of a creator's part that he may pledge to feedback, of 10,000";
      case RATER_BOND -> "bond below which nobody rates or corrects, in wei";
      case UNREVEALED_PENALTY -> "what ratings that are not revealed cost a rater's bond, in wei";
      case CORRECTION_BOUNTY -> "what an approved correction earns at most, in wei";
      case MIN_PROVIDER_BOND -> "bond without which nobody provides services, in wei";
      case PROVIDER_DELAY -> "blocks from announcing a withdrawal of a provider's bond to its end";
      case MAX_SERVICE_BLOCKS -> "most blocks of a job's step, or of a hosting period";
      case MAX_JOB_DATANETS -> "most Datanets that one job trains on";
      case SERVICE_FEE -> "what the platform earns of a provider's pay, of 10,000";
      case MISSED_PENALTY -> "what a client gets of the bond of a missed job, of 10,000";
      case DISPUTE_SHARE -> "a dispute's bond as a part of the job's price, of 10,000";
      case DISPUTE_WINDOW -> "blocks in which a governor may resolve a dispute";
      case MAX_AGENT_MODELS -> "most models that an agent's list may name";
      case INFLUENCE_EPOCH -> "blocks of an INFLUENCE model that one result pays";
      case RESULT_WINDOW -> "blocks for an epoch's result";
      case CHALLENGE_WINDOW -> "blocks to challenge a result";
      case RESOLUTION_WINDOW -> "blocks, after those, to decide a challenge";
      case CHALLENGE_BOND -> "wei that a lost challenge costs";
      case MIN_ATTESTER_BOND -> "wei of bond below which an attester does not sign";
      case ATTESTER_QUORUM -> "of 100 attesters so many, and one more, make a result";
      case MIN_ATTESTERS -> "fewest attesters of an epoch that can have a result";
      case MAX_ATTESTERS -> "most attesters";
      case ATTESTER_DELAY -> "blocks between leaving and an attester's bond back, at least";
      case ATTESTER_SLASH -> "part of an attester's bond that a slash takes, of 10,000";
      case MAX_WEIGHTS -> "most contributions that one result names";
    };
  }
}
