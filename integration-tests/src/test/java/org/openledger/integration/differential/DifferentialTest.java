package org.openledger.integration.differential;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.tuweni.bytes.Bytes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.client.JsonRpc;
import org.openledger.client.RpcRequest;
import org.openledger.devnet.DevnetOptions;
import org.openledger.integration.besu.BesuHome;
import org.openledger.integration.besu.BesuNode;
import org.openledger.integration.besu.DevelopmentReplay;
import org.openledger.integration.besu.RequiresBesu;
import org.openledger.integration.rpc.ToldCredits;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;

/**
 * The same random calls on a real Besu and on the devnet, in blocks of the same numbers: the same
 * receipts, logs, gas and revert data, the same answers of eth_call, and after each block the same
 * root of the whole state. {@code -Dopenledger.seed=N} repeats a run.
 */
@RequiresBesu
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DifferentialTest {

  private static final int CALLS = Integer.getInteger("openledger.differential.calls", 1_200);
  private static final long SEED = Long.getLong("openledger.seed", 2_611L);

  /** Gas of all calls of a round together fits a block of 60,000,000. */
  private static final long ROUND_GAS = 58_000_000;

  private static final int ROUND = 75;
  private static final int LEAST_ACCOUNTS = 8;
  private static final int BLOCK_MILLIS = 300;
  private static final long PLENTY = 900_000;

  /** What never ends in some way compares little. */
  private static final List<String> KINDS =
      List.of(
          "function success",
          "function revert",
          "function halt",
          "fitting success",
          "fitting revert",
          "settlement success",
          "settlement revert",
          "settlement halt",
          "bent revert",
          "noise revert",
          "plain success");

  /**
   * Calls that write and succeed: half, or less, of what is usual; when blocks come decides, too.
   */
  private static final Map<NativeAddress, Integer> LEAST =
      Map.of(
          NativeAddress.SYSTEM, 1,
          NativeAddress.MODELS, 0,
          NativeAddress.INFERENCE_FEES, 20,
          NativeAddress.STAKING, 10,
          NativeAddress.SERVICES, 20,
          NativeAddress.FEEDBACK, 8);

  private final Random random = new Random(SEED);
  private BesuNode node;
  private Mirror mirror;
  private JsonRpc rpc;
  private Senders senders;
  private Knowledge known;
  private RandomCalls calls;

  @BeforeAll
  void makeTheSetting(@TempDir Path directory) throws Exception {
    DevnetOptions options = Mirror.options();
    node =
        BesuNode.start(
            BesuHome.find().orElseThrow(),
            directory,
            DevelopmentReplay.genesis(options.chainId())
                .beneficiary(options.coinbase())
                .blocksEvery(BLOCK_MILLIS)
                .emptyBlocksEvery(60));
    mirror = Mirror.of(node);
    rpc = new JsonRpc(mirror.url());
    senders = new Senders(options.chainId());
    known = new Knowledge(rpc);
    new Setting(mirror, senders, known).make();
    calls = new RandomCalls(known, random);
  }

  @AfterAll
  void stop() {
    for (AutoCloseable it : Arrays.asList(rpc, mirror, node)) {
      close(it);
    }
  }

  @Test
  @Order(1)
  void aThousandRandomCallsDoTheSameOnBesuAsOnTheDevnet() {
    System.out.println("seed " + SEED);
    Tally tally = new Tally(calls.writers());
    List<Draft> planned = new ArrayList<>();
    Deque<String> functions = new ArrayDeque<>(calls.shuffled());
    while (tally.made() < CALLS || !functions.isEmpty()) {
      calls.refresh();
      while (planned.size() < ROUND) {
        boolean given = random.nextInt(3) == 0 && !functions.isEmpty();
        planned.add(given ? calls.of(functions.remove()) : calls.next());
      }
      List<Sent> round = round(planned);
      tally.add(round, mirror.execute(round));
      mirror.requireSameAnswers(round);
    }
    mirror.requireSameProofs();
    assertThat(ToldCredits.require(mirror.url())).isGreaterThan(LEAST_ACCOUNTS);
    System.out.println("in " + mirror.head() + " blocks " + tally);
    assertThat(tally.called()).containsAll(calls.functions());
    for (String kind : KINDS) {
      assertThat(tally.of(kind)).as("%s of %s", kind, tally).isGreaterThan(8);
    }
    assertThat(tally.succeeded()).as("%s", tally).isGreaterThan(calls.writers().size() / 4);
    assertThat(tally.reasons()).as("%s", tally).hasSizeGreaterThan(60);
    for (NativeAddress contract : NativeAddress.values()) {
      boolean views = contract == NativeAddress.TOKEN_ATTRIBUTION;
      assertThat(views ? tally.views(contract) : tally.writes(contract))
          .as("successes of %s in %s", contract, tally)
          .isGreaterThanOrEqualTo(views ? 1 : LEAST.getOrDefault(contract, 4));
      assertThat(tally.failures(contract)).as("%s in %s", contract, tally).isGreaterThan(3);
    }
  }

  /** Every kind of call of every function, by a contract in Solidity. */
  @Test
  @Order(2)
  void aContractsCallsEndAsAnAccountsDo() {
    makeSomethingToWithdraw();
    calls.refresh();
    List<Draft> drafts = new ArrayList<>();
    calls.functions().forEach(name -> drafts.add(calls.of(name)));
    for (int i = 0; i < 300; i++) {
      drafts.add(calls.next());
    }
    drafts.addAll(RandomCalls.withdrawals());
    drafts.removeIf(it -> !NativeAddress.contains(it.to()));
    Probes probes = new Probes(mirror);
    List<Long> plenty = Collections.nCopies(drafts.size(), Probes.PLENTY);
    List<Probes.Ending> expected = probes.byAccount(drafts);
    List<Probes.Ending> called = probes.byContract(Probes.CALL, drafts, plenty);
    List<Probes.Ending> unpaid = probes.byContract(Probes.STATICCALL, drafts, plenty);
    int views = 0;
    for (int i = 0; i < drafts.size(); i++) {
      Draft draft = drafts.get(i);
      assertThat(called.get(i).ok()).as("%s", draft).isEqualTo(expected.get(i).ok());
      assertThat(called.get(i).answer()).as("%s", draft).isEqualTo(expected.get(i).answer());
      if (calls.isView(draft.input()) && draft.value().signum() == 0) {
        assertThat(unpaid.get(i).ok()).as("static %s", draft).isEqualTo(called.get(i).ok());
        assertThat(unpaid.get(i).answer()).as("static %s", draft).isEqualTo(called.get(i).answer());
        views++;
      } else if (called.get(i).ok()) {
        assertThat(unpaid.get(i).ok()).as("static %s", draft).isFalse();
        assertThat(unpaid.get(i).answer())
            .as("static %s", draft)
            .isEqualTo(Probes.error(draft.to(), "StaticCallNotAllowed"));
      }
    }
    assertThat(views).isGreaterThan(80);
    assertThat(called).filteredOn(Probes.Ending::ok).hasSizeGreaterThan(100);
    Map<Address, Integer> writes = new TreeMap<>();
    for (int i = 0; i < drafts.size(); i++) {
      if (called.get(i).ok() && !calls.isView(drafts.get(i).input())) {
        writes.merge(drafts.get(i).to(), 1, Integer::sum);
      }
    }
    // The prober takes no plain coins: were any code of who is paid to run, these would fail.
    for (String paying : List.of("InferenceFees.withdraw", "Staking.withdraw")) {
      assertThat(IntStream.range(0, drafts.size()))
          .as(paying)
          .anyMatch(i -> called.get(i).ok() && drafts.get(i).what().equals(paying));
    }
    System.out.println("successful writes of contracts " + writes);
    assertThat(writes).as("all that write, or all but two").hasSizeGreaterThan(7);
    for (int foreign : new int[] {Probes.DELEGATECALL, Probes.CALLCODE}) {
      List<Probes.Ending> refused = probes.byContract(foreign, drafts, plenty);
      for (int i = 0; i < drafts.size(); i++) {
        assertThat(refused.get(i).ok()).as("%s of %s", foreign, drafts.get(i)).isFalse();
        assertThat(refused.get(i).answer())
            .as("%s of %s", foreign, drafts.get(i))
            .isEqualTo(Probes.error(drafts.get(i).to(), "DelegateCallNotAllowed"));
      }
    }
  }

  /** What a nested call costs is what it costs at the top, to the unit of gas. */
  @Test
  @Order(3)
  void aContractsCallsCostWhatAnAccountsDo() {
    calls.refresh();
    List<Draft> drafts = new ArrayList<>();
    calls.functions().forEach(name -> drafts.add(calls.of(name)));
    for (int i = 0; i < 400; i++) {
      drafts.add(calls.next());
    }
    drafts.removeIf(it -> !NativeAddress.contains(it.to()));
    drafts.removeIf(it -> it.value().signum() > 0);
    Probes probes = new Probes(mirror);
    List<OptionalLong> gas = probes.gas(drafts);
    List<Draft> told = new ArrayList<>();
    List<Long> exact = new ArrayList<>();
    for (int i = 0; i < drafts.size(); i++) {
      if (gas.get(i).isPresent()) {
        told.add(drafts.get(i));
        exact.add(gas.get(i).getAsLong());
      }
    }
    assertThat(told).hasSizeGreaterThan(60);
    for (NativeAddress contract : NativeAddress.values()) {
      assertThat(told)
          .filteredOn(it -> it.to().equals(contract.address()))
          .as("%s", contract)
          .isNotEmpty();
    }
    List<Probes.Ending> enough = probes.byContract(Probes.CALL, told, exact);
    List<Probes.Ending> less =
        probes.byContract(Probes.CALL, told, exact.stream().map(it -> it - 1).toList());
    // Making a call to an address that is warm costs the same whatever is called.
    long making = enough.getFirst().used() - exact.getFirst();
    for (int i = 0; i < told.size(); i++) {
      assertThat(enough.get(i).ok()).as("%s", told.get(i)).isTrue();
      assertThat(enough.get(i).used()).as("%s", told.get(i)).isEqualTo(making + exact.get(i));
      assertThat(less.get(i))
          .as("%s with one gas less", told.get(i))
          .isEqualTo(new Probes.Ending(false, making + exact.get(i) - 1, Bytes.EMPTY));
    }
  }

  /** As {@code docs/devnet.md} promises: what it does not list is as on Besu. */
  @Test
  @Order(4)
  void oddRequestsAreAnsweredAlike() {
    List<RpcRequest> requests = OddRequests.all();
    assertThat(requests).hasSizeGreaterThan(1_000);
    mirror.requireAlike(requests);
  }

  /** One has stake that has cooled, and the creator what he has earned. */
  private void makeSomethingToWithdraw() {
    List<Sent> sent =
        List.of(
            sign(NativeAddress.STAKING, "redeem", BigInteger.TEN),
            sign(NativeAddress.INFERENCE_FEES, "collect", BigInteger.ONE));
    for (JsonNode receipt : mirror.execute(sent)) {
      assertThat(receipt.get("status").asText()).as("%s", receipt).isEqualTo("0x1");
    }
    for (int block = 0; block < 3; block++) {
      mirror.execute(List.of(sign(NativeAddress.STAKING, "deposit")));
    }
  }

  private Sent sign(NativeAddress contract, String function, Object... arguments) {
    BigInteger value = function.equals("deposit") ? BigInteger.ONE : BigInteger.ZERO;
    return senders.sign(
        contract.contract() + "." + function,
        "setting",
        FittingCalls.CREATOR,
        contract.address(),
        value,
        PLENTY,
        Abis.encoded(contract, function, arguments),
        random);
  }

  /** As many of the planned calls as fit, signed. */
  private List<Sent> round(List<Draft> planned) {
    List<Long> estimates = estimates(planned, mirror);
    List<Sent> round = new ArrayList<>();
    long gas = 0;
    while (round.size() < planned.size()) {
      Draft draft = planned.get(round.size());
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

  private static List<Long> estimates(List<Draft> planned, Mirror mirror) {
    List<RpcRequest> requests = new ArrayList<>();
    for (Draft it : planned) {
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
  private long gas(Draft draft, long estimate) {
    long least = Senders.least(draft.input());
    long needed = Math.max(estimate, least);
    long gas =
        switch (random.nextInt(draft.kind().equals("fitting") ? 20 : 10)) {
          case 0 -> needed;
          case 1 -> needed - 1;
          case 2 -> least + random.nextInt(30_000);
          case 3 -> needed + random.nextInt(3);
          default -> Math.max(PLENTY, needed + needed / 4);
        };
    return Math.max(gas, least);
  }

  private static void close(AutoCloseable it) {
    if (it == null) {
      return;
    }
    try {
      it.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
