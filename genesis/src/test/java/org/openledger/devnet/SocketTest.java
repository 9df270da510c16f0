package org.openledger.devnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.math.BigInteger;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.tuweni.bytes.Bytes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openledger.devnet.rpc.RpcServer;

/** JSON-RPC over WebSocket: requests, subscriptions, and readers that mean no good. */
class SocketTest {

  private static final String FAKE = Fake.INSTANCE.address().toString();

  private TestNet net;
  private SocketClient client;

  @BeforeEach
  void start() throws IOException {
    net = new TestNet();
    client = new SocketClient(net.devnet.webSocketUrl());
  }

  @AfterEach
  void stop() {
    client.close();
    net.close();
  }

  @Test
  void requestsAndBatchesAreAnsweredOnThePortOfHttp() {
    assertThat(net.devnet.webSocketUrl()).isEqualTo("ws://127.0.0.1:" + net.devnet.port());
    assertThat(client.result("eth_chainId").asText()).isEqualTo("0x1898e1");
    assertThat(client.error("eth_mine").get("code").asInt()).isEqualTo(-32601);
    JsonNode batch =
        client.send(
            List.of(
                Map.of("id", 1, "method", "eth_chainId"),
                Map.of("id", 2, "method", "eth_subscribe", "params", List.of("newHeads")),
                7));
    assertThat(batch).hasSize(3);
    assertThat(batch.get(0).get("result").asText()).isEqualTo("0x1898e1");
    assertThat(batch.get(2).get("error").get("code").asInt()).isEqualTo(-32600);
    net.call(Fake.input(Fake.COUNT));
    assertThat(client.news().get("subscription")).isEqualTo(batch.get(1).get("result"));
    client.text("{");
    assertThat(client.nextAnswer().get("error").get("code").asInt()).isEqualTo(-32700);
    client.socket().sendBinary(ByteBuffer.wrap("[]".getBytes(StandardCharsets.UTF_8)), true);
    assertThat(client.nextAnswer().get("error").get("code").asInt()).isEqualTo(-32600);
  }

  @Test
  void requestsAreAnsweredInOrderHoweverManyAreSentAtOnce() {
    for (int i = 0; i < 200; i++) {
      client.text(
          "{\"id\":"
              + i
              + ",\"method\":\""
              + (i % 3 == 0 ? "evm_mine" : "eth_blockNumber")
              + "\"}");
    }
    for (int i = 0; i < 200; i++) {
      assertThat(client.nextAnswer().get("id").asInt()).isEqualTo(i);
    }
  }

  @Test
  void newHeadsComeInOrderAndAreBlocks() {
    String id = client.result("eth_subscribe", "newHeads").asText();
    String full =
        client.result("eth_subscribe", "newHeads", Map.of("includeTransactions", true)).asText();
    for (int i = 1; i <= 5; i++) {
      net.call(Fake.input(Fake.COUNT));
    }
    for (int i = 1; i <= 5; i++) {
      for (int each = 0; each < 2; each++) {
        JsonNode news = client.news();
        boolean complete = news.get("subscription").asText().equals(full);
        assertThat(complete || news.get("subscription").asText().equals(id)).isTrue();
        assertThat(news.get("result"))
            .isEqualTo(
                net.rpc.result("eth_getBlockByNumber", "0x" + Integer.toHexString(i), complete));
      }
    }
    assertThat(client.result("eth_unsubscribe", id).asBoolean()).isTrue();
    assertThat(client.error("eth_unsubscribe", id).get("message").asText())
        .isEqualTo("Subscription not found");
    net.call(Fake.input(Fake.COUNT));
    assertThat(client.news().get("subscription").asText()).isEqualTo(full);
    assertThat(client.isQuiet()).isTrue();
  }

  @Test
  void logsComeByFilterAndAreTakenBackByARevert() {
    String all = client.result("eth_subscribe", "logs", Map.of()).asText();
    String some =
        client
            .result("eth_subscribe", "logs", Map.of("address", FAKE, "topics", topics(1)))
            .asText();
    client.result(
        "eth_subscribe", "logs", Map.of("address", "0x00000000000000000000000000000000000000aa"));
    String snapshot = client.result("evm_snapshot").asText();
    net.call(0, 1_000_000, BigInteger.ZERO, Fake.input(Fake.LOG, Bytes.of(7)));
    net.call(1, 1_000_000, BigInteger.ZERO, Fake.input(Fake.LOG, Bytes.of(8)));
    assertThat(client.news().get("result").get("data").asText()).isEqualTo("0x07");
    List<JsonNode> second = List.of(client.news(), client.news());
    assertThat(second)
        .allSatisfy(news -> assertThat(news.get("result").get("data").asText()).isEqualTo("0x08"))
        .extracting(news -> news.get("subscription").asText())
        .containsExactlyInAnyOrder(all, some);
    assertThat(client.result("evm_revert", snapshot).asBoolean()).isTrue();
    List<JsonNode> removed = List.of(client.news(), client.news(), client.news());
    assertThat(removed)
        .allSatisfy(news -> assertThat(news.get("result").get("removed").asBoolean()).isTrue());
    assertThat(client.isQuiet()).isTrue();
  }

  @Test
  void pendingTransactionsAreToldWhenTheyArrive() {
    String id = client.result("eth_subscribe", "newPendingTransactions").asText();
    client.result("eth_subscribe", "syncing");
    client.result("evm_setAutomine", false);
    String raw = net.legacy(0, Fake.INSTANCE.address(), 100_000, BigInteger.ZERO, "0x01");
    String hash = client.result("eth_sendRawTransaction", raw).asText();
    JsonNode news = client.news();
    assertThat(news.get("subscription").asText()).isEqualTo(id);
    assertThat(news.get("result").asText()).isEqualTo(hash);
    client.result("eth_subscribe", "newPendingTransactions", Map.of("includeTransactions", true));
    String next =
        net.sign(
            1,
            org.web3j.crypto.RawTransaction.createTransaction(
                BigInteger.ZERO,
                TestNet.PRICE,
                BigInteger.valueOf(100_000),
                FAKE,
                BigInteger.ZERO,
                "0x01"));
    client.result("eth_sendRawTransaction", next);
    List<JsonNode> both = List.of(client.news().get("result"), client.news().get("result"));
    JsonNode complete = both.get(0).isObject() ? both.get(0) : both.get(1);
    assertThat(complete.get("from").asText()).isEqualTo(TestNet.address(1));
    assertThat(complete.get("blockHash").isNull()).isTrue();
  }

  @Test
  void wrongSubscriptionsAreTypedErrorsAndThoseOfOthersAreNotFound() {
    for (Object[] params :
        new Object[][] {
          {},
          {7},
          {"nope"},
          {"logs"},
          {"logs", "x"},
          {"logs", Map.of("x", 1)},
          {"logs", Map.of("address", "zz")},
          {"logs", Map.of("topics", List.of("zz"))},
          {"newHeads", 7},
          {"newHeads", Map.of("includeTransactions", "yes")}
        }) {
      assertThat(client.error("eth_subscribe", params).get("code").asInt())
          .as("%s", List.of(params))
          .isEqualTo(-32602);
    }
    assertThat(client.error("eth_unsubscribe").get("code").asInt()).isEqualTo(-32602);
    assertThat(client.error("eth_unsubscribe", "zz").get("code").asInt()).isEqualTo(-32000);
    String id = client.result("eth_subscribe", "newHeads").asText();
    try (SocketClient other = new SocketClient(net.devnet.webSocketUrl())) {
      assertThat(other.error("eth_unsubscribe", id).get("code").asInt()).isEqualTo(-32000);
    }
    assertThat(net.rpc.error("eth_subscribe", "newHeads").get("code").asInt()).isEqualTo(-32601);
  }

  @Test
  void noMoreThanTheLimitOfSubscriptionsAreTaken() {
    List<Object> batch = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      batch.add(Map.of("id", i, "method", "eth_subscribe", "params", List.of("newHeads")));
    }
    for (int i = 0; i < 10; i++) {
      assertThat(client.send(batch).get(999).has("result")).isTrue();
    }
    JsonNode error = client.error("eth_subscribe", "newHeads");
    assertThat(error.get("code").asInt()).isEqualTo(-32005);
    assertThat(error.get("message").asText())
        .startsWith("Maximum number of active subscriptions exceeded");
    client.close();
    try (SocketClient other = new SocketClient(net.devnet.webSocketUrl())) {
      // The limit is free again once the server has noticed that its owner is gone.
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
      JsonNode answer = other.raw("eth_subscribe", "newHeads");
      while (!answer.has("result") && System.nanoTime() < end) {
        answer = other.raw("eth_subscribe", "newHeads");
      }
      assertThat(answer.has("result")).isTrue();
    }
  }

  @Test
  void aMessageThatIsTooLongClosesTheSocketWithItsStatus() throws Exception {
    String part = "x".repeat(1 << 20);
    for (int i = 0; i <= RpcServer.MAX_SOCKET_MESSAGE >> 20; i++) {
      try {
        client.socket().sendText(part, false).join();
      } catch (java.util.concurrent.CompletionException e) {
        break; // Closed while it was sent.
      }
    }
    assertThat(client.closed.get(20, TimeUnit.SECONDS)).isEqualTo(1009);
    try (SocketClient other = new SocketClient(net.devnet.webSocketUrl())) {
      String longest = "0x" + "00".repeat(1_000_000);
      assertThat(other.result("web3_sha3", longest).asText()).startsWith("0x");
    }
  }

  /** Whether the frame arrives or is only announced, and however long it is. */
  @Test
  void aFrameThatIsTooLongClosesTheSocketWithItsStatus() throws Exception {
    for (long size : new long[] {RpcServer.MAX_SOCKET_MESSAGE + 1L, 40 << 20, 1L << 40}) {
      try (Socket socket = handshake()) {
        header(socket, size);
        byte[] part = new byte[1 << 20];
        for (long sent = 0; sent < Math.min(size, 50 << 20); sent += part.length) {
          socket.getOutputStream().write(part, 0, (int) Math.min(part.length, size - sent));
        }
        assertThat(status(socket)).as("%s bytes", size).isEqualTo(1009);
      }
      try (Socket socket = handshake()) {
        header(socket, size);
        assertThat(status(socket)).as("%s bytes", size).isEqualTo(1009);
      }
    }
    try (Socket socket = handshake()) {
      String request = "{\"id\":5,\"method\":\"eth_blockNumber\"}";
      header(socket, RpcServer.MAX_SOCKET_MESSAGE);
      socket
          .getOutputStream()
          .write(
              (request + " ".repeat(RpcServer.MAX_SOCKET_MESSAGE - request.length()))
                  .getBytes(StandardCharsets.UTF_8));
      byte[] answer = socket.getInputStream().readNBytes(20);
      assertThat(new String(answer, StandardCharsets.ISO_8859_1)).contains("jsonrpc");
    }
    assertThat(client.result("eth_blockNumber").asText()).isEqualTo("0x0");
  }

  /** A frame without a mask is against RFC 6455. */
  @Test
  void aFaultyFrameClosesTheSocketWithItsStatus() throws Exception {
    try (Socket socket = handshake()) {
      socket.getOutputStream().write(new byte[] {(byte) 0x81, 2, '{', '}'});
      assertThat(status(socket)).isEqualTo(1002);
    }
  }

  /** A subscriber that does not read is disconnected; blocks and other readers do not wait. */
  @Test
  void aReaderThatStandsStillIsDisconnected() throws Exception {
    try (Socket slow = handshake()) {
      for (int i = 0; i < 40; i++) {
        frame(slow, "{\"id\":1,\"method\":\"eth_subscribe\",\"params\":[\"logs\",{}]}");
      }
      frame(slow, "{\"id\":1,\"method\":\"eth_subscribe\",\"params\":[\"newHeads\"]}");
      client.result("eth_subscribe", "newHeads");
      awaitSubscriptions();
      Bytes large = Bytes.wrap(new byte[50_000]);
      for (int i = 0; i < 12; i++) {
        net.call(0, 3_000_000, BigInteger.ZERO, Fake.input(Fake.LOG, large));
      }
      for (int i = 1; i <= 12; i++) {
        assertThat(client.news().get("result").get("number").asText())
            .isEqualTo("0x" + Integer.toHexString(i));
      }
      // 12 blocks × 40 subscriptions × 100 KB = 48 MB, of which 8 MiB may wait.
      slow.setSoTimeout(30_000);
      long read = 0;
      byte[] buffer = new byte[1 << 16];
      for (int n = slow.getInputStream().read(buffer);
          n > 0;
          n = slow.getInputStream().read(buffer)) {
        read += n;
      }
      assertThat(read).isLessThan(40L << 20);
      assertThat(client.result("eth_blockNumber").asText()).isEqualTo("0xc");
    }
  }

  private void awaitSubscriptions() throws InterruptedException {
    // The slow client's answers are not read: look from outside until all are taken.
    Thread.sleep(1_000);
  }

  @Test
  void aThousandIdleSocketsHarmNobodyAndOneTooManyIsToldSo() throws Exception {
    List<Socket> idle = new ArrayList<>();
    try {
      for (int i = 0; i < 1_000; i++) {
        idle.add(handshake());
      }
      assertThat(client.result("eth_blockNumber").asText()).isEqualTo("0x0");
      net.call(Fake.input(Fake.COUNT));
      frame(idle.get(500), "{\"id\":5,\"method\":\"eth_blockNumber\"}");
      byte[] answer = idle.get(500).getInputStream().readNBytes(20);
      assertThat(new String(answer, StandardCharsets.ISO_8859_1)).contains("jsonrpc");
      while (idle.size() < RpcServer.MAX_SOCKETS - 1) {
        idle.add(handshake());
      }
      try (Socket refused = connect()) {
        upgrade(refused);
        String said =
            new String(refused.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        assertThat(said)
            .startsWith("HTTP/1.1 503")
            .contains("-32005")
            .contains(RpcServer.MAX_SOCKETS + " WebSockets at a time");
      }
      assertThat(net.rpc.text("eth_blockNumber")).isEqualTo("0x1");
    } finally {
      for (Socket socket : idle) {
        socket.close();
      }
    }
  }

  /** Whoever comes first has his place; one too many hears why, and one that leaves makes room. */
  @Test
  void noMoreThanTheLimitOfConnectionsAreTakenAndOneTooManyIsToldSo() throws Exception {
    int most = RpcServer.MAX_CONNECTIONS;
    assumeTrue(
        ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
            && system.getMaxFileDescriptorCount() > 2L * most + 1_000,
        "too few file descriptors for " + most + " connections and their other ends");
    assertThat(net.rpc.text("eth_chainId")).isEqualTo("0x1898e1"); // It keeps its connection.
    List<Socket> open = new ArrayList<>();
    try {
      while (!ask(connected(open)).contains(" 503 ")) {
        assertThat(open).hasSizeLessThanOrEqualTo(most);
      }
      assertThat(open).hasSizeBetween(most - 20, most);
      assertThat(net.rpc.text("eth_chainId")).isEqualTo("0x1898e1");
      for (Socket some : open.subList(0, 50)) {
        some.close();
      }
      String answer = "";
      for (int tries = 0; tries < 100 && !answer.contains("0x1898e1"); tries++) {
        TimeUnit.MILLISECONDS.sleep(50);
        answer = ask(connected(open));
      }
      assertThat(answer).contains("0x1898e1");
    } finally {
      for (Socket socket : open) {
        socket.close();
      }
    }
  }

  private Socket connected(List<Socket> open) throws IOException {
    Socket socket = new Socket("127.0.0.1", net.devnet.port());
    socket.setSoTimeout(20_000);
    open.add(socket);
    return socket;
  }

  /** The head and body of the answer to a request by POST; the connection stays open. */
  private static String ask(Socket socket) throws IOException {
    String body = "{\"id\":1,\"method\":\"eth_chainId\"}";
    socket
        .getOutputStream()
        .write(
            ("POST / HTTP/1.1\r\nHost: devnet\r\nContent-Length: "
                    + body.length()
                    + "\r\n\r\n"
                    + body)
                .getBytes(StandardCharsets.ISO_8859_1));
    byte[] buffer = new byte[4_096];
    StringBuilder answer = new StringBuilder();
    while (!answer.toString().endsWith("}")) {
      int read = socket.getInputStream().read(buffer);
      if (read < 0) {
        break;
      }
      answer.append(new String(buffer, 0, read, StandardCharsets.ISO_8859_1));
    }
    return answer.toString();
  }

  @Test
  void theEndOfTheDevnetIsToldToItsSockets() throws Exception {
    net.close();
    assertThat(client.closed.get(10, TimeUnit.SECONDS)).isEqualTo(1001);
  }

  private Socket connect() throws IOException {
    return new Socket("127.0.0.1", net.devnet.port());
  }

  private Socket handshake() throws IOException {
    Socket socket = connect();
    upgrade(socket);
    socket.setSoTimeout(20_000);
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int read = socket.getInputStream().read();
      assertThat(read).as(head.toString()).isNotNegative();
      head.append((char) read);
    }
    assertThat(head.toString()).startsWith("HTTP/1.1 101");
    return socket;
  }

  private static void upgrade(Socket socket) throws IOException {
    socket
        .getOutputStream()
        .write(
            ("GET / HTTP/1.1\r\nHost: devnet\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n"
                    + "\r\n")
                .getBytes(StandardCharsets.ISO_8859_1));
  }

  /** The head of a masked text frame; the mask is zero. */
  private static void header(Socket socket, long size) throws IOException {
    ByteBuffer header = ByteBuffer.allocate(14).put((byte) 0x81).put((byte) 0xff).putLong(size);
    socket.getOutputStream().write(header.array());
  }

  /** The status of the frame that closes a socket: the next that comes. */
  private static int status(Socket socket) throws IOException {
    byte[] head = socket.getInputStream().readNBytes(2);
    assertThat(head).hasSize(2).startsWith((byte) 0x88);
    byte[] content = socket.getInputStream().readNBytes(head[1]);
    return ByteBuffer.wrap(content).getShort();
  }

  /** A masked text frame of less than 126 bytes; the mask is zero. */
  private static void frame(Socket socket, String text) throws IOException {
    byte[] payload = text.getBytes(StandardCharsets.UTF_8);
    byte[] frame = new byte[6 + payload.length];
    frame[0] = (byte) 0x81;
    frame[1] = (byte) (0x80 | payload.length);
    System.arraycopy(payload, 0, frame, 6, payload.length);
    socket.getOutputStream().write(frame);
  }

  private static List<Object> topics(int sender) {
    return List.of(
        Fake.TOPIC.toHexString(), "0x" + "00".repeat(12) + TestNet.address(sender).substring(2));
  }
}
