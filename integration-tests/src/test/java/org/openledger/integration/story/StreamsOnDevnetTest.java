package org.openledger.integration.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.openledger.devnet.DevAccounts;
import org.openledger.devnet.DevnetOptions;
import org.openledger.genesis.DevNetwork;
import org.openledger.integration.client.NodeScript;
import org.openledger.precompile.host.NativeAddress;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.TypeReference;
import org.web3j.abi.datatypes.Function;
import org.web3j.abi.datatypes.generated.Uint256;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.RawTransaction;
import org.web3j.crypto.TransactionEncoder;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.core.DefaultBlockParameterName;
import org.web3j.protocol.core.methods.request.EthFilter;
import org.web3j.protocol.core.methods.request.Transaction;
import org.web3j.protocol.core.methods.response.EthCall;
import org.web3j.protocol.core.methods.response.EthSendTransaction;
import org.web3j.protocol.http.HttpService;
import org.web3j.protocol.websocket.WebSocketService;
import org.web3j.protocol.websocket.events.NewHeadsNotification;
import org.web3j.utils.Numeric;

/** Unmodified clients hear what a devnet has to say: subscriptions, filters, typed errors. */
@TestInstance(Lifecycle.PER_CLASS)
class StreamsOnDevnetTest {

  private DevNetwork network;

  @BeforeAll
  void start() throws Exception {
    network = DevNetwork.start(DevnetOptions.defaults().withPort(0));
  }

  @AfterAll
  void stop() {
    network.close();
  }

  @Test
  void ethersHearsBlocksEventsAndReverts() throws Exception {
    NodeScript.Result result = NodeScript.run("streams.mjs", network.url(), network.webSocketUrl());
    assertThat(result.exitCode()).as(result.output()).isZero();
  }

  @Test
  void ethersSendsManyTransactionsAndHearsOfEach() throws Exception {
    NodeScript.Result result =
        NodeScript.run("many.mjs", network.url(), network.webSocketUrl(), "300");
    assertThat(result.exitCode()).as(result.output()).isZero();
  }

  @Test
  void viemHearsBlocksAndEventsAndTestsWithSnapshotsAndTime() throws Exception {
    NodeScript.Result result = NodeScript.run("viem.mjs", network.url(), network.webSocketUrl());
    assertThat(result.exitCode()).as(result.output()).isZero();
  }

  @Test
  void web3jSubscribesOverWebSocket() throws Exception {
    WebSocketService service = new WebSocketService(network.webSocketUrl(), false);
    service.connect();
    Web3j web3 = Web3j.build(service);
    BlockingQueue<NewHeadsNotification> heads = new LinkedBlockingQueue<>();
    var subscription = web3.newHeadsNotifications().subscribe(heads::add);
    // The subscription is a request of its own: ask something after it.
    BigInteger before = web3.ethBlockNumber().send().getBlockNumber();
    BigInteger mined = BigInteger.ZERO;
    while (mined.compareTo(before) <= 0) {
      transfer(web3, 7);
      NewHeadsNotification head = heads.poll(2, TimeUnit.SECONDS);
      if (head != null) {
        mined = Numeric.decodeQuantity(head.getParams().getResult().getNumber());
      }
    }
    subscription.dispose();
    service.close();
  }

  @Test
  void web3jPollsFiltersAndReadsErrors() throws Exception {
    Web3j web3 = Web3j.build(new HttpService(network.url()));
    BigInteger blocks = web3.ethNewBlockFilter().send().getFilterId();
    BigInteger logs =
        web3.ethNewFilter(
                new EthFilter(
                    DefaultBlockParameterName.EARLIEST,
                    DefaultBlockParameterName.LATEST,
                    NativeAddress.DATANETS.address().toString()))
            .send()
            .getFilterId();
    String hash = transfer(web3, 8);
    assertThat(web3.ethGetFilterChanges(blocks).send().getLogs()).isNotEmpty();
    assertThat(web3.ethGetFilterChanges(logs).send().hasError()).isFalse();
    assertThat(web3.ethGetTransactionReceipt(hash).send().getTransactionReceipt()).isPresent();
    assertThat(web3.ethUninstallFilter(blocks).send().isUninstalled()).isTrue();
    assertThat(web3.ethGetFilterChanges(blocks).send().getError().getMessage())
        .isEqualTo("Filter not found");

    String input =
        FunctionEncoder.encode(
            new Function(
                "datanet",
                List.of(new Uint256(BigInteger.TEN.pow(30))),
                List.of(new TypeReference<Uint256>() {})));
    EthCall call =
        web3.ethCall(
                Transaction.createEthCallTransaction(
                    DevAccounts.of(8).address().toString(),
                    NativeAddress.DATANETS.address().toString(),
                    input),
                DefaultBlockParameterName.LATEST)
            .send();
    assertThat(call.getError().getCode()).isEqualTo(3);
    String unknown =
        Numeric.toHexString(
                org.web3j.crypto.Hash.sha3(
                    "UnknownDatanet(uint256)".getBytes(java.nio.charset.StandardCharsets.US_ASCII)))
            .substring(0, 10);
    assertThat(String.valueOf(call.getError().getData())).contains(unknown);
    web3.shutdown();
    assertThatThrownBy(() -> new WebSocketService("ws://127.0.0.1:1", false).connect())
        .isInstanceOf(java.net.ConnectException.class);
  }

  private String transfer(Web3j web3, int from) throws Exception {
    Credentials credentials = Credentials.create(DevAccounts.of(from).privateKeyHex());
    BigInteger nonce =
        web3.ethGetTransactionCount(credentials.getAddress(), DefaultBlockParameterName.PENDING)
            .send()
            .getTransactionCount();
    RawTransaction transaction =
        RawTransaction.createEtherTransaction(
            nonce,
            BigInteger.valueOf(2_000),
            BigInteger.valueOf(21_000),
            DevAccounts.of(9).address().toString(),
            BigInteger.ONE);
    EthSendTransaction sent =
        web3.ethSendRawTransaction(
                Numeric.toHexString(
                    TransactionEncoder.signMessage(
                        transaction, DevnetOptions.CHAIN_ID, credentials)))
            .send();
    assertThat(sent.hasError()).isFalse();
    return sent.getTransactionHash();
  }
}
