package org.openledger.devnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.units.bigints.UInt256;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.devnet.file.StateFileException;

/** A chain that goes on where it ended. */
class StateFileTest {

  private static final String FAKE = Fake.INSTANCE.address().toString();

  @TempDir private Path directory;

  private DevnetOptions options() {
    return DevnetOptions.defaults().withPort(0).withStateFile(directory.resolve("chain.state"));
  }

  private Path file() {
    return directory.resolve("chain.state");
  }

  /** A chain with everything that a block can hold. */
  private void fill(TestNet net) {
    Random random = new Random(5);
    for (int i = 0; i < 30; i++) {
      net.call(
          Fake.input(
              Fake.STORE,
              UInt256.valueOf(random.nextInt(12)).toBytes(),
              UInt256.valueOf(random.nextInt(3)).toBytes()));
    }
    net.call(2, 100_000, BigInteger.TEN, Fake.input(Fake.LOG, Bytes.of(1, 2, 3)));
    net.call(1, 100_000, BigInteger.ZERO, Fake.input(Fake.REVERT, Bytes.of(9)));
    net.call(1, 100_000, BigInteger.ZERO, Fake.input(Fake.OUT_OF_GAS));
    net.rpc.result("evm_mine", Map.of("blocks", 2));
    net.rpc.result("evm_setAutomine", false);
    for (int i = 3; i < 6; i++) {
      net.rpc.text(
          "eth_sendRawTransaction",
          net.legacy(i, Fake.INSTANCE.address(), 100_000, BigInteger.ZERO, Fake.input(Fake.COUNT)));
    }
    net.rpc.result("evm_mine");
    net.rpc.result("evm_increaseTime", 5_000);
  }

  @Test
  void everyBlockReceiptAndStateComesBack() throws IOException {
    JsonNode[] blocks;
    JsonNode[] receipts;
    JsonNode[] proofs;
    int head;
    try (TestNet net = new TestNet(options())) {
      fill(net);
      head = (int) net.devnet.chain().head().number();
      blocks = all(net, head, "eth_getBlockByNumber", true);
      receipts = all(net, head, "eth_getBlockReceipts");
      proofs = proofs(net, head);
    }
    assertThat(names()).containsExactly("chain.state");
    try (TestNet net = new TestNet(options())) {
      assertThat(net.rpc.text("eth_blockNumber")).isEqualTo("0x" + Integer.toHexString(head));
      assertThat(all(net, head, "eth_getBlockByNumber", true)).isEqualTo(blocks);
      assertThat(all(net, head, "eth_getBlockReceipts")).isEqualTo(receipts);
      assertThat(proofs(net, head)).isEqualTo(proofs);
      assertThat(net.heard).hasSize(head);
      assertThat(net.rpc.result("evm_increaseTime", 0).asLong()).isEqualTo(5_000);
      net.call(Fake.input(Fake.COUNT));
    }
    try (TestNet net = new TestNet(options())) {
      assertThat(net.devnet.chain().head().number()).isEqualTo(head + 1L);
    }
  }

  @Test
  void transactionsThatWaitedWaitAgain() throws IOException {
    String hash;
    try (TestNet net = new TestNet(options())) {
      net.rpc.result("evm_setAutomine", false);
      hash =
          net.rpc.text(
              "eth_sendRawTransaction",
              net.legacy(
                  0, Fake.INSTANCE.address(), 100_000, BigInteger.ZERO, Fake.input(Fake.COUNT)));
    }
    try (TestNet net = new TestNet(options().withBlockTime(3_600))) {
      assertThat(net.rpc.result("eth_getTransactionByHash", hash).get("blockHash").isNull())
          .isTrue();
      net.rpc.result("evm_mine");
      assertThat(net.receipt(hash).get("status").asText()).isEqualTo("0x1");
    }
  }

  @Test
  void aDamagedFileIsRefusedAndLeftAsItIs() throws IOException {
    try (TestNet net = new TestNet(options())) {
      fill(net);
    }
    byte[] sound = Files.readAllBytes(file());
    Random random = new Random(3);
    for (int i = 0; i < 40; i++) {
      byte[] damaged = i < 10 ? Arrays.copyOf(sound, random.nextInt(sound.length)) : sound.clone();
      if (i >= 10) {
        damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
      }
      Files.write(file(), damaged);
      assertThatThrownBy(() -> new TestNet(options()).close())
          .isInstanceOf(StateFileException.class)
          .hasMessageContaining(file().toString());
      assertThat(Files.readAllBytes(file())).isEqualTo(damaged);
    }
    Files.write(file(), sound);
    new TestNet(options()).close();
  }

  @Test
  void filesOfSomethingElseAreToldApart() throws IOException {
    Files.writeString(file(), "{\"not\": \"ours\"}", StandardCharsets.UTF_8);
    refused(options(), "is no state of a devnet");
    Files.write(file(), new byte[0]);
    refused(options(), "is no state of a devnet");
    Files.delete(file());
    new TestNet(options()).close();
    refused(options().withChainId(77), "is of chain id 1612001, this devnet has 77");
    refused(
        options().withFees(BigInteger.valueOf(9), BigInteger.TEN), "starts from another block 0");
    byte[] newer = Files.readAllBytes(file());
    newer[20] = 9;
    Files.write(file(), newer);
    refused(options(), "has format version 9, this build reads 1");
    refused(options().withStateFile(directory), "is a directory");
    refused(options().withStateFile(directory.resolve("missing/chain.state")), "cannot be written");
  }

  private static void refused(DevnetOptions options, String reason) {
    assertThatThrownBy(() -> new TestNet(options).close())
        .isInstanceOf(StateFileException.class)
        .hasMessageContaining(reason);
  }

  private static JsonNode[] all(TestNet net, int head, String method, Object... more) {
    JsonNode[] answers = new JsonNode[head + 1];
    for (int i = 0; i <= head; i++) {
      Object[] params = new Object[more.length + 1];
      params[0] = "0x" + Integer.toHexString(i);
      System.arraycopy(more, 0, params, 1, more.length);
      answers[i] = net.rpc.result(method, params);
    }
    return answers;
  }

  private static JsonNode[] proofs(TestNet net, int head) {
    JsonNode[] answers = new JsonNode[head + 1];
    for (int i = 0; i <= head; i++) {
      answers[i] =
          net.rpc.result(
              "eth_getProof", FAKE, List.of("0x0", "0x1", "0x7"), "0x" + Integer.toHexString(i));
    }
    return answers;
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(path -> path.getFileName().toString()).toList();
    }
  }
}
