package org.openledger.integration.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Asks a node, and takes out of its answers what differs from run to run and from host to host. */
final class ApiAnswers implements AutoCloseable {

  /** Members by name: a request is written down the same in every run. */
  static final ObjectMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

  /** Numbers of blocks, which depend on how a host shares transactions out to blocks. */
  private static final Set<String> BLOCKS =
      Set.of(
          "activationBlock",
          "blockNumber",
          "deadline",
          "endBlock",
          "first",
          "expiry",
          "fromBlock",
          "indexedBlock",
          "last",
          "logIndex",
          "paidUntil",
          "releaseBlock",
          "settleBlock",
          "snapshot",
          "start",
          "startBlock",
          "timestamp",
          "transactionIndex",
          "unlockBlock",
          "unused");

  /** Hashes of what differs; a commitment is salted. */
  private static final Set<String> HASHES =
      Set.of("blockHash", "outputCommitment", "transactionHash");

  private static final int SHORTEST_CURSOR = 50;

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI url;

  ApiAnswers(String url) {
    this.url = URI.create(url);
  }

  /** The whole response, or the error of it. */
  JsonNode ask(String method, List<Object> params) throws IOException, InterruptedException {
    ObjectNode request = JSON.createObjectNode();
    request.put("jsonrpc", "2.0");
    request.put("id", 1);
    request.put("method", method);
    request.set("params", JSON.valueToTree(params));
    HttpResponse<byte[]> response =
        http.send(
            HttpRequest.newBuilder(url)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(request)))
                .build(),
            HttpResponse.BodyHandlers.ofByteArray());
    return JSON.readTree(response.body());
  }

  /** {@code result} or {@code error} of the answer, without what differs. */
  JsonNode stable(ApiRequests.Request request) throws IOException, InterruptedException {
    ObjectNode answer = (ObjectNode) ask(request.fullMethod(), request.params());
    answer.remove(List.of("jsonrpc", "id"));
    return stable(answer);
  }

  private static JsonNode stable(JsonNode node) {
    if (node instanceof ObjectNode object) {
      ObjectNode copy = JSON.createObjectNode();
      Map<String, JsonNode> members = new TreeMap<>();
      object.fieldNames().forEachRemaining(name -> members.put(name, object.get(name)));
      object.fieldNames().forEachRemaining(name -> copy.set(name, stable(name, members.get(name))));
      if (object.path("agent").isTextual() && object.has("balance")) {
        // It sends transactions, and what they cost follows from which share a block.
        copy.put("balance", "<coins>");
      }
      return copy;
    }
    if (node instanceof ArrayNode array) {
      ArrayNode copy = JSON.createArrayNode();
      array.forEach(item -> copy.add(stable(item)));
      return copy;
    }
    return node;
  }

  private static JsonNode stable(String name, JsonNode value) {
    if (name.equals("blocks") && value.isObject()) {
      return JSON.getNodeFactory().textNode("<blocks>");
    }
    if (name.equals("block") && value.isObject()) {
      return JSON.createObjectNode().put("number", "<number>").put("hash", "<hash>");
    }
    if (name.equals("period") && value.has("begin")) {
      return ((ObjectNode) value.deepCopy()).put("begin", "<number>").put("end", "<number>");
    }
    if (name.equals("next") && value.isTextual() && value.asText().length() > SHORTEST_CURSOR) {
      return JSON.getNodeFactory().textNode("<cursor>");
    }
    if (name.equals("compact") && value.isTextual()) {
      return JSON.getNodeFactory().textNode("<evidence>");
    }
    if (HASHES.contains(name)) {
      return JSON.getNodeFactory().textNode("<hash>");
    }
    if (BLOCKS.contains(name) && value.isTextual() && value.asText().length() < 20) {
      return JSON.getNodeFactory().textNode("<number>");
    }
    return stable(value);
  }

  @Override
  public void close() {
    http.close();
  }
}
