package org.openledger.genesis.local;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.OptionalLong;
import org.openledger.client.ClientException;
import org.openledger.client.JsonRpc;
import org.openledger.client.RpcErrorException;
import org.openledger.genesis.files.NodeEntry;

/** Asks nodes how they are; a node that is slow to answer counts as silent. */
final class NodeProbe {

  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final int OK = 200;

  private final InstantSource clock;
  private final Duration oldestHead;

  /** A probe that finds a chain standing whose newest block is older than this. */
  NodeProbe(InstantSource clock, Duration oldestHead) {
    this.clock = clock;
    this.oldestHead = oldestHead;
  }

  NodeStatus look(NodeEntry node) {
    OptionalLong pid =
        NodeProcess.of(node).map(p -> OptionalLong.of(p.pid())).orElse(OptionalLong.empty());
    if (pid.isEmpty()) {
      return silent(node, pid);
    }
    try (JsonRpc rpc = new JsonRpc(node.url(), PATIENCE)) {
      JsonNode head = rpc.call("eth_getBlockByNumber", "latest", false);
      long age = clock.instant().getEpochSecond() - number(head.path("timestamp"));
      return new NodeStatus(
          node.name(),
          pid,
          OptionalLong.of(number(head.path("number"))),
          head.path("stateRoot").asText(),
          OptionalLong.of(number(rpc.call("net_peerCount"))),
          OptionalLong.of(Math.max(0, age)),
          age > oldestHead.toSeconds(),
          plugin(rpc),
          isReady(node),
          node.url());
    } catch (ClientException | NumberFormatException e) {
      return silent(node, pid);
    }
  }

  private static NodeStatus silent(NodeEntry node, OptionalLong pid) {
    OptionalLong none = OptionalLong.empty();
    return new NodeStatus(node.name(), pid, none, "", none, none, false, "", false, node.url());
  }

  private static String plugin(JsonRpc rpc) {
    try {
      return rpc.call("openledger_version").path("suite").asText();
    } catch (RpcErrorException e) {
      return "";
    }
  }

  private static long number(JsonNode quantity) {
    return Long.decode(quantity.asText());
  }

  private static boolean isReady(NodeEntry node) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(node.url() + "/readiness")).timeout(PATIENCE).build();
    try (HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == OK;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
