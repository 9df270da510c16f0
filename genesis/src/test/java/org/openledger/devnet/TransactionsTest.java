package org.openledger.devnet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openledger.devnet.transaction.Secp256k1;
import org.openledger.precompile.host.Address;
import org.web3j.crypto.AccessListObject;
import org.web3j.crypto.RawTransaction;
import org.web3j.crypto.Sign;
import org.web3j.crypto.SignedRawTransaction;
import org.web3j.crypto.TransactionDecoder;
import org.web3j.crypto.TransactionEncoder;
import org.web3j.utils.Numeric;

class TransactionsTest {

  private static final String FAKE = Fake.INSTANCE.address().toString();
  private static final BigInteger GAS = BigInteger.valueOf(1_000_000);

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
  void everyTypeOfTransactionIsMinedInABlockOfItsOwn() {
    String count = Fake.input(Fake.COUNT);
    long chain = net.options.chainId();
    String access = "0x" + "11".repeat(32);
    String[] raws = {
      net.sign(0, legacy(0, count)),
      Numeric.toHexString(TransactionEncoder.signMessage(legacy(1, count), TestNet.key(0))),
      net.sign(
          0,
          RawTransaction.createTransaction(
              chain,
              n(2),
              TestNet.PRICE,
              GAS,
              FAKE,
              n(0),
              count,
              List.of(new AccessListObject(FAKE, List.of(access))))),
      net.sign(
          0,
          RawTransaction.createTransaction(chain, n(3), GAS, FAKE, n(0), count, n(1_500), n(3_000)))
    };
    String[] types = {"0x0", "0x0", "0x1", "0x2"};
    for (int i = 0; i < raws.length; i++) {
      String hash = rpc.text("eth_sendRawTransaction", raws[i]);
      JsonNode receipt = net.receipt(hash);
      assertThat(receipt.get("status").asText()).isEqualTo("0x1");
      assertThat(receipt.get("type").asText()).isEqualTo(types[i]);
      assertThat(receipt.get("blockNumber").asText()).isEqualTo("0x" + (i + 1));
      assertThat(receipt.get("transactionIndex").asText()).isEqualTo("0x0");
      assertThat(receipt.get("contractAddress").isNull()).isTrue();
      long listed = i == 2 ? 2_400 + 1_900 : 0;
      assertThat(TestNet.number(receipt.get("gasUsed")))
          .isEqualTo(21_000 + Math.max(16 + listed, 40));
      assertThat(TestNet.number(receipt.get("effectiveGasPrice")))
          .isEqualTo(i == 3 ? 1_500 : 2_000);
      JsonNode transaction = rpc.result("eth_getTransactionByHash", hash);
      assertThat(transaction.get("from").asText()).isEqualTo(TestNet.address(0));
      assertThat(transaction.get("input").asText()).isEqualTo(count);
      assertThat(transaction.get("type").asText()).isEqualTo(types[i]);
      assertThat(transaction.has("accessList")).isEqualTo(i >= 2);
      assertThat(transaction.has("maxFeePerGas")).isEqualTo(i == 3);
      assertThat(transaction.has("yParity")).isEqualTo(i >= 2);
      assertThat(transaction.has("chainId")).isEqualTo(i != 1);
      assertThat(rpc.text("eth_blockNumber")).isEqualTo("0x" + (i + 1));
    }
    assertThat(rpc.text("eth_getStorageAt", FAKE, "0x0", "latest"))
        .isEqualTo(UInt256.valueOf(4).toHexString());
    assertThat(net.heard).hasSize(4);
  }

  @Test
  void aTransferMovesValueAndPaysTheCoinbase() {
    String to = "0x00000000000000000000000000000000000b0b0b";
    BigInteger value = BigInteger.TEN.pow(18);
    BigInteger before = net.balance(TestNet.address(1));
    JsonNode receipt =
        net.receipt(
            rpc.text(
                "eth_sendRawTransaction", net.legacy(1, Address.fromHex(to), 21_000, value, "0x")));
    BigInteger fee = TestNet.PRICE.multiply(n(21_000));
    assertThat(TestNet.number(receipt.get("gasUsed"))).isEqualTo(21_000);
    assertThat(net.balance(to)).isEqualTo(value);
    assertThat(net.balance(TestNet.address(1))).isEqualTo(before.subtract(value).subtract(fee));
    assertThat(net.balance(net.options.coinbase().toString())).isEqualTo(fee);
  }

  @Test
  void aBaseFeeIsBurnedAndOnlyTheRestReachesTheCoinbase() throws IOException {
    try (TestNet other = new TestNet(DevnetOptions.defaults().withFees(n(700), n(0)))) {
      BigInteger before = other.balance(TestNet.address(0));
      JsonNode receipt = other.call(Fake.input(Fake.COUNT));
      BigInteger used = TestNet.number(receipt.get("gasUsed"));
      assertThat(other.balance(other.options.coinbase().toString()))
          .isEqualTo(used.multiply(n(1_300)));
      assertThat(other.balance(TestNet.address(0)))
          .isEqualTo(before.subtract(used.multiply(n(2_000))));
      assertThat(other.rpc.text("eth_gasPrice")).isEqualTo("0x2bc");
      JsonNode error =
          other.rpc.error(
              "eth_sendRawTransaction",
              other.sign(0, RawTransaction.createTransaction(n(1), n(699), GAS, FAKE, n(0), "0x")));
      assertError(error, -32009, "Gas price below current base fee");
    }
  }

  @Test
  void aRevertUndoesStorageBalancesAndLogsAndKeepsTheGas() {
    BigInteger value = n(1_000);
    BigInteger before = net.balance(TestNet.address(0));
    Bytes data = Bytes.fromHexString("0xabcdef0102");
    JsonNode receipt = net.call(0, 1_000_000, value, Fake.input(Fake.REVERT, data));
    assertThat(receipt.get("status").asText()).isEqualTo("0x0");
    assertThat(receipt.get("logs")).isEmpty();
    assertThat(receipt.get("logsBloom").asText()).matches("0x0+");
    assertThat(receipt.get("revertReason").asText()).isEqualTo("0xabcdef0102");
    long used = 21_000 + 6 * 16 + 1_000;
    assertThat(TestNet.number(receipt.get("gasUsed"))).isEqualTo(used);
    assertThat(rpc.text("eth_getStorageAt", FAKE, "0x0", "latest")).matches("0x0+");
    assertThat(net.balance(FAKE)).isZero();
    assertThat(net.balance(TestNet.address(0)))
        .isEqualTo(before.subtract(TestNet.PRICE.multiply(n(used))));
    assertThat(rpc.text("eth_getTransactionCount", TestNet.address(0), "latest")).isEqualTo("0x1");
  }

  @Test
  void outOfGasUndoesEverythingAndBurnsAllGas() {
    JsonNode receipt = net.call(0, 123_456, n(5), Fake.input(Fake.OUT_OF_GAS));
    assertThat(receipt.get("status").asText()).isEqualTo("0x0");
    assertThat(receipt.get("logs")).isEmpty();
    assertThat(receipt.has("revertReason")).isFalse();
    assertThat(TestNet.number(receipt.get("gasUsed"))).isEqualTo(123_456);
    assertThat(net.balance(FAKE)).isZero();
    assertThat(rpc.text("eth_getStorageAt", FAKE, "0x0", "latest")).matches("0x0+");
  }

  @Test
  void anAbsentContractBehavesLikeCode0xfe() {
    JsonNode receipt = net.call(0, 99_999, n(5), Fake.input(Fake.ABSENT));
    assertThat(receipt.get("status").asText()).isEqualTo("0x0");
    assertThat(TestNet.number(receipt.get("gasUsed"))).isEqualTo(99_999);
    assertThat(net.balance(FAKE)).isZero();
    assertError(
        rpc.error("eth_call", call(Fake.input(Fake.ABSENT)), "latest"),
        -32000,
        "Transaction processing could not be completed due to an exception (Invalid opcode: 0xfe)");
  }

  @Test
  void aNodeFailureLeavesTheTransactionOutAndTheDevnetRunning() {
    String root = rpc.result("eth_getBlockByNumber", "latest", false).get("stateRoot").asText();
    String raw =
        net.legacy(0, Fake.INSTANCE.address(), 1_000_000, n(3), Fake.input(Fake.NODE_FAILURE));
    JsonNode error = rpc.error("eth_sendRawTransaction", raw);
    assertThat(error.get("code").asInt()).isEqualTo(-32050);
    assertThat(error.get("message").asText()).contains("run the index builder");
    assertThat(rpc.text("eth_blockNumber")).isEqualTo("0x0");
    assertThat(rpc.result("eth_getBlockByNumber", "latest", false).get("stateRoot").asText())
        .isEqualTo(root);
    assertThat(rpc.text("eth_getTransactionCount", TestNet.address(0), "latest")).isEqualTo("0x0");
    assertThat(
            rpc.error("eth_call", call(Fake.input(Fake.NODE_FAILURE)), "latest")
                .get("code")
                .asInt())
        .isEqualTo(-32050);
    assertThat(net.call(Fake.input(Fake.COUNT)).get("status").asText()).isEqualTo("0x1");
  }

  @Test
  void aBugOfAContractLeavesTheTransactionOutToo() {
    for (int op : new int[] {Fake.BUG, Fake.OVERDRAW, Fake.UNKNOWN}) {
      String raw = net.legacy(0, Fake.INSTANCE.address(), 1_000_000, n(0), Fake.input(op));
      assertThat(rpc.error("eth_sendRawTransaction", raw).get("code").asInt()).isEqualTo(-32603);
    }
    assertThat(rpc.text("eth_blockNumber")).isEqualTo("0x0");
    assertThat(net.call(Fake.input(Fake.COUNT)).get("status").asText()).isEqualTo("0x1");
  }

  @Test
  void aContractPaysOutAndSeesItsContext() {
    net.call(0, 100_000, n(1_000_000), "0x00");
    BigInteger before = net.balance(TestNet.address(1));
    JsonNode receipt =
        net.call(1, 100_000, n(0), Fake.input(Fake.PAY_OUT, UInt256.valueOf(400_000).toBytes()));
    BigInteger fee = TestNet.number(receipt.get("gasUsed")).multiply(TestNet.PRICE);
    assertThat(net.balance(TestNet.address(1))).isEqualTo(before.add(n(400_000)).subtract(fee));
    assertThat(net.balance(FAKE)).isEqualTo(600_000);
    String context =
        rpc.text(
            "eth_call",
            Map.of("from", TestNet.address(2), "to", FAKE, "data", "0x0e", "value", "0x7"),
            "latest");
    assertThat(context)
        .isEqualTo(
            TestNet.address(2)
                + FAKE.substring(2)
                + UInt256.valueOf(7).toHexString().substring(2)
                + "0000000000000002");
  }

  @Test
  void signaturesAreRecoveredAsThePrecompileDoes() {
    Bytes32 digest = Bytes32.random(new java.util.Random(3));
    Sign.SignatureData signature =
        Sign.signMessage(digest.toArray(), TestNet.key(4).getEcKeyPair(), false);
    Bytes r = Bytes.wrap(signature.getR());
    Bytes s = Bytes.wrap(signature.getS());
    Bytes v = Bytes.wrap(signature.getV());
    assertThat(recover(digest, v, r, s)).isEqualTo(TestNet.address(4));
    assertThat(recover(digest, Bytes.of(26), r, s)).isEqualTo("0x");
    assertThat(recover(digest, Bytes.of(29), r, s)).isEqualTo("0x");
    assertThat(recover(digest, v, Bytes32.ZERO, s)).isEqualTo("0x");
    // Unlike a transaction, the precompile takes a high s, with the other parity.
    BigInteger n = Secp256k1.HALF_N.shiftLeft(1).add(BigInteger.ONE);
    Bytes32 high = UInt256.valueOf(n.subtract(s.toUnsignedBigInteger())).toBytes();
    assertThat(recover(digest, Bytes.of(55 - v.get(0)), r, high)).isEqualTo(TestNet.address(4));
  }

  private String recover(Bytes digest, Bytes v, Bytes r, Bytes s) {
    return rpc.text("eth_call", call(Fake.input(Fake.RECOVER, digest, v, r, s)), "latest");
  }

  @Test
  void calldataHasAFloorAndExecutionAboveItIsPaidAsUsed() {
    // 100 non-zero bytes: 21000 + 1600 by use, 21000 + 4000 by EIP-7623.
    Bytes bytes = Bytes.repeat((byte) 1, 100);
    JsonNode echo = net.call(Fake.input(Fake.ECHO, bytes.slice(1)));
    assertThat(TestNet.number(echo.get("gasUsed"))).isEqualTo(25_000);
    JsonNode worked = net.call(Fake.input(Fake.CONSUME, Bytes.ofUnsignedLong(50_000)));
    long zeros = 6;
    assertThat(TestNet.number(worked.get("gasUsed")))
        .isEqualTo(21_000 + zeros * 4 + 3 * 16 + 50_000);
    String tight =
        net.legacy(0, Fake.INSTANCE.address(), 24_999, n(0), Fake.input(Fake.ECHO, bytes.slice(1)));
    assertError(
        rpc.error("eth_sendRawTransaction", tight), -32003, "Intrinsic gas exceeds gas limit");
    String exact =
        net.legacy(0, Fake.INSTANCE.address(), 25_000, n(0), Fake.input(Fake.ECHO, bytes.slice(1)));
    assertThat(net.receipt(rpc.text("eth_sendRawTransaction", exact)).get("status").asText())
        .isEqualTo("0x1");
  }

  @Test
  void aTransactionHasAGasCapAndABlockHasOneToo() throws IOException {
    String over = net.legacy(0, Fake.INSTANCE.address(), 16_777_217, n(0), "0x");
    assertError(
        rpc.error("eth_sendRawTransaction", over), -32005, "Transaction gas limit cap exceeded");
    String most = net.legacy(0, Fake.INSTANCE.address(), 16_777_216, n(0), "0x");
    rpc.text("eth_sendRawTransaction", most);
    try (TestNet small = new TestNet(DevnetOptions.defaults().withBlockGasLimit(100_000))) {
      String raw = small.legacy(0, Fake.INSTANCE.address(), 100_001, n(0), "0x");
      assertError(
          small.rpc.error("eth_sendRawTransaction", raw),
          -32005,
          "Transaction gas limit exceeds block gas limit");
    }
  }

  @Test
  void wrongTransactionsAreRefusedInBesusWords() {
    assertError(send(legacy(1, "0x")), -32006, "Nonce too high");
    rpc.text("eth_sendRawTransaction", net.sign(0, legacy(0, "0x")));
    assertError(send(legacy(0, "0x")), -32001, "Nonce too low");
    assertError(
        rpc.error("eth_sendRawTransaction", TestNet.sign(0, legacy(1, "0x"), 1)),
        -32000,
        "Wrong chainId");
    assertError(
        send(
            RawTransaction.createTransaction(
                n(1), TestNet.PRICE, GAS, FAKE, DevAccounts.BALANCE, "")),
        -32004,
        "Upfront cost exceeds account balance");
    assertError(
        send(RawTransaction.createTransaction(n(1), TestNet.PRICE, n(20_999), FAKE, n(0), "")),
        -32003,
        "Intrinsic gas exceeds gas limit");
    assertError(
        send(RawTransaction.createTransaction(n(1), n(999), GAS, FAKE, n(0), "")),
        -32009,
        "Gas price below configured minimum gas price");
    assertError(
        send(
            RawTransaction.createTransaction(
                net.options.chainId(), n(1), GAS, FAKE, n(0), "", n(3_001), n(3_000))),
        -32000,
        "Max priority fee per gas exceeds max fee per gas");
    assertError(rpc.error("eth_sendRawTransaction", "0x03c0"), -32602, "Invalid transaction type");
    assertError(rpc.error("eth_sendRawTransaction", "0x04c0"), -32602, "Invalid transaction type");
    assertError(rpc.error("eth_sendRawTransaction", "0xc0"), -32602, "Invalid params");
    assertError(rpc.error("eth_sendRawTransaction", "0x"), -32602, "Invalid params");
    JsonNode coded =
        rpc.error(
            "eth_sendRawTransaction",
            net.sign(
                11, RawTransaction.createTransaction(n(0), TestNet.PRICE, GAS, FAKE, n(0), "")));
    assertError(coded, -32007, "Sender account not authorized to send transactions");
    assertThat(rpc.text("eth_blockNumber")).isEqualTo("0x1");
  }

  @Test
  void aSignatureThatNobodyMadeIsRefused() {
    SignedRawTransaction signed =
        (SignedRawTransaction) TransactionDecoder.decode(net.sign(0, legacy(0, "0x")));
    BigInteger n = Secp256k1.HALF_N.shiftLeft(1).add(BigInteger.ONE);
    BigInteger high = n.subtract(new BigInteger(1, signed.getSignatureData().getS()));
    byte[] raw =
        TransactionEncoder.encode(
            signed,
            new Sign.SignatureData(
                signed.getSignatureData().getV(),
                signed.getSignatureData().getR(),
                Numeric.toBytesPadded(high, 32)));
    assertError(
        rpc.error("eth_sendRawTransaction", Numeric.toHexString(raw)), -32002, "Invalid signature");
  }

  @Test
  void whatNeedsAnEvmIsRefusedAndBesuIsNamed() {
    JsonNode creation =
        send(RawTransaction.createContractTransaction(n(0), TestNet.PRICE, GAS, n(0), "0x6000"));
    assertThat(creation.get("code").asInt()).isEqualTo(-32051);
    assertThat(creation.get("message").asText()).contains("Besu").contains("EVM");
    for (Address address :
        List.of(
            TestNet.EVM_CODE,
            Address.of(BigInteger.ONE),
            Address.of(n(0x11)),
            Address.of(n(0x100)))) {
      JsonNode error =
          rpc.error("eth_sendRawTransaction", net.legacy(0, address, 1_000_000, n(0), "0x"));
      assertThat(error.get("code").asInt()).isEqualTo(-32051);
      assertThat(error.get("message").asText()).contains("Besu");
    }
    assertThat(rpc.error("eth_call", Map.of("data", "0x6000"), "latest").get("message").asText())
        .contains("Besu");
    assertThat(rpc.error("eth_estimateGas", Map.of("data", "0x6000")).get("message").asText())
        .contains("Besu");
    assertThat(rpc.text("eth_blockNumber")).isEqualTo("0x0");
  }

  private JsonNode send(RawTransaction transaction) {
    return rpc.error("eth_sendRawTransaction", net.sign(0, transaction));
  }

  private static RawTransaction legacy(long nonce, String input) {
    return RawTransaction.createTransaction(n(nonce), TestNet.PRICE, GAS, FAKE, n(0), input);
  }

  private static Map<String, Object> call(String input) {
    return Map.of("to", FAKE, "data", input);
  }

  private static void assertError(JsonNode error, int code, String message) {
    assertThat(error.get("code").asInt()).as(error.toString()).isEqualTo(code);
    assertThat(error.get("message").asText()).startsWith(message);
  }

  private static BigInteger n(long value) {
    return BigInteger.valueOf(value);
  }
}
