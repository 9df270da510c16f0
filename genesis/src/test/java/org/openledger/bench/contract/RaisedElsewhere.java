package org.openledger.bench.contract;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.openledger.precompile.Contracts;
import org.openledger.precompile.dispatch.NativeContract;
import org.openledger.precompile.host.SegmentSource;

/**
 * Errors that take a state which no recorded story comes to, and the tests that raise them; all
 * others are raised by {@link BentCalls}.
 */
final class RaisedElsewhere {

  private static final SortedMap<String, String> TEST_OF = new TreeMap<>();

  static {
    for (NativeContract contract : Contracts.all(SegmentSource.none())) {
      // Of every contract alike, before any function runs.
      raised(
          contract.name(),
          "dispatch/DispatcherTest",
          "DelegateCallNotAllowed",
          "StaticCallNotAllowed",
          "UnknownSelector");
      raised(contract.name(), "machine/MalformedCalldataTest", "MalformedCalldata");
    }
    raised("Agents", "agent/AgentsTest", "TooManyCoins", "WalletTaken");
    raised("Datanets", "datanet/ActivationTest", "DigestMismatch", "NotEnoughAttestations");
    raised(
        "Datanets",
        "datanet/DatanetErrorsTest",
        "DirectNotAllowed",
        "InlineNotAllowed",
        "OwnContribution",
        "QuotaExceeded");
    raised(
        "Feedback",
        "feedback/FeedbackTest",
        "BondTooNew",
        "ConflictOfInterest",
        "TooManyItems",
        "TooManyRaters",
        "WrongRating");
    raised("Feedback", "feedback/ConflictTest", "RaterIsAgent");
    raised("Feedback", "feedback/SharesTest", "TooEarly", "TooManyCoins");
    raised(
        "Governance", "governance/GovernanceTest", "GovernorRestrictedProposer", "TooManyActions");
    raised("Governance", "governance/GovernanceAttackTest", "GovernorUnmetDelay");
    raised("Governance", "governance/TreasuryTest", "TooManyCoins");
    raised(
        "InferenceFees",
        "agent/AgentSpendingTest",
        "AgentExpired",
        "AgentLimitExceeded",
        "ModelNotAllowed");
    raised("InferenceFees", "fee/InferenceFeesTest", "ModelNotDeployed");
    raised("InferenceFees", "agent/AgentsTest", "NotForAgents");
    raised("InferenceFees", "fee/PledgesTest", "PermitEnded");
    raised("InferenceFees", "fee/DepositsTest", "TooManyCoins");
    raised("InferenceFees", "fee/DisputesTest", "WrongBatchItem", "WrongOpening");
    raised(
        "InfluenceAttestations",
        "influence/ResultTest",
        "AlreadyRerun",
        "NotEligible",
        "SignedTwice",
        "UnlinkedContribution",
        "WeightsExceedWhole",
        "TooManyCoins");
    raised("Models", "model/ModelsTest", "NoAccess", "VersionNotActive");
    raised(
        "Services",
        "service/JobsTest",
        "AccessNotGranted",
        "AccessTooLong",
        "ConflictOfInterest",
        "DataBudgetExceeded",
        "ModelRetired",
        "NotCreator",
        "NotPayable");
    raised(
        "Services",
        "service/ProvidersTest",
        "NothingToSlash",
        "SlashedLately",
        "TooManyCoins",
        "WorkOpen");
    raised(
        "Services",
        "service/HostingTest",
        "AlreadySettled",
        "EscrowExceeded",
        "LimitExceeded",
        "OfferFull",
        "OutsideSubscription",
        "WrongSigner");
    raised("Staking", "stake/StakingTest", "ModelRetired", "TooManyCoins");
    raised("System", "system/SystemContractTest", "LastAdmin", "NotPayable", "TooManyMembers");
    raised("TokenAttribution", "attribution/TokenAttributionTest", "VersionNotActive");
  }

  private RaisedElsewhere() {}

  private static void raised(String contract, String test, String... errors) {
    for (String error : errors) {
      TEST_OF.put(contract + "." + error, test);
    }
  }

  /** Errors such as {@code Models.NoAccess}, in their order, each with its test. */
  static SortedMap<String, String> tests() {
    return Collections.unmodifiableSortedMap(TEST_OF);
  }
}
