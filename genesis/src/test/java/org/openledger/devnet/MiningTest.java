package org.openledger.devnet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.tuweni.bytes.Bytes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openledger.devnet.rpc.MiningMethods;
import org.web3j.crypto.RawTransaction;

/** When blocks come, what time they have, and back again. */
class MiningTest {

  private static final String FAKE = Fake.INSTANCE.address().toString();
  private static final Instant NOW = Instant.parse("2026-05-01T00:00:00Z");

  private TestNet net;
  private RpcClient rpc;

  @BeforeEach
  void start() throws IOException {
    net = new TestNet(DevnetOptions.defaults().withClock(InstantSource.fixed(NOW)));
    rpc = net.rpc;
  }

  @AfterEach
  void stop() {
    net.close();
  }

  @Test
  void minedBlocksAreEmptyAndFollowEachOther() {
    assertThat(rpc.text("evm_mine")).isEqualTo("0x0");
    rpc.result("evm_mine", Map.of("blocks", 3));
    rpc.result("anvil_mine", "0x2", "0xa");
    assertThat(rpc.text("eth_blockNumber")).isEqualTo("0x6");
    JsonNode last = rpc.result("eth_getBlockByNumber", "latest", true);
    assertThat(last.get("transactions")).isEmpty();
    assertThat(last.get("gasUsed").asText()).isEqualTo("0x0");
    assertThat(last.get("stateRoot"))
        .isEqualTo(rpc.result("eth_getBlockByNumber", "0x0", false).get("stateRoot"));
    assertThat(time("0x6") - time("0x5")).isEqualTo(10);
    assertThat(net.heard).hasSize(6);
  }

  @Test
  void timeMovesForwardOnly() {
    rpc.result("evm_mine");
    assertThat(time("latest")).isEqualTo(NOW.getEpochSecond());
    assertThat(rpc.result("evm_increaseTime", 3600).asLong()).isEqualTo(3600);
    assertThat(rpc.result("evm_increaseTime", "0x3c").asLong()).isEqualTo(3660);
    rpc.result("evm_mine");
    assertThat(time("latest")).isEqualTo(NOW.getEpochSecond() + 3660);
    long next = NOW.getEpochSecond() + 10_000;
    assertThat(rpc.result("evm_setNextBlockTimestamp", next).isNull()).isTrue();
    rpc.result("evm_mine");
    rpc.result("evm_mine");
    assertThat(time("latest")).isEqualTo(next + 1);
    rpc.result("evm_mine", next + 50);
    assertThat(time("latest")).isEqualTo(next + 50);
    for (Object[] wrong :
        new Object[][] {{next}, {-1}, {"x"}, {Long.MAX_VALUE}, {}, {253_402_300_800L}}) {
      assertThat(rpc.error("evm_setNextBlockTimestamp", wrong).get("code").asInt())
          .isEqualTo(-32602);
    }
    for (Object[] wrong : new Object[][] {{-1}, {"x"}, {Long.MAX_VALUE}, {}, {1.5}}) {
      assertThat(rpc.error("evm_increaseTime", wrong).get("code").asInt()).isEqualTo(-32602);
    }
  }

  @Test
  void aRevertGoesBackInBlocksStateAndTime() {
    net.call(Fake.input(Fake.COUNT));
    rpc.result("evm_increaseTime", 100);
    String snapshot = rpc.text("evm_snapshot");
    JsonNode before = rpc.result("eth_getBlockByNumber", "latest", true);
    BigInteger balance = net.balance(TestNet.address(0));
    rpc.result("evm_increaseTime", 1_000);
    JsonNode gone = net.call(Fake.input(Fake.COUNT));
    String later = rpc.text("evm_snapshot");
    net.call(Fake.input(Fake.COUNT));
    assertThat(rpc.result("evm_revert", snapshot).asBoolean()).isTrue();
    assertThat(rpc.result("eth_getBlockByNumber", "latest", true)).isEqualTo(before);
    assertThat(net.balance(TestNet.address(0))).isEqualTo(balance);
    assertThat(net.receipt(gone.get("transactionHash").asText()).isNull()).isTrue();
    assertThat(rpc.result("eth_getBlockByHash", gone.get("blockHash").asText(), false).isNull())
        .isTrue();
    assertThat(rpc.result("eth_getBalance", FAKE, "0x2").isNull()).isTrue();
    // Gone with the chain: the snapshot itself, and those after it.
    assertThat(rpc.result("evm_revert", snapshot).asBoolean()).isFalse();
    assertThat(rpc.result("evm_revert", later).asBoolean()).isFalse();
    assertThat(rpc.error("evm_revert").get("code").asInt()).isEqualTo(-32602);
    assertThat(rpc.error("evm_revert", "x").get("code").asInt()).isEqualTo(-32602);
    net.call(Fake.input(Fake.COUNT));
    assertThat(time("latest")).isEqualTo(NOW.getEpochSecond() + 100);
    assertThat(net.rewound).containsExactly(1L);
  }

  @Test
  void theSameTransactionsAfterARevertGiveTheSameBlocks() {
    String snapshot = rpc.text("evm_snapshot");
    List<String> raw = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      raw.add(raw(i % 3, i / 3, 100_000));
    }
    raw.forEach(each -> rpc.text("eth_sendRawTransaction", each));
    JsonNode head = rpc.result("eth_getBlockByNumber", "latest", true);
    rpc.result("evm_revert", snapshot);
    raw.forEach(each -> rpc.text("eth_sendRawTransaction", each));
    assertThat(rpc.result("eth_getBlockByNumber", "latest", true)).isEqualTo(head);
  }

  @Test
  void withoutAutomineTransactionsShareABlock() {
    rpc.result("evm_setAutomine", false);
    List<String> hashes = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      hashes.add(rpc.text("eth_sendRawTransaction", raw(0, i, 100_000)));
    }
    hashes.add(rpc.text("eth_sendRawTransaction", raw(1, 0, 100_000)));
    assertThat(rpc.text("eth_blockNumber")).isEqualTo("0x0");
    assertThat(net.receipt(hashes.getFirst()).isNull()).isTrue();
    JsonNode pending = rpc.result("eth_getTransactionByHash", hashes.getFirst());
    assertThat(pending.get("blockHash").isNull()).isTrue();
    assertThat(pending.get("transactionIndex").isNull()).isTrue();
    assertThat(rpc.text("eth_getTransactionCount", TestNet.address(0), "pending")).isEqualTo("0x3");
    assertThat(rpc.text("eth_getTransactionCount", TestNet.address(0), "latest")).isEqualTo("0x0");
    assertThat(rpc.result("txpool_status").get("pending").asText()).isEqualTo("0x4");
    assertThat(rpc.result("txpool_content").get("pending").get(TestNet.address(0)).get("2"))
        .isEqualTo(rpc.result("eth_getTransactionByHash", hashes.get(2)));
    assertThat(rpc.error("eth_sendRawTransaction", raw(0, 1, 100_000)).get("message").asText())
        .isEqualTo("Nonce too low");
    rpc.result("evm_mine");
    JsonNode block = rpc.result("eth_getBlockByNumber", "0x1", false);
    assertThat(block.get("transactions")).hasSize(4);
    JsonNode receipts = rpc.result("eth_getBlockReceipts", "0x1");
    BigInteger sum = BigInteger.ZERO;
    int logs = 0;
    for (int i = 0; i < 4; i++) {
      JsonNode receipt = receipts.get(i);
      sum = sum.add(TestNet.number(receipt.get("gasUsed")));
      assertThat(TestNet.number(receipt.get("cumulativeGasUsed"))).isEqualTo(sum);
      assertThat(receipt.get("transactionIndex").asText()).isEqualTo("0x" + i);
      for (JsonNode log : receipt.get("logs")) {
        assertThat(TestNet.number(log.get("logIndex")).intValue()).isEqualTo(logs++);
      }
    }
    assertThat(TestNet.number(block.get("gasUsed"))).isEqualTo(sum);
    assertThat(logs).isEqualTo(4);
    assertThat(rpc.result("txpool_status").get("pending").asText()).isEqualTo("0x0");
    rpc.text("eth_sendRawTransaction", raw(0, 3, 100_000));
    rpc.result("evm_setAutomine", true);
    assertThat(rpc.text("eth_blockNumber")).isEqualTo("0x2");
    JsonNode history = rpc.result("eth_feeHistory", "0x2", "latest", List.of(0, 50, 100));
    assertThat(history.get("reward").get(0)).hasSize(3);
  }

  @Test
  void whatDoesNotFitIntoABlockGoesToTheNext() {
    rpc.result("evm_setAutomine", false);
    // 60 million gas a block: 3 limits of 16 million fit, not 4.
    for (int i = 0; i < 7; i++) {
      rpc.text("eth_sendRawTransaction", raw(i, 0, 16_000_000));
    }
    rpc.result("evm_mine");
    assertThat(size("0x1")).isGreaterThanOrEqualTo(3);
    rpc.result("evm_setAutomine", true);
    assertThat(rpc.result("txpool_status").get("pending").asText()).isEqualTo("0x0");
    int all = 0;
    for (long i = 1; i <= net.devnet.chain().head().number(); i++) {
      all += size("0x" + i);
    }
    assertThat(all).isEqualTo(7);
  }

  @Test
  void aRevertDropsWhatWaits() {
    String snapshot = rpc.text("evm_snapshot");
    rpc.result("evm_setAutomine", false);
    String hash = rpc.text("eth_sendRawTransaction", raw(0, 0, 100_000));
    rpc.result("evm_revert", snapshot);
    assertThat(rpc.result("txpool_status").get("pending").asText()).isEqualTo("0x0");
    assertThat(rpc.result("eth_getTransactionByHash", hash).isNull()).isTrue();
    rpc.text("eth_sendRawTransaction", raw(0, 0, 100_000));
    rpc.result("evm_mine");
    assertThat(net.receipt(hash).get("status").asText()).isEqualTo("0x1");
  }

  @Test
  void wrongMiningIsATypedError() {
    for (Object wrong :
        new Object[] {
          "x", -1, Map.of("blocks", "x"), Map.of("blocks", MiningMethods.MAX_BLOCKS + 1), List.of()
        }) {
      assertThat(rpc.error("evm_mine", wrong).get("code").asInt())
          .as("%s", wrong)
          .isEqualTo(-32602);
    }
    assertThat(rpc.error("anvil_mine", MiningMethods.MAX_BLOCKS + 1).get("code").asInt())
        .isEqualTo(-32602);
    assertThat(rpc.error("evm_setAutomine", "yes").get("code").asInt()).isEqualTo(-32602);
    assertThat(rpc.error("evm_setIntervalMining", -1).get("code").asInt()).isEqualTo(-32602);
    assertThat(rpc.error("evm_setIntervalMining", 86_401).get("code").asInt()).isEqualTo(-32602);
    assertThat(rpc.text("eth_blockNumber")).isEqualTo("0x0");
  }

  @Test
  void blocksComeByThemselvesOnAPeriod() throws Exception {
    try (TestNet own = new TestNet(DevnetOptions.defaults().withBlockTime(1))) {
      String hash = own.rpc.text("eth_sendRawTransaction", raw(0, 0, 100_000));
      assertThat(own.receipt(hash).isNull()).isTrue();
      await(() -> !own.receipt(hash).isNull());
      long head = own.devnet.chain().head().number();
      await(() -> own.devnet.chain().head().number() > head);
      own.rpc.result("evm_setAutomine", true);
      String second = own.rpc.text("eth_sendRawTransaction", raw(0, 1, 100_000));
      assertThat(own.receipt(second).get("status").asText()).isEqualTo("0x1");
    }
  }

  @Test
  void asManyTransactionsWaitAsAreKept() {
    rpc.result("evm_setAutomine", false);
    Bytes large = Bytes.wrap(new byte[400_000]);
    int taken = 0;
    String refused = "";
    for (int i = 0; i < 60 && refused.isEmpty(); i++) {
      JsonNode answer =
          rpc.raw(
              "eth_sendRawTransaction",
              net.sign(
                  0,
                  RawTransaction.createTransaction(
                      BigInteger.valueOf(i),
                      TestNet.PRICE,
                      BigInteger.valueOf(6_000_000),
                      FAKE,
                      BigInteger.ZERO,
                      Fake.input(Fake.ECHO, large))));
      taken += answer.has("result") ? 1 : 0;
      refused = answer.path("error").path("message").asText();
    }
    assertThat(taken).isEqualTo(41);
    assertThat(refused).startsWith("Too many transactions wait for a block");
    rpc.result("evm_mine");
    assertThat(rpc.raw("eth_sendRawTransaction", raw(1, 0, 100_000)).has("result")).isTrue();
  }

  private int size(String block) {
    return rpc.result("eth_getBlockByNumber", block, false).get("transactions").size();
  }

  private long time(String block) {
    return TestNet.number(rpc.result("eth_getBlockByNumber", block, false).get("timestamp"))
        .longValueExact();
  }

  private String raw(int from, int nonce, long gas) {
    return net.sign(
        from,
        RawTransaction.createTransaction(
            BigInteger.valueOf(nonce),
            TestNet.PRICE,
            BigInteger.valueOf(gas),
            FAKE,
            BigInteger.ZERO,
            Fake.input(Fake.LOG, Bytes.of(from, nonce))));
  }

  private interface Condition {
    boolean holds();
  }

  private static void await(Condition condition) throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!condition.holds()) {
      assertThat(System.nanoTime()).isLessThan(end);
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }
}
