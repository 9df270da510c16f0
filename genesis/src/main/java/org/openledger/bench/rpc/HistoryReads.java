package org.openledger.bench.rpc;

import com.esaulpaugh.headlong.abi.Tuple;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.bench.BenchRow;
import org.openledger.bench.rpc.RpcTimer.Question;
import org.openledger.bench.rpc.RpcTimer.Timing;
import org.openledger.client.Chain;
import org.openledger.client.ContractClient;
import org.openledger.client.JsonRpc;
import org.openledger.client.Wallet;
import org.openledger.devnet.DevAccounts;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.abi.ContractAbi;
import org.openledger.precompile.fee.Permit;
import org.openledger.precompile.host.NativeAddress;

/**
 * What is known of a contributor after 10,000 settlements, beside a scan of the logs of all of them
 * on the same devnet. The demo's answer is settled over and over by its payer, in batches.
 */
final class HistoryReads implements RpcPart {

  private static final int SETTLEMENTS = 10_000;
  private static final int QUICK_SETTLEMENTS = 500;
  private static final int BATCH = 50;
  private static final int SCANS = 8;
  private static final int SCAN_REQUESTS = 2;
  private static final int CLIENTS = 4;
  private static final double GOAL_MICROS = 2_000;
  private static final BigInteger COINS = BigInteger.TEN.pow(24);

  /** Accounts that the demo has no part for; each holds 10,000 OPEN. */
  private static final List<Integer> DEPOSITORS = List.of(7, 8, 9);

  private static final BigInteger DEPOSIT =
      BigInteger.TEN.pow(18).multiply(BigInteger.valueOf(6_000));

  /** As the demo casts them. */
  private static final int PAYER = 5;

  private static final int SERVING_KEY = 6;

  @Override
  public List<BenchRow> run(RpcBenchNetwork network) {
    JsonNode first = ask(network, "openledger_listInferences").at("/items/0");
    int settlements = network.quick() ? QUICK_SETTLEMENTS : SETTLEMENTS;
    try (JsonRpc rpc = new JsonRpc(network.url())) {
      settle(Chain.at(rpc), network, first, settlements);
    }
    String contributor = first.at("/payouts/0/contributor").asText();
    List<Question> scan = scan(Long.decode(ask(network, "eth_blockNumber").asText()));
    String peer = "eth_getLogs of " + settlements + " settlements";
    // A scan is slow, so a few will do; between its parts the history has its turns.
    double scanned = 0;
    List<List<Timing>> told = new ArrayList<>();
    for (Question part : scan) {
      scanned += network.timer().time(List.of(part), 1, SCAN_REQUESTS, 1).getFirst().p50();
      told.add(network.timer().time(questions(contributor), network.quick() ? 1 : 5, 100, CLIENTS));
    }
    List<BenchRow> rows = new ArrayList<>();
    for (int q = 0; q < questions(contributor).size(); q++) {
      int place = q;
      String method = questions(contributor).get(q).method();
      String name = "rpc." + method.substring("openledger_".length()) + ".10k";
      rows.add(
          new BenchRow(
              name + ".p50",
              median(told.stream().map(it -> it.get(place).p50()).toList()),
              "us",
              GOAL_MICROS,
              false,
              peer,
              scanned));
      rows.add(
          new BenchRow(
              name + ".p99",
              median(told.stream().map(it -> it.get(place).p99()).toList()),
              "us",
              null,
              false,
              null,
              null));
    }
    return rows;
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }

  private static List<Question> questions(String contributor) {
    return List.of(
        new Question(
            "openledger_listInferences",
            Arrays.asList(Map.of("contributor", contributor), null, null, Map.of("size", "0x14"))),
        new Question("openledger_earnings", List.of(contributor)),
        new Question("openledger_topContributors", List.of()));
  }

  /**
   * All that a client without an index can ask: every settlement, because payouts stand in the
   * data; in as many requests as the devnet's limits ask for.
   */
  private static List<Question> scan(long head) {
    String signature =
        ContractAbi.of("InferenceFees").event("InferenceSettled").signature().toHexString();
    List<Question> questions = new ArrayList<>();
    for (long part = 0; part < SCANS; part++) {
      questions.add(
          new Question(
              "eth_getLogs",
              List.of(
                  Map.of(
                      "fromBlock",
                      "0x" + Long.toHexString((head + 1) * part / SCANS),
                      "toBlock",
                      "0x" + Long.toHexString((head + 1) * (part + 1) / SCANS - 1),
                      "address",
                      NativeAddress.INFERENCE_FEES.address().toString(),
                      "topics",
                      List.of(signature)))));
    }
    return questions;
  }

  private static void settle(
      Chain chain, RpcBenchNetwork network, JsonNode first, int settlements) {
    ContractClient fees = ContractClient.of(chain, NativeAddress.INFERENCE_FEES);
    Wallet payer = Wallet.of(DevAccounts.of(PAYER).privateKey());
    long model = Long.decode(first.get("model").asText());
    long version = Long.decode(first.get("version").asText());
    Bytes output = output(network, first);
    for (int index : DEPOSITORS) {
      Wallet depositor = Wallet.of(DevAccounts.of(index).privateKey());
      fees.send(List.of(fees.draft(depositor, DEPOSIT, "depositFor", payer.address())));
    }
    for (int batch = 0; batch < settlements / BATCH; batch++) {
      Permit permit =
          new Permit(
              payer.address(),
              BigInteger.valueOf(model),
              COINS,
              BigInteger.ONE.shiftLeft(39),
              BigInteger.valueOf(1_000_000L + batch));
      Tuple[] items = new Tuple[BATCH];
      for (int i = 0; i < BATCH; i++) {
        long request = 1_000_000L + (long) batch * BATCH + i;
        items[i] = AbiValues.tuple(request, 1L, output, Bytes32.ZERO);
      }
      Tuple asTuple =
          AbiValues.tuple(
              permit.payer(), permit.model(), permit.limit(), permit.expiry(), permit.nonce());
      Bytes32 digest =
          Bytes32.wrap(fees.call("batchDigest", asTuple, version, true, items).<byte[]>get(0));
      fees.send(
          payer,
          "settleBatch",
          asTuple,
          payer.sign(permit.digest(chain.chainId())),
          version,
          true,
          items,
          Wallet.of(DevAccounts.of(SERVING_KEY).privateKey()).sign(digest));
    }
  }

  /** The demo's answer, as it was settled. */
  private static Bytes output(RpcBenchNetwork network, JsonNode first) {
    JsonNode transaction =
        ask(network, "eth_getTransactionByHash", first.get("transactionHash").asText());
    Bytes input = Bytes.fromHexString(transaction.get("input").asText());
    byte[] output =
        ContractAbi.of("InferenceFees").function("settle").decodeCall(input.toArrayUnsafe()).get(2);
    return Bytes.wrap(output);
  }

  private static JsonNode ask(RpcBenchNetwork network, String method, Object... params) {
    return network.timer().ask(new Question(method, List.of(params)));
  }
}
