package org.openledger.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.client.Chain;
import org.openledger.client.ClientException;
import org.openledger.client.ContractClient;
import org.openledger.client.Draft;
import org.openledger.client.JsonRpc;
import org.openledger.client.Wallet;
import org.openledger.devnet.DevAccounts;
import org.openledger.devnet.DevnetOptions;
import org.openledger.genesis.DevGenesis;
import org.openledger.genesis.DevNetwork;
import org.openledger.genesis.ShortPeriods;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.system.Role;

/** Networks on which the story cannot be told: the demo says why, and sends nothing. */
class UnfitNetworkTest {

  private static final Wallet BANKER = Wallet.of(DevAccounts.of(0).privateKey());
  private static final Wallet PAYER = Wallet.of(DevAccounts.of(5).privateKey());
  private static final Wallet FAR = Wallet.of(DevAccounts.of(99).privateKey());

  @TempDir private Path directory;

  private DevNetwork network;
  private JsonRpc rpc;
  private Chain chain;

  @BeforeEach
  void start() throws IOException {
    Files.createDirectories(directory.resolve("alice"));
    Files.writeString(directory.resolve("alice/a.txt"), "A text of Alice's, quite short.");
    network = DevNetwork.start(DevnetOptions.defaults().withPort(0));
    rpc = new JsonRpc(network.url());
    chain = Chain.at(rpc);
  }

  @AfterEach
  void stop() {
    rpc.close();
    network.close();
  }

  @Test
  void tooLittleMoneyIsTold() {
    empty(BANKER);
    empty(PAYER);
    isRefused("insufficient funds: account 0 of the test mnemonic");
  }

  @Test
  void aPoorPayerIsFundedByAccountZero() {
    empty(PAYER);
    assertThat(run()).isTrue();
  }

  @Test
  void aMissingGovernorIsTold() {
    ContractClient.of(chain, NativeAddress.SYSTEM)
        .send(BANKER, "revokeRole", Role.GOVERNOR.id(), BANKER.address());
    isRefused("the governor role (approves models) is held by none");
  }

  @Test
  void aMissingOperatorIsTold() {
    ContractClient.of(chain, NativeAddress.SYSTEM)
        .send(BANKER, "revokeRole", Role.OPERATOR.id(), BANKER.address());
    isRefused("the operator role (attests indexes) is held by none");
  }

  @Test
  void operatorsElsewhereAreTold() {
    ContractClient.of(chain, NativeAddress.SYSTEM)
        .send(BANKER, "grantRole", Role.OPERATOR.id(), FAR.address());
    isRefused("active when all 2 operators have attested it");
  }

  @Test
  void aNodeOfAnotherChainIsTold() throws IOException {
    DevnetOptions options = DevnetOptions.defaults().withPort(0);
    try (DevNetwork other = DevNetwork.start(options.withChainId(77))) {
      isRefused(
          network.url() + "," + other.url(),
          other.url() + " has the chain id 77, the one at " + network.url() + " has 1612001");
    }
    try (DevNetwork other =
        DevNetwork.start(
            options, DevGenesis.configuration(options.chainId(), ShortPeriods.parameters()))) {
      isRefused(network.url() + "," + other.url(), other.url() + " has the first block 0x");
    }
    try (DevNetwork same = DevNetwork.start(options)) {
      isRefused(
          network.url() + "," + same.url() + ",http://127.0.0.1:1",
          "no node answers at http://127.0.0.1:1");
    }
  }

  private void isRefused(String words) {
    isRefused(network.url(), words);
  }

  private void isRefused(String urls, String words) {
    long head = chain.head();
    assertThatThrownBy(() -> run(urls))
        .isInstanceOfAny(DemoException.class, ClientException.class)
        .hasMessageContaining(words);
    assertThat(chain.head()).isEqualTo(head);
  }

  private boolean run() {
    return run(network.url());
  }

  private boolean run(String urls) {
    DemoOptions options =
        new DemoOptions(directory, urls, 0, null, null, 1, 20, true, false, false);
    try (Demo demo =
        new Demo(
            options, new PrintWriter(new StringWriter()), new PrintWriter(new StringWriter()))) {
      return demo.run();
    }
  }

  private void empty(Wallet wallet) {
    BigInteger left = chain.costOf(30_000);
    chain.send(
        Draft.transfer(wallet, FAR.address(), chain.balance(wallet.address()).subtract(left)));
  }
}
