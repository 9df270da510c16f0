package org.openledger.integration.differential;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.client.JsonRpc;
import org.openledger.client.RpcRequest;
import org.openledger.devnet.DevAccounts;
import org.openledger.devnet.DevnetOptions;
import org.openledger.integration.besu.BesuHome;
import org.openledger.integration.besu.BesuNode;
import org.openledger.integration.besu.DevelopmentReplay;
import org.openledger.integration.besu.RequiresBesu;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;

/**
 * The same random calls on a real Besu and on the devnet, in blocks of the same numbers: the same
 * receipts, logs, gas and revert data, the same answers of eth_call, and after each block the same
 * root of the whole state. {@code -Dopenledger.seed=N} repeats a run.
 */
@RequiresBesu
class DifferentialTest {

  private static final int CALLS = Integer.getInteger("openledger.differential.calls", 1_200);
  private static final long SEED = Long.getLong("openledger.seed", 2_611L);

  /** Gas of all calls of a round together fits a block of 60,000,000. */
  private static final long ROUND_GAS = 58_000_000;

  private static final int ROUND = 150;
  private static final long PLENTY = 900_000;

  private final Random random = new Random(SEED);
  private final Set<String> called = new HashSet<>();
  private final SortedMap<String, Integer> endings = new TreeMap<>();

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path directory;

  @Test
  void aThousandRandomCallsDoTheSameOnBesuAsOnTheDevnet() throws Exception {
    System.out.println("seed " + SEED);
    DevnetOptions options = Mirror.options();
    try (BesuNode node =
            BesuNode.start(
                BesuHome.find().orElseThrow(),
                directory,
                DevelopmentReplay.genesis(options.chainId()).beneficiary(options.coinbase()));
        Mirror mirror = Mirror.of(node);
        JsonRpc rpc = new JsonRpc(mirror.url())) {
      Senders senders = new Senders(options.chainId());
      Knowledge known = new Knowledge(rpc);
      new Setting(mirror, senders, known).make();
      known.refresh();
      RandomCalls calls = new RandomCalls(known, random);
      List<RandomCalls.Draft> planned = new ArrayList<>();
      calls.functions().forEach(name -> planned.add(calls.of(name)));
      int made = 0;
      while (made < CALLS) {
        known.refresh();
        while (planned.size() < ROUND) {
          planned.add(calls.next());
        }
        List<Sent> round = round(planned, senders, mirror);
        count(round, mirror.execute(round));
        sameAnswers(round, mirror);
        made += round.size();
      }
      sameProofs(mirror);
      System.out.println(made + " calls in " + mirror.head() + " blocks: " + endings);
      assertThat(called).containsAll(calls.functions());
    }
    // What never succeeds, or never fails, compares little.
    for (String kind :
        List.of(
            "function success",
            "function revert",
            "function halt",
            "settlement success",
            "settlement revert",
            "settlement halt",
            "bent revert",
            "noise revert",
            "plain success")) {
      assertThat(endings.getOrDefault(kind, 0)).as("%s of %s", kind, endings).isGreaterThan(20);
    }
  }

  /** As many of the planned calls as fit, signed. */
  private List<Sent> round(List<RandomCalls.Draft> planned, Senders senders, Mirror mirror) {
    List<Long> estimates = estimates(planned, mirror);
    List<Sent> round = new ArrayList<>();
    long gas = 0;
    while (round.size() < planned.size()) {
      RandomCalls.Draft draft = planned.get(round.size());
      long limit = gas(draft, estimates.get(round.size()));
      gas += limit;
      if (gas > ROUND_GAS) {
        break;
      }
      round.add(
          senders.sign(
              draft.what(),
              draft.kind(),
              draft.sender(),
              draft.to(),
              draft.value(),
              limit,
              draft.input(),
              random));
    }
    planned.subList(0, round.size()).clear();
    return round;
  }

  private static List<Long> estimates(List<RandomCalls.Draft> planned, Mirror mirror) {
    List<RpcRequest> requests = new ArrayList<>();
    for (RandomCalls.Draft it : planned) {
      requests.add(
          RpcRequest.of(
              "eth_estimateGas",
              Map.of(
                  "from",
                  Senders.address(it.sender()).toString(),
                  "to",
                  it.to().toString(),
                  "value",
                  "0x" + it.value().toString(16),
                  "data",
                  it.input().toHexString())));
    }
    return mirror.devnet().batch(requests).stream()
        .map(it -> it.has("result") ? Long.decode(it.get("result").asText()) : 0L)
        .toList();
  }

  /** Plenty, or what it takes by a hair, or too little. */
  private long gas(RandomCalls.Draft draft, long estimate) {
    long least = Senders.least(draft.input());
    long needed = Math.max(estimate, least);
    long gas =
        switch (random.nextInt(10)) {
          case 0 -> needed;
          case 1 -> needed - 1;
          case 2 -> least + random.nextInt(30_000);
          case 3 -> needed + random.nextInt(3);
          default -> Math.max(PLENTY, needed + needed / 4);
        };
    return Math.max(gas, least);
  }

  private void count(List<Sent> round, List<JsonNode> receipts) {
    for (int i = 0; i < round.size(); i++) {
      Sent it = round.get(i);
      JsonNode receipt = receipts.get(i);
      boolean success = receipt.get("status").asText().equals("0x1");
      boolean burned = Long.decode(receipt.get("gasUsed").asText()) == it.gas();
      String ending = success ? "success" : burned ? "halt" : "revert";
      endings.merge(it.kind() + " " + ending, 1, Integer::sum);
      called.add(it.what());
    }
  }

  /** The round once more without transactions: results, and errors with their data. */
  private static void sameAnswers(List<Sent> round, Mirror mirror) {
    String block = Mirror.number(mirror.head());
    List<RpcRequest> requests =
        round.stream().map(it -> RpcRequest.of("eth_call", it.call(), block)).toList();
    List<ObjectNode> theirs = mirror.besu().batch(requests);
    List<ObjectNode> ours = mirror.devnet().batch(requests);
    for (int i = 0; i < round.size(); i++) {
      assertThat(ours.get(i)).as("eth_call of %s", round.get(i)).isEqualTo(theirs.get(i));
    }
  }

  /** Roots, balances and counts of all accounts that were touched, by proof. */
  private static void sameProofs(Mirror mirror) {
    Set<Address> accounts = new TreeSet<>();
    for (NativeAddress contract : NativeAddress.values()) {
      accounts.add(contract.address());
    }
    for (int i = 0; i < 70; i++) {
      accounts.add(DevAccounts.of(i).address());
    }
    accounts.add(Mirror.options().coinbase());
    List<RpcRequest> requests = new ArrayList<>();
    for (Address account : accounts) {
      List<String> keys = List.of("0x0", "0x1");
      requests.add(
          RpcRequest.of("eth_getProof", account.toString(), keys, Mirror.number(mirror.head())));
    }
    List<ObjectNode> theirs = mirror.besu().batch(requests);
    List<ObjectNode> ours = mirror.devnet().batch(requests);
    for (int i = 0; i < requests.size(); i++) {
      assertThat(ours.get(i)).as("%s", requests.get(i)).isEqualTo(theirs.get(i));
    }
  }
}
