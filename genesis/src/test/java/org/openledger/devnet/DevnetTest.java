package org.openledger.devnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigInteger;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.openledger.devnet.block.BlockListener;
import org.openledger.devnet.block.SealedBlock;
import org.openledger.devnet.state.GenesisAccount;
import org.web3j.crypto.RawTransaction;

class DevnetTest {

  @Test
  void aPortInUseIsToldInOneLine() throws IOException {
    try (TestNet net = new TestNet()) {
      DevnetOptions same = DevnetOptions.defaults().withPort(net.devnet.port());
      assertThatThrownBy(() -> new TestNet(same).close())
          .isInstanceOf(IOException.class)
          .hasMessageContaining("127.0.0.1:" + net.devnet.port())
          .hasMessageContaining("in use");
      assertThat(net.rpc.text("eth_blockNumber")).isEqualTo("0x0");
    }
  }

  @Test
  void aClosedDevnetFreesItsPort() throws IOException {
    TestNet first = new TestNet();
    int port = first.devnet.port();
    first.close();
    try (TestNet second = new TestNet(DevnetOptions.defaults().withPort(port))) {
      assertThat(second.rpc.text("eth_blockNumber")).isEqualTo("0x0");
    }
  }

  @Test
  void aContractWithoutCodeInTheAllocationIsRefused() {
    assertThatThrownBy(
            () ->
                Devnet.start(
                        DevnetOptions.defaults().withPort(0),
                        Map.of(Fake.INSTANCE.address(), GenesisAccount.funded(BigInteger.ONE)),
                        List.of(Fake.INSTANCE),
                        Map.of(),
                        BlockListener.none())
                    .close())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Fake");
  }

  @Test
  void wrongOptionsAreRefused() {
    DevnetOptions options = DevnetOptions.defaults();
    assertThatThrownBy(() -> options.withPort(65_536)).hasMessageContaining("65536");
    assertThatThrownBy(() -> options.withChainId(0)).hasMessageContaining("chain id");
    assertThatThrownBy(() -> options.withBlockGasLimit(20_999)).hasMessageContaining("21000");
    assertThatThrownBy(() -> options.withFees(BigInteger.valueOf(-1), BigInteger.ZERO))
        .hasMessageContaining("base fee");
  }

  @Test
  void theSameTransactionsOnTheSameClockGiveTheSameBlocks() throws IOException {
    InstantSource stopped = InstantSource.fixed(Instant.parse("2026-05-01T00:00:00Z"));
    List<List<SealedBlock>> runs = new ArrayList<>();
    for (int run = 0; run < 2; run++) {
      try (TestNet net = new TestNet(DevnetOptions.defaults().withClock(stopped))) {
        for (int i = 0; i < 5; i++) {
          net.call(Fake.input(Fake.COUNT));
        }
        runs.add(List.copyOf(net.heard));
        long last = 0;
        for (SealedBlock block : net.heard) {
          assertThat(block.timestamp()).isGreaterThan(last);
          last = block.timestamp();
        }
      }
    }
    assertThat(runs.get(0)).isEqualTo(runs.get(1));
  }

  @Test
  void aListenerThatFailsStopsNothing() throws IOException {
    try (Devnet devnet =
        Devnet.start(
            DevnetOptions.defaults().withPort(0),
            TestNet.alloc(),
            List.of(Fake.INSTANCE),
            Map.of(),
            block -> {
              throw new IllegalStateException("listener");
            })) {
      RpcClient rpc = new RpcClient(devnet.url());
      String raw =
          TestNet.sign(
              0,
              RawTransaction.createTransaction(
                  BigInteger.ZERO,
                  TestNet.PRICE,
                  BigInteger.valueOf(50_000),
                  Fake.INSTANCE.address().toString(),
                  BigInteger.ZERO,
                  Fake.input(Fake.COUNT)),
              DevnetOptions.CHAIN_ID);
      rpc.text("eth_sendRawTransaction", raw);
      assertThat(rpc.text("eth_blockNumber")).isEqualTo("0x1");
    }
  }

  @Test
  void readersSeeWholeBlocksWhileTransactionsArrive() throws Exception {
    try (TestNet net = new TestNet();
        ExecutorService pool = Executors.newFixedThreadPool(6)) {
      List<Callable<Integer>> tasks = new ArrayList<>();
      for (int sender = 0; sender < 3; sender++) {
        int from = sender;
        tasks.add(
            () -> {
              for (int i = 0; i < 30; i++) {
                net.call(from, 100_000, BigInteger.ONE, Fake.input(Fake.COUNT));
              }
              return 0;
            });
        tasks.add(
            () -> {
              for (int i = 0; i < 60; i++) {
                var block = net.rpc.result("eth_getBlockByNumber", "latest", false);
                String number = block.get("number").asText();
                // The counter grows by one in each block: state and number must agree.
                assertThat(
                        new BigInteger(
                            net.rpc
                                .text(
                                    "eth_getStorageAt",
                                    Fake.INSTANCE.address().toString(),
                                    "0x0",
                                    number)
                                .substring(2),
                            16))
                    .isEqualTo(TestNet.number(block.get("number")));
              }
              return 0;
            });
      }
      for (Future<Integer> done : pool.invokeAll(tasks)) {
        assertThat(done.get()).isZero();
      }
      assertThat(net.devnet.chain().head().number()).isEqualTo(90);
      assertThat(net.heard.stream().map(SealedBlock::number).toList()).isSorted().hasSize(90);
    }
  }

  @Test
  void theAccountsAreThoseThatEverybodyKnows() {
    assertThat(DevAccounts.of(0).address().toString())
        .isEqualTo("0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266");
    assertThat(DevAccounts.of(0).privateKeyHex())
        .isEqualTo("0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80");
    assertThat(DevAccounts.of(9).address().toString())
        .isEqualTo("0xa0ee7a142d267c1f36714e4a8f75612f20a79720");
    assertThat(DevAccounts.funded()).hasSize(10);
  }
}
