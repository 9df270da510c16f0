package org.openledger.integration.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.openledger.precompile.host.Address;

/** Requests about {@link ApiStory}, each with a name; every method is asked at least once. */
final class ApiRequests {

  /**
   * A request.
   *
   * @param name of its snapshot
   * @param method without the namespace
   * @param params JSON values
   */
  record Request(String name, String method, List<Object> params) {

    String fullMethod() {
      return "openledger_" + method;
    }
  }

  private static final String KNOWN =
      "They wrote down how many hours after the full moon had crossed the south the water stood"
          + " highest, and called that number the establishment of the port.";

  private static final String MIXED =
      "As the old book says: " + KNOWN + " Nobody gives an order, one might add.";

  private static final Map<String, Object> EXPIRED =
      Map.of("expiry", "0x1", "signature", "0x" + "00".repeat(65));

  private ApiRequests() {}

  static List<Request> all() {
    return List.of(
        request("limits"),
        request("readiness"),
        request("getNetwork"),
        request("segments"),
        request("contentStatus"),
        request("listDatanets"),
        request("getDatanet", 1),
        named("getDatanet-closed", "getDatanet", "0x2", "latest"),
        named("getDatanet-unknown", "getDatanet", "0x63"),
        request("listContributions"),
        named(
            "listContributions-page",
            "listContributions",
            Map.of("datanet", "0x1", "status", "accepted"),
            "latest",
            Map.of("size", "0x2")),
        named("listContributions-rejected", "listContributions", Map.of("status", "rejected")),
        named("listContributions-wrong", "listContributions", Map.of("state", "rejected")),
        request("getContribution", 1),
        named("getContribution-committed", "getContribution", 7),
        request("listVersions", 1),
        request("getVersion", 1, 1),
        request("getAccess", 2, account(8)),
        named("getAccess-none", "getAccess", 2, account(9)),
        named("getAccess-open", "getAccess", 1, account(9)),
        request("listModels"),
        request("getModel", 1),
        named("getModel-unknown", "getModel", "0x2"),
        request("listModelVersions", 1),
        request("getModelVersion", 1, 1),
        request("listAccounts"),
        request("getAccount", account(3)),
        request("quote", 1, "0x3e8", "0xc8"),
        request("getRequest", account(7), 1, "0x4d"),
        request("getPledge", account(7), 1),
        request("getStaker", account(9)),
        named("getStaker-none", "getStaker", account(8)),
        request("listStakes", account(9)),
        request("getStakePool", 1),
        named("getStakePool-general", "getStakePool", 0, "latest"),
        named("getStakePool-unknown", "getStakePool", "0x2"),
        request("listAgents"),
        request("getAgent", 1),
        named("getAgent-proposed", "getAgent", "0x2", "latest"),
        named("getAgent-unknown", "getAgent", "0x3"),
        named("getAccount-agent", "getAccount", account(9)),
        request("conservation"),
        named("conservation-recount", "conservation", true),
        named("conservation-earliest", "conservation", true, "earliest"),
        request("listJobs"),
        named("listJobs-open", "listJobs", Map.of("status", "open")),
        request("getJob", 1),
        named("getJob-unknown", "getJob", 99),
        request("listOffers"),
        request("getOffer", 1),
        named("getOffer-unknown", "getOffer", 99),
        request("getProvider", account(6)),
        named("getProvider-none", "getProvider", account(9)),
        request("getInfluence", 1),
        named("getInfluence-unknown", "getInfluence", 2),
        request("listAttesters"),
        request("getFeedback", 1),
        named("getFeedback-unknown", "getFeedback", 2),
        request("listFeedbackItems", 1, 1),
        request("getGovernance"),
        named("getGovernance-earliest", "getGovernance", "earliest"),
        request("listProposals"),
        named("listProposals-canceled", "listProposals", Map.of("state", "canceled")),
        named(
            "listProposals-page",
            "listProposals",
            Map.of("proposer", account(9)),
            "latest",
            Map.of("size", 2)),
        named("listProposals-none", "listProposals", Map.of("proposer", account(8))),
        request("getProposal", proposal(1)),
        named("getProposal-unknown", "getProposal", "0x1"),
        request("listVotes", proposal(1)),
        named("listVotes-abstain", "listVotes", proposal(1), Map.of("support", "abstain")),
        named("listVotes-voter", "listVotes", proposal(1), Map.of("voter", account(9))),
        named("listVotes-unknown", "listVotes", "0x1"),
        request("getVotingPower", account(9)),
        named("getVotingPower-none", "getVotingPower", account(5)),
        request("listSubscriptions", Map.of("client", account(8))),
        named("listSubscriptions-provider", "listSubscriptions", Map.of("provider", account(6))),
        named(
            "listSubscriptions-none",
            "listSubscriptions",
            Map.of("provider", account(9), "status", "active")),
        request("getSubscription", 1),
        named("getSubscription-unknown", "getSubscription", 99),
        request("attribute", Map.of("model", "0x1", "text", MIXED)),
        named(
            "attribute-datanet",
            "attribute",
            Map.of("datanet", "0x1", "text", MIXED, "pool", "1000000000000000000")),
        named(
            "attribute-whatIf",
            "attribute",
            Map.of("model", 1, "text", MIXED, "minSpan", "0x28", "unit", "rarity")),
        named(
            "attribute-without",
            "attribute",
            Map.of("model", 1, "text", MIXED, "without", List.of("0x1"))),
        named("attribute-both", "attribute", Map.of("model", 1, "datanet", 1, "text", MIXED)),
        request("checkDuplicates", 1, MIXED),
        named("checkDuplicates-unsealed", "checkDuplicates", 2, KNOWN),
        named(
            "listInferences-contributor",
            "listInferences",
            Map.of("model", 1, "contributor", account(11))),
        named("attributionGraph-account", "attributionGraph", Map.of("account", account(11)), 2),
        request("getContent", 1, 0, 100, EXPIRED),
        request("putContent", 4, 0, "0x00", EXPIRED),
        request("listInferences"),
        named("listInferences-model", "listInferences", Map.of("model", 1), Map.of("fromTime", 1)),
        named(
            "listInferences-both",
            "listInferences",
            Map.of("payer", account(7), "contributor", account(7))),
        request("getInference", 1, account(5), 1),
        named("getInference-unknown", "getInference", 1, account(7), 9_999),
        request("listActivity", account(7)),
        request("earnings", account(11)),
        named("earnings-treasury", "earnings", account(3)),
        named(
            "earnings-parts",
            "earnings",
            account(3),
            Map.of("fromBlock", 1),
            Map.of("seconds", 1_000_000_000)),
        request("settlements"),
        named("settlements-model", "settlements", 1, null, Map.of("blocks", 1_000_000)),
        request("topContributors"),
        named("topContributors-page", "topContributors", null, null, Map.of("size", 1)),
        request("topPayers"),
        request("topModels"),
        request("topDatanets"),
        request("attributionGraph", Map.of("model", 1)),
        named("attributionGraph-datanet", "attributionGraph", Map.of("datanet", 1), 2),
        named("attributionGraph-unknown", "attributionGraph", Map.of("datanet", 99)),
        request("estimate", 1, KNOWN),
        named("evidence-unknown", "evidence", "0x" + "00".repeat(32)),
        named("evidence-malformed", "evidence", "0x00"),
        named("absence-unknown", "absence", "0x" + "00".repeat(32), 1),
        named("verifyEvidence-malformed", "verifyEvidence", "0x00"),
        named("refute-malformed", "refute", "0x00"),
        named("unknownBlock", "getModel", 1, "0xffffff"),
        named("hugePage", "listModels", "latest", Map.of("size", "0x2710")),
        named("forgedCursor", "listModels", "latest", Map.of("cursor", "AAAA")));
  }

  /** About the demo's settlement, whose transaction and evidence differ from run to run. */
  static List<Request> aboutTheSettlement(ApiAnswers node) throws Exception {
    JsonNode settled = node.ask("openledger_getInference", List.of(1, account(5), 1));
    String transaction = settled.at("/result/inference/transactionHash").asText();
    JsonNode made = node.ask("openledger_evidence", List.of(transaction));
    String evidence = made.at("/result/compact").asText();
    return List.of(
        named("evidence-settled", "evidence", transaction),
        named("absence-settled", "absence", transaction, 1),
        named("absence-used", "absence", transaction, 3),
        named("verifyEvidence-settled", "verifyEvidence", evidence),
        named("refute-settled", "refute", evidence));
  }

  private static String proposal(int number) {
    return "0x" + ApiProposals.id(number).toString(16);
  }

  static String account(int index) {
    Address address = ApiStory.account(index).address();
    return address.toString();
  }

  private static Request request(String method, Object... params) {
    return named(method, method, params);
  }

  private static Request named(String name, String method, Object... params) {
    return new Request(name, method, Arrays.asList(params));
  }
}
