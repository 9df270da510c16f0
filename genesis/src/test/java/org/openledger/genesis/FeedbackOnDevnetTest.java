package org.openledger.genesis;

import static org.assertj.core.api.Assertions.assertThat;

import com.esaulpaugh.headlong.abi.Tuple;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.junit.jupiter.api.Test;
import org.openledger.bench.devnet.Settlements;
import org.openledger.client.Chain;
import org.openledger.client.ContractClient;
import org.openledger.client.Draft;
import org.openledger.client.JsonRpc;
import org.openledger.client.Wallet;
import org.openledger.devnet.DevAccounts;
import org.openledger.devnet.DevnetOptions;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.system.Parameter;

/** A round of feedback over JSON-RPC, from the creator's share to the raters' credits. */
class FeedbackOnDevnetTest {

  private static final Wallet ADMIN = wallet(0);
  private static final Wallet CREATOR = wallet(4);
  private static final Wallet PAYER = wallet(5);
  private static final List<Wallet> RATERS =
      IntStream.of(0, 7, 8, 9).mapToObj(FeedbackOnDevnetTest::wallet).toList();
  private static final Wallet OWNER = wallet(6);
  private static final long WINDOW = 20;
  private static final BigInteger OPEN = BigInteger.TEN.pow(18);
  private static final Bytes RATINGS = Bytes.of(2, 4);
  private static final Bytes32 SALT = Bytes32.repeat((byte) 9);

  @Test
  void aRoundIsToldOverJsonRpcAndEveryWeiIsFound() throws IOException {
    try (DevNetwork network = DevNetwork.start(DevnetOptions.defaults().withPort(0));
        JsonRpc rpc = new JsonRpc(network.url())) {
      Settlements settlements = Settlements.told(rpc);
      Chain chain = Chain.at(rpc);
      ContractClient feedback = ContractClient.of(chain, NativeAddress.FEEDBACK);
      govern(chain);
      feedback.send(CREATOR, "setShare", 1L, 2_000L);
      chain.send(settlements.next());
      ContractClient.of(chain, NativeAddress.INFERENCE_FEES).send(PAYER, "collect", 1L);
      JsonNode pool = rpc.call("openledger_getFeedback", 1);
      assertThat(pool.get("share").asText()).isEqualTo("0x7d0");
      assertThat(new BigInteger(pool.get("amount").asText())).isPositive();
      assertThat(pool.get("round").isNull()).isTrue();
      round(chain, rpc, feedback);
      conserved(rpc);
    }
  }

  private static void govern(Chain chain) {
    ContractClient system = ContractClient.of(chain, NativeAddress.SYSTEM);
    system.send(ADMIN, "setParameter", Parameter.FEEDBACK_WINDOW.key(), BigInteger.valueOf(WINDOW));
    system.send(ADMIN, "setParameter", Parameter.RATER_BOND.key(), OPEN);
  }

  private static void round(Chain chain, JsonRpc rpc, ContractClient feedback) {
    List<Draft> bonds = new ArrayList<>();
    bonds.add(feedback.draft(PAYER, OPEN, "fund", 1L));
    RATERS.forEach(rater -> bonds.add(feedback.draft(rater, OPEN, "depositBond")));
    feedback.send(bonds);
    agent(chain);
    long start = 0;
    for (JsonNode inference :
        rpc.call("openledger_listInferences", Map.of("model", 1)).get("items")) {
      feedback.send(CREATOR, "addItem", 1L, PAYER.address(), number(inference.get("request")));
      start = start == 0 ? chain.head() : start;
    }
    mine(rpc, chain, start + WINDOW);
    for (Wallet rater : RATERS) {
      Tuple hash = feedback.call("commitmentOf", 1L, 1L, rater.address(), RATINGS, SALT);
      feedback.send(rater, "commit", 1L, Bytes32.wrap(hash.<byte[]>get(0)));
    }
    mine(rpc, chain, start + 2 * WINDOW);
    RATERS.forEach(rater -> feedback.send(rater, "reveal", 1L, RATINGS, SALT));
    conserved(rpc);
    mine(rpc, chain, start + 3 * WINDOW);
    JsonNode before = rpc.call("openledger_getFeedback", 1).get("round");
    assertThat(before.get("phase").asText()).isEqualTo("claim");
    assertThat(before.get("revealed").asText()).isEqualTo("0x4");
    for (Wallet rater : RATERS) {
      feedback.send(PAYER, "claim", 1L, rater.address());
    }
    JsonNode after = rpc.call("openledger_getFeedback", 1).get("round");
    // Four agree on two of sixteen items: each earns an eighth of his part.
    BigInteger paid = wei(before, "left").subtract(wei(after, "left"));
    assertThat(paid)
        .isEqualTo(
            wei(before, "perRater").shiftRight(3).multiply(BigInteger.valueOf(RATERS.size())))
        .isPositive();
    JsonNode items = rpc.call("openledger_listFeedbackItems", 1, 1).get("items");
    assertThat(items).hasSize(2);
    for (int item = 0; item < 2; item++) {
      int rating = RATINGS.get(item);
      assertThat(items.get(item).get("owner").asText()).isEqualTo(OWNER.address().toString());
      assertThat(items.get(item).get("ratings").get(rating - 1).asText()).isEqualTo("0x4");
      assertThat(items.get(item).get("doubledMedian").asText()).isEqualTo("0x" + 2 * rating);
    }
    RATERS.forEach(rater -> feedback.send(rater, "withdrawBond"));
  }

  /** The payer becomes an agent's wallet. */
  private static void agent(Chain chain) {
    ContractClient agents = ContractClient.of(chain, NativeAddress.AGENTS);
    Tuple limits = AbiValues.tuple(OPEN, OPEN, 10L, 1L << 30);
    BigInteger[] any = {};
    agents.send(OWNER, "register", PAYER.address(), SALT, "ipfs://agent", limits, true, any);
    agents.send(PAYER, "accept", 1L);
  }

  private static void mine(JsonRpc rpc, Chain chain, long block) {
    rpc.call("anvil_mine", "0x" + Long.toHexString(block - chain.head()));
  }

  private static void conserved(JsonRpc rpc) {
    JsonNode counted = rpc.call("openledger_conservation", true);
    assertThat(counted.get("conserved").asBoolean()).as(counted.toString()).isTrue();
  }

  private static BigInteger wei(JsonNode of, String name) {
    return new BigInteger(of.get(name).asText());
  }

  private static BigInteger number(JsonNode quantity) {
    return new BigInteger(quantity.asText().substring(2), 16);
  }

  private static Wallet wallet(int index) {
    return Wallet.of(DevAccounts.of(index).privateKey());
  }
}
