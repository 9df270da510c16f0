package org.openledger.devnet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.units.bigints.UInt256;
import org.junit.jupiter.api.Test;
import org.web3j.crypto.RawTransaction;

/** What a long chain costs, and that what is undone costs nothing. */
class MemoryTest {

  private static final int TRANSACTIONS = 4_000;
  private static final int BATCH = 500;

  /** Keeping 4,000 blocks, states and receipts takes what they hold; a revert gives it back. */
  @Test
  void fourThousandTransactionsLeaveNothingBehindWhenTheyAreUndone()
      throws IOException, InterruptedException {
    try (TestNet net = new TestNet()) {
      SocketClient listener = new SocketClient(net.devnet.webSocketUrl());
      listener.result("eth_subscribe", "newHeads");
      net.rpc.text("eth_newFilter", Map.of());
      String snapshot = net.rpc.text("evm_snapshot");
      send(net, 0, 2 * BATCH);
      net.rpc.result("evm_revert", snapshot);
      long before = used();
      snapshot = net.rpc.text("evm_snapshot");
      send(net, 0, TRANSACTIONS);
      assertThat(net.devnet.chain().head().number()).isEqualTo(TRANSACTIONS);
      for (int i = 0; i < TRANSACTIONS + 2 * BATCH; i++) {
        listener.news();
      }
      net.heard.clear();
      long kept = used() - before;
      net.rpc.result("evm_revert", snapshot);
      net.rpc.text("eth_blockNumber");
      // What threads of the server and the client still hold goes a moment later; a leak stays.
      long left = used() - before;
      for (int tries = 0; left >= kept / 10 && tries < 50; tries++) {
        TimeUnit.MILLISECONDS.sleep(200);
        left = used() - before;
      }
      listener.close();
      System.out.printf(
          "devnet: %d bytes a transaction kept, %d left after a revert%n",
          kept / TRANSACTIONS, left / TRANSACTIONS);
      assertThat(kept / TRANSACTIONS).isBetween(500L, 20_000L);
      assertThat(left).isLessThan(kept / 10);
    }
  }

  private static void send(TestNet net, int first, int count) throws IOException {
    for (int from = first; from < first + count; from += BATCH) {
      List<Object> batch = new ArrayList<>();
      for (int i = from; i < from + BATCH; i++) {
        batch.add(
            Map.of("id", i, "method", "eth_sendRawTransaction", "params", List.of(raw(net, i))));
      }
      String answer = net.rpc.post(RpcClient.JSON.writeValueAsString(batch)).body();
      assertThat(answer).doesNotContain("\"error\"");
    }
  }

  private static String raw(TestNet net, int i) {
    Bytes key = UInt256.valueOf(i).toBytes();
    return net.sign(
        0,
        RawTransaction.createTransaction(
            BigInteger.valueOf(i),
            TestNet.PRICE,
            BigInteger.valueOf(100_000),
            Fake.INSTANCE.address().toString(),
            BigInteger.ZERO,
            Fake.input(Fake.STORE, key, key.not())));
  }

  /** Bytes of the heap in use, once all garbage is gone. */
  private static long used() {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 5; i++) {
      System.gc();
      Runtime runtime = Runtime.getRuntime();
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
    }
    return least;
  }
}
