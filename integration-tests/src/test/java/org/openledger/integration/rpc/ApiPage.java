package org.openledger.integration.rpc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * A page of docs/rpc about a group of methods: made from the OpenRPC document and from answers that
 * were written down.
 *
 * @param name of the file
 * @param title of the page
 * @param about what the group is for
 * @param methods in the order of the page, without the namespace
 */
record ApiPage(String name, String title, String about, List<String> methods) {

  private static final int MOST_LINES = 70;

  /** All pages; every method stands on one of them. */
  static List<ApiPage> all() {
    return List.of(
        new ApiPage(
            "node",
            "The node",
            "What a node tells of itself: its software, its limits, its readiness, its indexes.",
            List.of("version", "discover", "limits", "readiness", "segments", "segmentStatus")),
        new ApiPage(
            "network",
            "The network and its accounts",
            "The configuration that every node has in common, and what accounts hold and are owed.",
            List.of("getNetwork", "getAccount", "listAccounts")),
        new ApiPage(
            "datanets",
            "Datanets, contributions, versions, access",
            "The data that models build on.",
            List.of(
                "listDatanets",
                "getDatanet",
                "listContributions",
                "getContribution",
                "listVersions",
                "getVersion",
                "getAccess")),
        new ApiPage(
            "models",
            "Models",
            "Models, their versions, lineage, prices and keys.",
            List.of("listModels", "getModel", "listModelVersions", "getModelVersion")),
        new ApiPage(
            "fees",
            "Fees and conservation",
            "What an inference costs, where a request stands, and whether every wei has an owner.",
            List.of("quote", "getRequest", "getPledge", "conservation")),
        new ApiPage(
            "staking",
            "Staking",
            "gOPEN, what is staked with it, and what stake has earned.",
            List.of("getStaker", "listStakes", "getStakePool")),
        new ApiPage(
            "governance",
            "Governance",
            "Proposals, votes, and the rules that they go by. States are those of OpenZeppelin's"
                + " Governor; time is the block number.",
            List.of(
                "getGovernance", "listProposals", "getProposal", "listVotes", "getVotingPower")),
        new ApiPage(
            "services",
            "Services",
            "Fine-tune jobs, hosting offers and subscriptions, and who provides them.",
            List.of(
                "listJobs",
                "getJob",
                "listOffers",
                "getOffer",
                "listSubscriptions",
                "getSubscription",
                "getProvider")),
        new ApiPage(
            "feedback",
            "Feedback",
            "What a model has for feedback, and how people rated its answers.",
            List.of("getFeedback", "listFeedbackItems")),
        new ApiPage(
            "agents",
            "Agents",
            "Wallets that spend within limits: what they may, what they have, whose they are.",
            List.of("listAgents", "getAgent")),
        new ApiPage(
            "influence",
            "Attested influence",
            "What waits for the contributors of a model that pays by influence, and who attests"
                + " it.",
            List.of("getInfluence", "listAttesters")),
        new ApiPage(
            "attribution",
            "Attribution and duplicates",
            "Whose an answer is, what it would pay if things were otherwise, and what a Datanet"
                + " holds already.",
            List.of("attribute", "checkDuplicates")),
        new ApiPage(
            "evidence",
            "Evidence",
            "Proofs of what a settlement paid, and of what it did not.",
            List.of("evidence", "absence", "verifyEvidence", "refute")),
        new ApiPage(
            "content",
            "Content",
            "Contents by their roots, in pieces. Besu serves them only with"
                + " `--plugin-openledger-content-serve`, and takes them only with"
                + " `--plugin-openledger-content-take`; the devnet does both. Every validator's"
                + " operator can read every Datanet of its chain.",
            List.of("contentStatus", "getContent", "putContent")),
        new ApiPage(
            "history",
            "History",
            "What was settled, who was paid, who paid, from an index that each node derives from"
                + " the chain.",
            List.of(
                "historyStatus",
                "listInferences",
                "getInference",
                "listActivity",
                "earnings",
                "settlements",
                "topContributors",
                "topPayers",
                "topModels",
                "topDatanets",
                "attributionGraph",
                "estimate")));
  }

  /** The page as Markdown. */
  String text(JsonNode document, Path snapshots) throws IOException {
    StringBuilder page = new StringBuilder();
    page.append("# ").append(title).append("\n\n").append(about);
    page.append(" Conventions, errors and cursors: [README](README.md).\n");
    page.append("\n| method | |\n|---|---|\n");
    for (String method : methods) {
      String full = "openledger_" + method;
      page.append("| [`").append(full).append("`](#").append(full.toLowerCase(Locale.ROOT));
      page.append(") | ").append(declared(document, full).get("summary").asText()).append(" |\n");
    }
    for (String method : methods) {
      append(
          page,
          document,
          declared(document, "openledger_" + method),
          snapshots.resolve(method + ".json"));
    }
    Path examples = snapshots.resolveSibling("examples").resolve(name + ".md");
    if (Files.exists(examples)) {
      page.append(Files.readString(examples));
    }
    return page.toString();
  }

  private static JsonNode declared(JsonNode document, String method) {
    return StreamSupport.stream(document.get("methods").spliterator(), false)
        .filter(it -> it.get("name").asText().equals(method))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no method " + method));
  }

  private static void append(StringBuilder page, JsonNode document, JsonNode method, Path snapshot)
      throws IOException {
    page.append("\n## ").append(method.get("name").asText()).append("\n\n");
    page.append(method.get("summary").asText()).append("\n");
    if (method.get("params").isEmpty()) {
      page.append("\nNo parameters.\n");
    } else {
      page.append("\n| # | parameter | type | | |\n|---|---|---|---|---|\n");
      int place = 0;
      for (JsonNode param : method.get("params")) {
        row(
            page,
            Integer.toString(place++),
            "`" + param.get("name").asText() + "`",
            type(withoutNull(param.get("schema"))),
            param.get("required").asBoolean() ? "required" : "",
            param.get("description").asText());
      }
    }
    for (JsonNode param : method.get("params")) {
      members(
          page,
          document,
          withoutNull(param.get("schema")),
          "Members of `" + param.get("name").asText() + "`");
    }
    members(page, document, method.at("/result/schema"), "Result");
    List<String> errors = new ArrayList<>();
    method
        .get("errors")
        .forEach(error -> errors.add("`" + error.get("$ref").asText().replaceAll(".*/", "") + "`"));
    page.append("\nErrors: ").append(String.join(", ", errors)).append(".\n");
    if (Files.exists(snapshot)) {
      example(page, ApiAnswers.JSON.readTree(Files.readString(snapshot)));
    }
  }

  /** A table of an object's members; nothing for what is no object. */
  private static void members(
      StringBuilder page, JsonNode document, JsonNode schema, String heading) {
    JsonNode object = object(document, schema);
    if (!object.has("properties") || object.path("title").asText().equals("Page")) {
      return;
    }
    boolean list = schema.path("type").asText().equals("array");
    page.append("\n").append(heading).append(list ? ", a list of" : "").append(":\n\n");
    page.append("| member | type | |\n|---|---|---|\n");
    for (Map.Entry<String, JsonNode> member : object.get("properties").properties()) {
      row(
          page,
          "`" + member.getKey() + "`",
          type(member.getValue()),
          member.getValue().path("description").asText());
    }
    JsonNode items = object.at("/properties/items/items");
    if (!items.isMissingNode()) {
      members(page, document, items, "Members of an item");
    }
  }

  private static JsonNode object(JsonNode document, JsonNode schema) {
    JsonNode inner = schema.path("type").asText().equals("array") ? schema.get("items") : schema;
    return inner.has("$ref") ? document.at(inner.get("$ref").asText().substring(1)) : inner;
  }

  /** What may be left out may be null: the type of what it is where it is there. */
  private static JsonNode withoutNull(JsonNode schema) {
    return schema.has("oneOf") ? schema.at("/oneOf/0") : schema;
  }

  /** A type in one word or two. */
  private static String type(JsonNode schema) {
    if (schema.has("$ref")) {
      return schema.get("$ref").asText().replaceAll(".*/", "");
    }
    if (schema.has("allOf")) {
      return type(schema.at("/allOf/0"));
    }
    if (schema.has("oneOf")) {
      return type(schema.at("/oneOf/0")) + " or null";
    }
    if (schema.has("enum")) {
      List<String> names = new ArrayList<>();
      schema.get("enum").forEach(name -> names.add("`" + name.asText() + "`"));
      return String.join(", ", names);
    }
    if (schema.path("type").asText().equals("array")) {
      return "list of " + type(schema.get("items"));
    }
    return schema.has("title") ? schema.get("title").asText() : schema.path("type").asText();
  }

  private static void row(StringBuilder page, String... cells) {
    page.append("|");
    for (String cell : cells) {
      page.append(" ").append(cell.replace("|", "\\|")).append(" |");
    }
    page.append("\n");
  }

  private static void example(StringBuilder page, JsonNode snapshot)
      throws JsonProcessingException {
    ObjectNode request = ApiAnswers.JSON.createObjectNode();
    request.put("jsonrpc", "2.0").put("id", 1).put("method", snapshot.get("method").asText());
    request.set("params", snapshot.get("params"));
    page.append("\n```sh\ncurl -s $RPC_URL -H 'Content-Type: application/json' -d '");
    page.append(ApiAnswers.JSON.writeValueAsString(request)).append("'\n```\n\n```json\n");
    String answer =
        ApiAnswers.JSON
            .writerWithDefaultPrettyPrinter()
            .writeValueAsString(Optional.ofNullable(snapshot.get("result")).orElse(snapshot));
    List<String> lines = answer.lines().toList();
    lines.stream().limit(MOST_LINES).forEach(line -> page.append(line).append("\n"));
    page.append(lines.size() > MOST_LINES ? "…\n" : "").append("```\n");
  }
}
