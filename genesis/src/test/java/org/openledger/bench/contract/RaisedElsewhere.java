package org.openledger.bench.contract;

import java.util.Collections;
import java.util.List;
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
      raised(contract.name(), "DelegateCallNotAllowed", "dispatch/DispatcherTest");
      raised(contract.name(), "StaticCallNotAllowed", "dispatch/DispatcherTest");
      raised(contract.name(), "UnknownSelector", "dispatch/DispatcherTest");
      raised(contract.name(), "MalformedCalldata", "machine/MalformedCalldataTest");
    }
    raised("Agents", "TooManyCoins", "agent/AgentsTest");
    raised("Agents", "WalletTaken", "agent/AgentsTest");
    raised("Datanets", "DigestMismatch", "datanet/ActivationTest");
    raised("Datanets", "NotEnoughAttestations", "datanet/ActivationTest");
    for (String error :
        List.of("DirectNotAllowed", "InlineNotAllowed", "OwnContribution", "QuotaExceeded")) {
      raised("Datanets", error, "datanet/DatanetErrorsTest");
    }
    for (String error :
        List.of(
            "BondTooNew", "ConflictOfInterest", "TooManyItems", "TooManyRaters", "WrongRating")) {
      raised("Feedback", error, "feedback/FeedbackTest");
    }
    raised("Feedback", "RaterIsAgent", "feedback/ConflictTest");
    raised("Feedback", "TooEarly", "feedback/SharesTest");
    raised("Feedback", "TooManyCoins", "feedback/SharesTest");
    for (String error : List.of("AgentExpired", "AgentLimitExceeded", "ModelNotAllowed")) {
      raised("InferenceFees", error, "agent/AgentSpendingTest");
    }
    raised("InferenceFees", "BatchItemFailed", "fee/BatchesTest");
    raised("InferenceFees", "ModelNotDeployed", "fee/InferenceFeesTest");
    raised("InferenceFees", "NotForAgents", "agent/AgentsTest");
    raised("InferenceFees", "PermitEnded", "fee/PledgesTest");
    raised("InferenceFees", "TooManyCoins", "fee/DepositsTest");
    raised("InferenceFees", "WrongBatchItem", "fee/DisputesTest");
    raised("InferenceFees", "WrongOpening", "fee/DisputesTest");
    for (String error :
        List.of(
            "AlreadyRerun",
            "NotEligible",
            "SignedTwice",
            "UnlinkedContribution",
            "WeightsExceedWhole")) {
      raised("InfluenceAttestations", error, "influence/ResultTest");
    }
    raised("InfluenceAttestations", "TooManyCoins", "influence/ResultTest");
    raised("Models", "NoAccess", "model/ModelsTest");
    raised("Models", "VersionNotActive", "model/ModelsTest");
    for (String error :
        List.of(
            "AccessNotGranted",
            "AccessTooLong",
            "ConflictOfInterest",
            "DataBudgetExceeded",
            "ModelRetired",
            "NotCreator",
            "NotPayable")) {
      raised("Services", error, "service/JobsTest");
    }
    for (String error : List.of("NothingToSlash", "SlashedLately", "TooManyCoins", "WorkOpen")) {
      raised("Services", error, "service/ProvidersTest");
    }
    for (String error :
        List.of(
            "AlreadySettled",
            "EscrowExceeded",
            "LimitExceeded",
            "OfferFull",
            "OutsideSubscription",
            "WrongSigner")) {
      raised("Services", error, "service/HostingTest");
    }
    raised("Staking", "ModelRetired", "stake/StakingTest");
    raised("Staking", "TooManyCoins", "stake/StakingTest");
    raised("Governance", "GovernorRestrictedProposer", "governance/GovernanceTest");
    raised("Governance", "GovernorUnmetDelay", "governance/GovernanceAttackTest");
    raised("Governance", "TooManyActions", "governance/GovernanceTest");
    raised("Governance", "TooManyCoins", "governance/TreasuryTest");
    raised("System", "LastAdmin", "system/SystemContractTest");
    raised("System", "NotPayable", "system/SystemContractTest");
    raised("System", "TooManyMembers", "system/SystemContractTest");
    raised("TokenAttribution", "VersionNotActive", "attribution/TokenAttributionTest");
  }

  private RaisedElsewhere() {}

  private static void raised(String contract, String error, String test) {
    TEST_OF.put(contract + "." + error, test);
  }

  /** Errors such as {@code Models.NoAccess}, in their order, each with its test. */
  static SortedMap<String, String> tests() {
    return Collections.unmodifiableSortedMap(TEST_OF);
  }
}
