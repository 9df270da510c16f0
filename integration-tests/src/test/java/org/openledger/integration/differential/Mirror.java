package org.openledger.integration.differential;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.awaitility.Awaitility;
import org.openledger.client.RpcRequest;
import org.openledger.devnet.DevAccounts;
import org.openledger.devnet.DevnetOptions;
import org.openledger.genesis.DevNetwork;
import org.openledger.integration.besu.BesuNode;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;

/**
 * A devnet that repeats a Besu chain block by block: the same transactions in blocks of the same
 * numbers. Whatever they do must be the same, to the roots in the blocks' headers.
 */
final class Mirror implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Of a block's header, what depends on its transactions and the state alone. */
  private static final List<String> HEADER =
      List.of("stateRoot", "receiptsRoot", "transactionsRoot", "logsBloom", "gasUsed", "gasLimit");

  private final DevNetwork network;
  private final RawRpc devnet;
  private final RawRpc besu;
  private final Map<String, Sent> sent = new HashMap<>();
  private long head;

  private Mirror(DevNetwork network, BesuNode besu) {
    this.network = network;
    this.devnet = new RawRpc(network.url());
    this.besu = new RawRpc(besu.rpcUri().toString());
  }

  /** A mirror of a Besu that starts from {@link #genesis}. */
  static Mirror of(BesuNode besu) throws IOException {
    Mirror mirror = new Mirror(DevNetwork.start(options()), besu);
    mirror.devnet.call("evm_setAutomine", false);
    mirror.requireSameHeader(0);
    return mirror;
  }

  /** As the Besu network: gas without a base fee, from any price. */
  static DevnetOptions options() {
    return DevnetOptions.defaults().withPort(0).withFees(BigInteger.ZERO, BigInteger.ZERO);
  }

  /** JSON-RPC of the devnet. */
  RawRpc devnet() {
    return devnet;
  }

  /** JSON-RPC of the Besu. */
  RawRpc besu() {
    return besu;
  }

  /** The URL of the devnet. */
  String url() {
    return network.url();
  }

  /** The last block that both have. */
  long head() {
    return head;
  }

  /**
   * Has Besu execute transactions, and repeats the blocks that they got into.
   *
   * @return their receipts, the same on both hosts, in their order
   */
  List<JsonNode> execute(List<Sent> transactions) {
    awaitIndexes();
    // One by one: Besu works on the requests of a batch at the same time, in any order.
    for (Sent it : transactions) {
      sent.put(it.hash(), it);
      ObjectNode answer =
          besu.batch(List.of(RpcRequest.of("eth_sendRawTransaction", it.raw()))).getFirst();
      assertThat(answer.path("result").asText()).as("%s: %s", it, answer).isEqualTo(it.hash());
    }
    Map<String, JsonNode> receipts = new HashMap<>();
    Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(200))
        .until(
            () -> {
              receipts.putAll(follow());
              return transactions.stream().allMatch(it -> receipts.containsKey(it.hash()));
            });
    return transactions.stream().map(it -> receipts.get(it.hash())).toList();
  }

  /** Waits until both hosts hold the indexes of all sealed versions. */
  void awaitIndexes() {
    for (RawRpc host : List.of(devnet, besu)) {
      Awaitility.await()
          .atMost(PATIENCE)
          .until(
              () -> {
                for (JsonNode segment :
                    host.call("openledger_segments", Map.of("size", 1_000)).get("items")) {
                  if (!segment.get("state").asText().equals("ready")) {
                    return false;
                  }
                }
                return true;
              });
    }
  }

  /** Repeats the blocks that Besu has made meanwhile; gives their receipts by transaction. */
  private Map<String, JsonNode> follow() {
    Map<String, JsonNode> receipts = new HashMap<>();
    long end = Long.decode(besu.call("eth_blockNumber").asText());
    while (head < end) {
      head++;
      JsonNode block = besu.call("eth_getBlockByNumber", number(head), false);
      for (JsonNode hash : block.get("transactions")) {
        Sent it = sent.get(hash.asText());
        assertThat(devnet.call("eth_sendRawTransaction", it.raw()).asText()).isEqualTo(it.hash());
      }
      devnet.call("evm_mine");
      receipts.putAll(sameReceipts());
      requireSameHeader(head);
    }
    return receipts;
  }

  private Map<String, JsonNode> sameReceipts() {
    JsonNode theirs = besu.call("eth_getBlockReceipts", number(head));
    JsonNode ours = devnet.call("eth_getBlockReceipts", number(head));
    Map<String, JsonNode> receipts = new HashMap<>();
    for (int i = 0; i < theirs.size(); i++) {
      String hash = theirs.get(i).get("transactionHash").asText();
      assertThat(stable(ours.get(i)))
          .as("receipt of %s", sent.get(hash))
          .isEqualTo(stable(theirs.get(i)));
      receipts.put(hash, theirs.get(i));
    }
    assertThat(ours).hasSameSizeAs(theirs);
    return receipts;
  }

  /** Without what a block's hash and the clock are in. */
  private static JsonNode stable(JsonNode receipt) {
    ObjectNode copy = receipt.deepCopy();
    copy.remove("blockHash");
    for (JsonNode log : copy.get("logs")) {
      ((ObjectNode) log).remove(List.of("blockHash", "blockTimestamp"));
    }
    return copy;
  }

  private void requireSameHeader(long number) {
    JsonNode theirs = besu.call("eth_getBlockByNumber", number(number), false);
    JsonNode ours = devnet.call("eth_getBlockByNumber", number(number), false);
    for (String field : HEADER) {
      assertThat(ours.get(field)).as("%s of block %s", field, number).isEqualTo(theirs.get(field));
    }
  }

  /** That calls without transactions end alike: results, and errors with their data. */
  void requireSameAnswers(List<Sent> round) {
    String block = number(head);
    List<RpcRequest> requests =
        round.stream().map(it -> RpcRequest.of("eth_call", it.call(), block)).toList();
    List<ObjectNode> theirs = besu.batch(requests);
    List<ObjectNode> ours = devnet.batch(requests);
    for (int i = 0; i < round.size(); i++) {
      assertThat(ours.get(i)).as("eth_call of %s", round.get(i)).isEqualTo(theirs.get(i));
    }
  }

  /**
   * That requests are answered alike: with the same results but for hashes and times of blocks, or
   * with errors of the same code and message, to which the devnet may add why, in brackets.
   */
  void requireAlike(List<RpcRequest> requests) {
    List<ObjectNode> theirs;
    List<ObjectNode> ours;
    do {
      follow();
      theirs = besu.batch(requests);
      ours = devnet.batch(requests);
      // A block in between would be seen by some of Besu's answers, and by none of the devnet's.
    } while (Long.decode(besu.call("eth_blockNumber").asText()) != head);
    List<String> unlike = new ArrayList<>();
    for (int i = 0; i < requests.size(); i++) {
      if (!Likeness.isAlike(theirs.get(i), ours.get(i))) {
        unlike.add(requests.get(i) + "\n  Besu   " + theirs.get(i) + "\n  devnet " + ours.get(i));
      }
    }
    assertThat(unlike).isEmpty();
  }

  /** Roots, balances and counts of all accounts that were touched, by proof. */
  void requireSameProofs() {
    Set<Address> accounts = new TreeSet<>();
    for (NativeAddress contract : NativeAddress.values()) {
      accounts.add(contract.address());
    }
    for (int i = 0; i < 70; i++) {
      accounts.add(DevAccounts.of(i).address());
    }
    accounts.add(options().coinbase());
    List<RpcRequest> requests = new ArrayList<>();
    for (Address account : accounts) {
      List<String> keys = List.of("0x0", "0x1");
      requests.add(RpcRequest.of("eth_getProof", account.toString(), keys, number(head)));
    }
    List<ObjectNode> theirs = besu.batch(requests);
    List<ObjectNode> ours = devnet.batch(requests);
    for (int i = 0; i < requests.size(); i++) {
      assertThat(ours.get(i)).as("%s", requests.get(i)).isEqualTo(theirs.get(i));
    }
  }

  static String number(long block) {
    return "0x" + Long.toHexString(block);
  }

  @Override
  public void close() {
    devnet.close();
    besu.close();
    network.close();
  }
}
