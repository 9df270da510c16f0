package org.openledger.devnet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.units.bigints.UInt256;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openledger.devnet.block.LogBloom;
import org.openledger.devnet.state.Keccak;
import org.openledger.devnet.state.PatriciaTrie;
import org.web3j.rlp.RlpEncoder;
import org.web3j.rlp.RlpList;
import org.web3j.rlp.RlpString;
import org.web3j.rlp.RlpType;

class QueriesTest {

  private static final String FAKE = Fake.INSTANCE.address().toString();

  private TestNet net;
  private RpcClient rpc;

  @BeforeEach
  void start() throws IOException {
    net = new TestNet();
    rpc = net.rpc;
  }

  @AfterEach
  void stop() {
    net.close();
  }

  @Test
  void theNodeSaysWhatItIs() {
    assertThat(rpc.text("web3_clientVersion")).startsWith("openledger-devnet/").contains("java-");
    assertThat(rpc.text("web3_sha3", "0x"))
        .isEqualTo("0xc5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470");
    assertThat(rpc.text("net_version")).isEqualTo("1612001");
    assertThat(rpc.result("net_listening").asBoolean()).isTrue();
    assertThat(rpc.text("eth_chainId")).isEqualTo("0x1898e1");
    assertThat(rpc.result("eth_syncing").isBoolean()).isTrue();
    assertThat(rpc.result("eth_accounts")).isEmpty();
    assertThat(rpc.text("eth_gasPrice")).isEqualTo("0x3e8");
    assertThat(rpc.text("eth_maxPriorityFeePerGas")).isEqualTo("0x3e8");
    assertThat(rpc.result("rpc_modules").get("eth").asText()).isEqualTo("1.0");
    assertThat(rpc.result("rpc_modules").has("openledger")).isTrue();
    assertThat(rpc.text("eth_getCode", FAKE, "latest")).isEqualTo("0xfe");
    assertThat(rpc.text("eth_getCode", TestNet.address(0), "latest")).isEqualTo("0x");
  }

  @Test
  void theStateOfEveryBlockStaysReadable() {
    BigInteger before = net.balance(TestNet.address(0));
    List<BigInteger> balances = new ArrayList<>(List.of(before));
    for (int i = 1; i <= 5; i++) {
      net.call(0, 100_000, BigInteger.valueOf(10), Fake.input(Fake.COUNT));
      balances.add(net.balance(TestNet.address(0)));
    }
    for (int i = 0; i <= 5; i++) {
      String block = "0x" + i;
      String hash = rpc.result("eth_getBlockByNumber", block, false).get("hash").asText();
      for (Object at : new Object[] {block, hash, Map.of("blockHash", hash)}) {
        assertThat(TestNet.number(rpc.result("eth_getBalance", TestNet.address(0), at)))
            .isEqualTo(balances.get(i));
        assertThat(rpc.text("eth_getBalance", FAKE, at))
            .isEqualTo("0x" + Integer.toHexString(10 * i));
        assertThat(rpc.text("eth_getStorageAt", FAKE, "0x0", at))
            .isEqualTo(UInt256.valueOf(i).toHexString());
        assertThat(rpc.text("eth_getTransactionCount", TestNet.address(0), at)).isEqualTo(block);
      }
    }
    assertThat(rpc.result("eth_getBalance", FAKE, "0x6").isNull()).isTrue();
    assertThat(rpc.text("eth_getBalance", FAKE)).isEqualTo("0x32");
  }

  /** As Besu on QBFT: only a chain with proof of stake has these two. */
  @Test
  void noBlockIsSafeOrFinalized() {
    for (String tag : List.of("safe", "finalized", "Safe")) {
      for (JsonNode error :
          List.of(
              rpc.error("eth_getBalance", FAKE, tag),
              rpc.error("eth_getTransactionCount", FAKE, tag),
              rpc.error("eth_getProof", FAKE, List.of(), tag),
              rpc.error("eth_getBlockByNumber", tag, false),
              rpc.error("eth_getBlockReceipts", tag),
              rpc.error("eth_call", Map.of("to", FAKE), tag),
              rpc.error("eth_estimateGas", Map.of("to", FAKE), tag))) {
        assertThat(error.get("code").asInt()).isEqualTo(-39001);
        assertThat(error.get("message").asText()).isEqualTo("Unknown block");
      }
    }
  }

  @Test
  void anAddressMayLackLeadingZeros() {
    String shortened = FAKE.replaceFirst("^0x0*", "");
    net.call(0, 100_000, BigInteger.TEN, Fake.input(Fake.COUNT));
    for (String address : List.of(FAKE, shortened, "0x" + shortened)) {
      assertThat(rpc.text("eth_getBalance", address, "latest")).as(address).isEqualTo("0xa");
    }
    assertThat(rpc.text("eth_getBalance", "0x", "latest")).isEqualTo("0x0");
    for (Object wrong : List.of(FAKE + "0", "0X" + shortened, "0xg", " ", 5)) {
      assertThat(rpc.error("eth_getBalance", wrong, "latest").get("code").asInt())
          .isEqualTo(-32602);
    }
  }

  @Test
  void clearedStorageRestoresTheStorageRoot() {
    UInt256 key = UInt256.valueOf(77);
    for (UInt256 value : new UInt256[] {UInt256.valueOf(5), UInt256.ZERO}) {
      net.call(Fake.input(Fake.STORE, key.toBytes(), value.toBytes()));
      assertThat(rpc.text("eth_getStorageAt", FAKE, "0x4d", "latest"))
          .isEqualTo(value.toHexString());
    }
    assertThat(
            net.devnet
                .chain()
                .headEntry()
                .state()
                .account(Fake.INSTANCE.address())
                .storage()
                .rootHash())
        .isEqualTo(PatriciaTrie.EMPTY_ROOT);
  }

  @Test
  void blocksHaveBesusFieldsAndRealHashes() {
    net.call(Fake.input(Fake.LOG, Bytes.of(1, 2, 3)));
    JsonNode full = rpc.result("eth_getBlockByNumber", "0x1", true);
    List<String> names = new ArrayList<>();
    full.fieldNames().forEachRemaining(names::add);
    assertThat(names)
        .containsExactly(
            "number",
            "hash",
            "mixHash",
            "parentHash",
            "nonce",
            "sha3Uncles",
            "logsBloom",
            "transactionsRoot",
            "stateRoot",
            "receiptsRoot",
            "miner",
            "difficulty",
            "extraData",
            "baseFeePerGas",
            "size",
            "gasLimit",
            "gasUsed",
            "timestamp",
            "uncles",
            "transactions",
            "withdrawalsRoot",
            "withdrawals",
            "requestsHash",
            "blobGasUsed",
            "excessBlobGas",
            "parentBeaconBlockRoot");
    String[] header = {
      "parentHash",
      "sha3Uncles",
      "miner",
      "stateRoot",
      "transactionsRoot",
      "receiptsRoot",
      "logsBloom",
      "difficulty",
      "number",
      "gasLimit",
      "gasUsed",
      "timestamp",
      "extraData",
      "mixHash",
      "nonce",
      "baseFeePerGas",
      "withdrawalsRoot",
      "blobGasUsed",
      "excessBlobGas",
      "parentBeaconBlockRoot",
      "requestsHash"
    };
    List<RlpType> fields = new ArrayList<>();
    for (String name : header) {
      String text = full.get(name).asText();
      boolean quantity =
          List.of(
                  "difficulty",
                  "number",
                  "gasLimit",
                  "gasUsed",
                  "timestamp",
                  "baseFeePerGas",
                  "blobGasUsed",
                  "excessBlobGas")
              .contains(name);
      fields.add(
          quantity
              ? RlpString.create(new BigInteger(text.substring(2), 16))
              : RlpString.create(Bytes.fromHexString(text).toArray()));
    }
    assertThat(Keccak.hash(Bytes.wrap(RlpEncoder.encode(new RlpList(fields)))).toHexString())
        .isEqualTo(full.get("hash").asText());
    JsonNode genesis = rpc.result("eth_getBlockByNumber", "earliest", false);
    assertThat(full.get("parentHash")).isEqualTo(genesis.get("hash"));
    assertThat(TestNet.number(full.get("timestamp")))
        .isGreaterThan(TestNet.number(genesis.get("timestamp")));
    String hash = full.get("hash").asText();
    assertThat(rpc.result("eth_getBlockByHash", hash, true)).isEqualTo(full);
    JsonNode brief = rpc.result("eth_getBlockByHash", hash, false);
    JsonNode transaction = full.get("transactions").get(0);
    assertThat(brief.get("transactions").get(0)).isEqualTo(transaction.get("hash"));
    assertThat(rpc.result("eth_getTransactionByHash", transaction.get("hash").asText()))
        .isEqualTo(transaction);
    assertThat(rpc.result("eth_getTransactionByBlockNumberAndIndex", "0x1", "0x0"))
        .isEqualTo(transaction);
    assertThat(rpc.result("eth_getTransactionByBlockHashAndIndex", hash, "0x0"))
        .isEqualTo(transaction);
    assertThat(rpc.result("eth_getTransactionByBlockHashAndIndex", hash, "0x1").isNull()).isTrue();
    assertThat(rpc.text("eth_getBlockTransactionCountByNumber", "0x1")).isEqualTo("0x1");
    assertThat(rpc.text("eth_getBlockTransactionCountByHash", hash)).isEqualTo("0x1");
    JsonNode receipts = rpc.result("eth_getBlockReceipts", "0x1");
    assertThat(receipts.get(0)).isEqualTo(net.receipt(transaction.get("hash").asText()));
    String nothing = "0x" + "00".repeat(32);
    for (String method : List.of("eth_getTransactionByHash", "eth_getTransactionReceipt")) {
      assertThat(rpc.result(method, nothing).isNull()).isTrue();
    }
    assertThat(rpc.result("eth_getBlockByHash", nothing, false).isNull()).isTrue();
    assertThat(rpc.result("eth_getBlockByNumber", "0x2", false).isNull()).isTrue();
  }

  /** The receipts root, recomputed from the JSON: one leaf under the key 0x80. */
  @Test
  void theReceiptsAndTransactionsRootsAreThoseOfTheirContent() {
    JsonNode receipt = net.call(Fake.input(Fake.LOG, Bytes.of(1, 2, 3)));
    JsonNode block = rpc.result("eth_getBlockByNumber", "0x1", false);
    JsonNode log = receipt.get("logs").get(0);
    List<RlpType> topics = new ArrayList<>();
    log.get("topics").forEach(topic -> topics.add(bytes(topic.asText())));
    byte[] encoded =
        RlpEncoder.encode(
            new RlpList(
                RlpString.create(1),
                RlpString.create(TestNet.number(receipt.get("cumulativeGasUsed"))),
                bytes(receipt.get("logsBloom").asText()),
                new RlpList(
                    new RlpList(
                        bytes(log.get("address").asText()),
                        new RlpList(topics),
                        bytes(log.get("data").asText())))));
    assertThat(singleLeafRoot(encoded)).isEqualTo(block.get("receiptsRoot").asText());
    byte[] raw = net.devnet.chain().head().transactions().getFirst().raw().toArray();
    assertThat(singleLeafRoot(raw)).isEqualTo(block.get("transactionsRoot").asText());
    assertThat(receipt.get("logsBloom")).isEqualTo(block.get("logsBloom"));
    Bytes bloom = Bytes.fromHexString(block.get("logsBloom").asText());
    assertThat(LogBloom.mayContain(bloom, Fake.INSTANCE.address().bytes())).isTrue();
    assertThat(LogBloom.mayContain(bloom, Fake.TOPIC)).isTrue();
    assertThat(LogBloom.mayContain(bloom, Keccak.hash(Fake.TOPIC))).isFalse();
    assertThat(log.get("logIndex").asText()).isEqualTo("0x0");
    assertThat(log.get("removed").asBoolean()).isFalse();
  }

  private static String singleLeafRoot(byte[] value) {
    // Path 8,0 of a leaf in hex-prefix form: 0x20 0x80.
    byte[] leaf =
        RlpEncoder.encode(
            new RlpList(RlpString.create(new byte[] {0x20, (byte) 0x80}), RlpString.create(value)));
    return Keccak.hash(Bytes.wrap(leaf)).toHexString();
  }

  private static RlpString bytes(String hex) {
    return RlpString.create(Bytes.fromHexString(hex).toArray());
  }

  @Test
  void logsAreFoundByAddressTopicsAndBlocks() {
    net.call(0, 100_000, BigInteger.ZERO, Fake.input(Fake.LOG, Bytes.of(1)));
    net.call(1, 100_000, BigInteger.ZERO, Fake.input(Fake.LOG, Bytes.of(2)));
    net.call(0, 100_000, BigInteger.ZERO, Fake.input(Fake.COUNT));
    net.call(0, 100_000, BigInteger.ZERO, Fake.input(Fake.LOGS, Bytes.ofUnsignedInt(3)));
    String topic = Fake.TOPIC.toHexString();
    String zero = DevAccounts.of(0).address().toWord().toHexString();
    String one = DevAccounts.of(1).address().toWord().toHexString();
    String other = "0x" + "99".repeat(32);
    assertThat(logs(Map.of("fromBlock", "earliest"))).isEqualTo(5);
    assertThat(logs(Map.of())).isEqualTo(3);
    assertThat(logs(Map.of("fromBlock", "0x1", "toBlock", "0x2"))).isEqualTo(2);
    assertThat(logs(Map.of("fromBlock", "0x0", "address", FAKE))).isEqualTo(5);
    assertThat(logs(Map.of("fromBlock", "0x0", "address", List.of(FAKE, TestNet.address(0)))))
        .isEqualTo(5);
    assertThat(logs(Map.of("fromBlock", "0x0", "address", TestNet.address(0)))).isZero();
    assertThat(logs(Map.of("fromBlock", "0x0", "address", List.of()))).isEqualTo(5);
    assertThat(logs(topics(topic))).isEqualTo(5);
    assertThat(logs(topics(topic, zero))).isEqualTo(1);
    assertThat(logs(topics(null, one))).isEqualTo(1);
    assertThat(logs(topics(null, List.of(zero, one)))).isEqualTo(2);
    assertThat(logs(topics(List.of(other, topic), null))).isEqualTo(2);
    assertThat(logs(topics(other))).isZero();
    assertThat(logs(topics(topic, zero, null))).isZero();
    assertThat(logs(topics(null, null, null, null, null))).isZero();
    assertThat(logs(Map.of("fromBlock", 0, "topics", topic.substring(2)))).isEqualTo(5);
    String hash = rpc.result("eth_getBlockByNumber", "0x4", false).get("hash").asText();
    JsonNode third = rpc.result("eth_getLogs", Map.of("blockHash", hash)).get(2);
    assertThat(third.get("logIndex").asText()).isEqualTo("0x2");
    assertThat(third.get("blockNumber").asText()).isEqualTo("0x4");
    assertThat(third.get("blockHash").asText()).isEqualTo(hash);
  }

  private int logs(Map<String, Object> filter) {
    return rpc.result("eth_getLogs", filter).size();
  }

  private static Map<String, Object> topics(Object... topics) {
    return Map.of("fromBlock", "0x0", "topics", Arrays.asList(topics));
  }

  @Test
  void wrongFiltersAndTooManyLogsAreErrors() {
    String hash = rpc.result("eth_getBlockByNumber", "0x0", false).get("hash").asText();
    for (Map<String, Object> filter :
        List.<Map<String, Object>>of(
            Map.of("fromBlock", "0x1", "toBlock", "0x0"),
            Map.of("fromBlock", "0x0", "toBlock", "0x9"),
            Map.of("blockHash", hash, "fromBlock", "0x0"),
            Map.of("address", "0x" + "12".repeat(21)),
            Map.of("topics", "latest"),
            Map.of("topics", List.of(hash + "00")),
            Map.of("fromBlock", "safe"),
            Map.of("toBlock", "finalized"),
            Map.of("fromBlock", hash),
            Map.of("limit", 1),
            Map.of("fromBlock", "soon"))) {
      assertThat(rpc.error("eth_getLogs", filter).get("code").asInt())
          .as(filter.toString())
          .isEqualTo(-32602);
    }
    assertThat(
            rpc.error("eth_getLogs", Map.of("blockHash", "0x" + "01".repeat(32)))
                .get("message")
                .asText())
        .isEqualTo("Block not found");
    net.call(Fake.input(Fake.LOGS, Bytes.ofUnsignedInt(10_000)));
    assertThat(logs(Map.of("fromBlock", "0x0"))).isEqualTo(10_000);
    net.call(Fake.input(Fake.LOGS, Bytes.ofUnsignedInt(1)));
    assertThat(rpc.error("eth_getLogs", Map.of("fromBlock", "0x0")).get("code").asInt())
        .isEqualTo(-32005);
  }

  @Test
  void feeHistoryAgreesWithTheBlocks() {
    net.call(Fake.input(Fake.CONSUME, Bytes.ofUnsignedLong(900_000)));
    net.call(Fake.input(Fake.COUNT));
    JsonNode history = rpc.result("eth_feeHistory", "0x2", "latest", List.of(10, 50.5));
    assertThat(history.get("oldestBlock").asText()).isEqualTo("0x1");
    assertThat(history.get("baseFeePerGas")).hasSize(3);
    assertThat(history.get("gasUsedRatio")).hasSize(2);
    assertThat(history.get("gasUsedRatio").get(1).asDouble()).isEqualTo(21_040 / 60_000_000.0);
    assertThat(history.get("reward").get(0).get(1).asText()).isEqualTo("0x7d0");
    assertThat(rpc.result("eth_feeHistory", "0x2", "latest", List.of(50.5, 10))).isEqualTo(history);
    assertThat(rpc.result("eth_feeHistory", 2, "safe", List.of(10, 50.5))).isEqualTo(history);
    String hash = rpc.result("eth_getBlockByNumber", "0x1", false).get("hash").asText();
    assertThat(rpc.result("eth_feeHistory", 5, "0x1").get("gasUsedRatio")).hasSize(2);
    assertThat(rpc.result("eth_feeHistory", 5, "0x1").has("reward")).isFalse();
    for (Object[] params :
        new Object[][] {
          {"0x0", "latest"},
          {"0x401", "latest"},
          {"0x1", "0x9"},
          {"0x1"},
          {},
          {"0x1", hash},
          {"0x1", "latest", List.of("x")},
          {"0x1", "latest", Collections.nCopies(101, 1)},
          {"0x1", "latest", "x"},
          {true, "latest"}
        }) {
      assertThat(rpc.error("eth_feeHistory", params).get("code").asInt())
          .as(Arrays.toString(params))
          .isEqualTo(-32602);
    }
  }
}
