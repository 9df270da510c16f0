package org.openledger.integration.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.client.JsonRpc;
import org.openledger.client.RpcErrorException;
import org.openledger.client.Wallet;
import org.openledger.devnet.DevAccounts;
import org.openledger.devnet.DevnetOptions;
import org.openledger.genesis.files.NodeEntry;
import org.openledger.genesis.settings.Development;
import org.openledger.genesis.settings.Json;
import org.openledger.integration.besu.RequiresBesu;
import org.openledger.precompile.abi.ContractAbi;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;
import org.web3j.crypto.RawTransaction;

/** Where the fees of each mode of gas go, on a running node each. */
@RequiresBesu
@Tag("faults")
class GasModesTest {

  private static final Wallet SENDER = Wallet.of(DevAccounts.of(9).privateKey());
  private static final Address BENEFICIARY =
      Address.fromHex("0xc01bba5e00000000000000000000000000000000");
  private static final BigInteger PRICE = BigInteger.valueOf(3_000_000_000L);
  private static final BigInteger VALUE = BigInteger.valueOf(12_345);

  @TempDir private Path temporary;

  /** What one deposit moved. */
  private record Moved(
      BigInteger gasUsed, BigInteger baseFee, BigInteger paid, BigInteger earned, BigInteger held) {

    BigInteger fee(BigInteger price) {
      return gasUsed.multiply(price);
    }
  }

  @Test
  void withAZeroBaseFeeTheBeneficiaryEarnsAllAndLessThanTheLeastPriceIsRefused() throws Exception {
    try (TestNet net = net("zeroBaseFee", gas("zeroBaseFee", "1000 wei", "gas"))) {
      Moved moved = deposit(net.node(0), PRICE);
      assertThat(moved.baseFee()).isZero();
      assertThat(moved.paid()).isEqualTo(VALUE.add(moved.fee(PRICE)));
      assertThat(moved.earned()).isEqualTo(moved.fee(PRICE));
      assertThat(moved.held()).isEqualTo(VALUE);
      assertThatThrownBy(() -> deposit(net.node(0), BigInteger.valueOf(999)))
          .isInstanceOf(RpcErrorException.class)
          .hasMessageContainingAll("eth_sendRawTransaction", "minimum");
      TestNet.assertWalletsPay(net.node(0));
    }
  }

  @Test
  void aBurnedBaseFeeIsNobodysAndTheRestIsTheBeneficiarys() throws Exception {
    ObjectNode gas = gas("burnedBaseFee", "1000 wei", "gas").put("baseFee", "1000000000 wei");
    try (TestNet net = net("burnedBaseFee", gas)) {
      Moved moved = deposit(net.node(0), PRICE);
      assertThat(moved.baseFee()).isPositive().isLessThan(PRICE);
      assertThat(moved.paid()).isEqualTo(VALUE.add(moved.fee(PRICE)));
      assertThat(moved.earned()).isEqualTo(moved.fee(PRICE.subtract(moved.baseFee())));
      assertThat(moved.held()).isEqualTo(VALUE);
      TestNet.assertWalletsPay(net.node(0));
    }
  }

  @Test
  void whereGasIsFreeNobodyPaysAndNobodyEarns() throws Exception {
    try (TestNet net = net("free", Json.object().put("mode", "free"))) {
      Moved moved = deposit(net.node(0), BigInteger.ZERO);
      assertThat(moved.baseFee()).isZero();
      assertThat(moved.paid()).isEqualTo(VALUE);
      assertThat(moved.earned()).isZero();
      assertThat(moved.held()).isEqualTo(VALUE);
      TestNet.assertWalletsPay(net.node(0));
    }
  }

  private TestNet net(String name, ObjectNode gas) throws IOException {
    ObjectNode file = (ObjectNode) Json.parse(Development.file(1));
    file.set("gas", gas);
    Path config = Files.writeString(temporary.resolve(name + ".json"), Json.pretty(file));
    TestNet net = TestNet.create(temporary.resolve(name), "--config", config.toString());
    net.start();
    return net;
  }

  private static ObjectNode gas(String mode, String price, String beneficiary) {
    return Json.object()
        .put("mode", mode)
        .put("minGasPrice", price)
        .put("beneficiary", beneficiary);
  }

  /** Deposits, and looks at all balances before and after. */
  private static Moved deposit(NodeEntry node, BigInteger price) {
    Address fees = NativeAddress.INFERENCE_FEES.address();
    BigInteger sender = balance(node, SENDER.address());
    BigInteger beneficiary = balance(node, BENEFICIARY);
    BigInteger contract = balance(node, fees);
    JsonNode nonce =
        TestNet.ask(node, "eth_getTransactionCount", SENDER.address().toString(), "latest");
    RawTransaction transaction =
        RawTransaction.createTransaction(
            BigInteger.valueOf(Long.decode(nonce.asText())),
            price,
            BigInteger.valueOf(300_000),
            fees.toString(),
            VALUE,
            "0x" + ContractAbi.of("InferenceFees").function("deposit").selectorHex());
    String hash =
        TestNet.ask(
                node,
                "eth_sendRawTransaction",
                SENDER.sign(transaction, DevnetOptions.CHAIN_ID).toHexString())
            .asText();
    JsonNode receipt = receipt(node, hash);
    assertThat(receipt.path("status").asText()).isEqualTo("0x1");
    JsonNode block = TestNet.block(node, receipt.path("blockNumber").asText());
    return new Moved(
        number(receipt.path("gasUsed")),
        number(block.path("baseFeePerGas")),
        sender.subtract(balance(node, SENDER.address())),
        balance(node, BENEFICIARY).subtract(beneficiary),
        balance(node, fees).subtract(contract));
  }

  private static JsonNode receipt(NodeEntry node, String hash) {
    try (JsonRpc rpc = new JsonRpc(node.url())) {
      for (int blocks = 0; blocks < 30; blocks++) {
        JsonNode receipt = rpc.call("eth_getTransactionReceipt", hash);
        if (receipt.isObject()) {
          return receipt;
        }
        TestNet.awaitBlocks(node, 1);
      }
    }
    throw new AssertionError("transaction " + hash + " is in no block");
  }

  private static BigInteger balance(NodeEntry node, Address account) {
    return number(TestNet.ask(node, "eth_getBalance", account.toString(), "latest"));
  }

  private static BigInteger number(JsonNode quantity) {
    return new BigInteger(quantity.asText().substring(2), 16);
  }
}
