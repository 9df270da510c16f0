package org.openledger.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.esaulpaugh.headlong.abi.Address;
import com.esaulpaugh.headlong.abi.Tuple;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Collections;
import java.util.List;
import org.apache.tuweni.bytes.Bytes32;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openledger.devnet.DevAccounts;
import org.openledger.devnet.DevnetOptions;
import org.openledger.genesis.DevNetwork;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.host.NativeAddress;

class ContractClientTest {

  private static final Wallet OWNER = Wallet.of(DevAccounts.of(1).privateKey());
  private static final Wallet STRANGER = Wallet.of(DevAccounts.of(2).privateKey());
  private static final BigInteger BASE_FEE = BigInteger.valueOf(7);

  private static DevNetwork network;
  private static JsonRpc rpc;
  private static Chain chain;
  private static ContractClient datanets;

  @BeforeAll
  static void start() throws IOException {
    network =
        DevNetwork.start(
            DevnetOptions.defaults().withPort(0).withFees(BASE_FEE, BigInteger.valueOf(1_000)));
    rpc = new JsonRpc(network.url());
    chain = Chain.at(rpc);
    datanets = ContractClient.of(chain, NativeAddress.DATANETS);
  }

  @AfterAll
  static void stop() {
    rpc.close();
    network.close();
  }

  @Test
  void aTransactionIsExecutedAndItsEventsAreRead() {
    TransactionReceipt receipt = create();
    Tuple created = datanets.event(receipt, "DatanetCreated");
    BigInteger id = created.get(0);
    assertThat(AbiValues.address(created.<Address>get(1))).isEqualTo(OWNER.address());
    assertThat(created.<String>get(5)).isEqualTo("name");
    Tuple stored = datanets.call("datanet", id).get(0);
    assertThat(AbiValues.address(stored.<Address>get(0))).isEqualTo(OWNER.address());
    assertThat(datanets.events(receipt, "Contributed")).isEmpty();
  }

  @Test
  void theSenderPaysGasToTheWei() {
    BigInteger before = chain.balance(OWNER.address());
    TransactionReceipt receipt = create();
    assertThat(before.subtract(chain.balance(OWNER.address()))).isEqualTo(receipt.cost());
    assertThat(receipt.gasPrice()).isGreaterThanOrEqualTo(BASE_FEE);
  }

  @Test
  void aRefusedTransactionIsToldByTheErrorsName() {
    BigInteger id = datanets.event(create(), "DatanetCreated").get(0);
    RevertedException failure =
        catchThrowableOfType(
            RevertedException.class,
            () -> datanets.send(STRANGER, "appointReviewer", id, STRANGER.address()));
    assertThat(failure.error()).isEqualTo("NotOwner");
    assertThat(failure.arguments().getFirst()).isEqualTo(id);
    assertThat(failure)
        .hasMessageMatching(
            "(?i)Datanets reverted: NotOwner\\(" + id + ", " + STRANGER.address() + "\\)");
  }

  @Test
  void aRefusedCallIsToldByTheErrorsName() {
    RevertedException failure =
        catchThrowableOfType(RevertedException.class, () -> datanets.call("datanet", 1_000_000L));
    assertThat(failure).hasMessage("Datanets reverted: UnknownDatanet(1000000)");
  }

  @Test
  void transactionsOfSeveralSendersGoTogether() {
    List<TransactionReceipt> receipts =
        chain.send(
            List.of(
                Draft.transfer(OWNER, STRANGER.address(), BigInteger.ONE),
                Draft.transfer(STRANGER, OWNER.address(), BigInteger.ONE),
                Draft.transfer(OWNER, STRANGER.address(), BigInteger.TWO)));
    assertThat(receipts).hasSize(3).allMatch(TransactionReceipt::succeeded);
    assertThat(receipts.get(2).sender()).isEqualTo(OWNER.address());
  }

  @Test
  void aBatchTooLargeForOneRequestIsSentInSeveral() {
    String much = "x".repeat(1 << 20);
    List<RpcRequest> requests = Collections.nCopies(40, RpcRequest.of("eth_chainId", much));
    assertThat(rpc.batch(requests)).hasSize(40).allMatch(result -> result.isTextual());
  }

  private static TransactionReceipt create() {
    return datanets.send(
        OWNER,
        "createDatanet",
        "name",
        AbiValues.tuple(
            Bytes32.ZERO,
            Bytes32.ZERO,
            AbiValues.name("utf8-bytes"),
            AbiValues.name("CC0-1.0"),
            OWNER.address(),
            new Address[] {AbiValues.address(STRANGER.address())},
            1L,
            AbiValues.tuple(true, true, true, true, false, 0L, 0L, 0L)));
  }
}
