package org.openledger.devnet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A JSON-RPC client over real HTTP. */
final class RpcClient {

  static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final URI url;

  RpcClient(String url) {
    this.url = URI.create(url);
  }

  /** The whole response. */
  JsonNode raw(String method, Object... params) {
    Map<String, Object> request = new LinkedHashMap<>();
    request.put("jsonrpc", "2.0");
    request.put("id", 1);
    request.put("method", method);
    request.put("params", List.of(params));
    try {
      return JSON.readTree(post(JSON.writeValueAsString(request)).body());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  JsonNode result(String method, Object... params) {
    JsonNode response = raw(method, params);
    if (!response.has("result")) {
      throw new AssertionError(method + ": " + response);
    }
    return response.get("result");
  }

  String text(String method, Object... params) {
    return result(method, params).asText();
  }

  JsonNode error(String method, Object... params) {
    JsonNode response = raw(method, params);
    if (!response.has("error")) {
      throw new AssertionError(method + " succeeded: " + response);
    }
    return response.get("error");
  }

  HttpResponse<String> post(String body) {
    return send(HttpRequest.newBuilder(url).POST(BodyPublishers.ofString(body)));
  }

  HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return HTTP.send(
          request.header("Content-Type", "application/json").build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  HttpRequest.Builder request() {
    return HttpRequest.newBuilder(url);
  }
}
