package org.openledger.bench.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.openledger.precompile.Contracts;
import org.openledger.precompile.abi.AbiError;
import org.openledger.precompile.abi.ContractAbi;
import org.openledger.precompile.dispatch.NativeContract;
import org.openledger.precompile.host.SegmentSource;

/**
 * Every error of every interface is raised by some call: by one of {@link BentCalls}, or, where it
 * takes a state that no recorded story comes to, by the test named here. None is unreachable.
 */
class EveryErrorTest {

  private static final Path TESTS =
      Path.of("../precompiles/src/test/java/org/openledger/precompile");

  /** Which test raises it. */
  private static final SortedMap<String, String> ELSEWHERE = new TreeMap<>();

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

  private static void raised(String contract, String error, String test) {
    ELSEWHERE.put(contract + "." + error, test);
  }

  @Test
  void everyDeclaredErrorIsRaisedByACall() {
    BentCalls calls = BentCalls.make();
    SortedSet<String> unseen = new TreeSet<>();
    for (NativeContract contract : Contracts.all(SegmentSource.none())) {
      ContractAbi abi = ContractAbi.of(contract.name());
      for (AbiError error : abi.errors()) {
        unseen.add(contract.name() + "." + error.name());
      }
      for (String function : abi.functions().keySet()) {
        for (String error : calls.errors(contract.name() + "." + function)) {
          unseen.remove(contract.name() + "." + error);
        }
      }
    }
    assertThat(unseen).isEqualTo(ELSEWHERE.keySet());
  }

  /** Tests refuse by name: one that no longer raises an error no longer names it. */
  @Test
  void theNamedTestsNameTheirErrors() throws IOException {
    for (String error : ELSEWHERE.keySet()) {
      String source = Files.readString(TESTS.resolve(ELSEWHERE.get(error) + ".java"));
      String name = error.substring(error.indexOf('.') + 1);
      assertThat(source).as(error).contains('"' + name + '"');
    }
  }
}
