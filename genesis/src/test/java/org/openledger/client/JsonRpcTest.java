package org.openledger.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.api.Test;

class JsonRpcTest {

  @Test
  void nobodyListeningIsUnreachable() throws Exception {
    String url;
    try (FakeNode gone = FakeNode.answering("1")) {
      url = gone.url();
    }
    try (JsonRpc rpc = new JsonRpc(url)) {
      assertThatThrownBy(() -> rpc.call("eth_chainId"))
          .isInstanceOf(UnreachableException.class)
          .hasMessageContaining("no node answers at " + url);
    }
  }

  @Test
  void aWebServerIsNoNode() throws Exception {
    try (FakeNode web = new FakeNode(404, "<html>not here</html>");
        JsonRpc rpc = new JsonRpc(web.url())) {
      HttpStatusException failure =
          catchThrowableOfType(HttpStatusException.class, () -> rpc.call("eth_chainId"));
      assertThat(failure.status()).isEqualTo(404);
      assertThat(failure).hasMessageContaining("is no JSON-RPC endpoint");
    }
  }

  @Test
  void anAnswerWithoutResultIsNone() throws Exception {
    try (FakeNode odd = new FakeNode(200, "{\"jsonrpc\":\"2.0\",\"id\":1}");
        JsonRpc rpc = new JsonRpc(odd.url())) {
      assertThatThrownBy(() -> rpc.call("eth_chainId")).isInstanceOf(HttpStatusException.class);
    }
  }

  @Test
  void anErrorHasCodeMessageAndData() throws Exception {
    String body =
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"code\":-32601,\"message\":\"Method not found\","
            + "\"data\":\"0xdead\"}}";
    try (FakeNode node = new FakeNode(200, body);
        JsonRpc rpc = new JsonRpc(node.url())) {
      RpcErrorException failure =
          catchThrowableOfType(RpcErrorException.class, () -> rpc.call("eth_x"));
      assertThat(failure.code()).isEqualTo(-32601);
      assertThat(failure.data()).isEqualTo("0xdead");
      assertThat(failure.isUnknownMethod()).isTrue();
      assertThat(failure).hasMessage("eth_x: Method not found (code -32601, 0xdead)");
    }
  }

  @Test
  void aBatchRefusedAsAWholeIsAnError() throws Exception {
    String body =
        "{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":-32005,\"message\":\"No\"}}";
    try (FakeNode node = new FakeNode(200, body);
        JsonRpc rpc = new JsonRpc(node.url())) {
      assertThatThrownBy(() -> rpc.batch(List.of(RpcRequest.of("a"), RpcRequest.of("b"))))
          .isInstanceOf(RpcErrorException.class);
    }
  }

  @Test
  void onlyHttpUrlsAreTaken() {
    assertThatThrownBy(() -> new JsonRpc("ftp://127.0.0.1"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
