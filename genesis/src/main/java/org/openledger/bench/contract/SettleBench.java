package org.openledger.bench.contract;

import static org.openledger.bench.contract.BenchNetwork.CAROL;
import static org.openledger.bench.contract.BenchNetwork.KEY;
import static org.openledger.bench.contract.BenchNetwork.PAYER;
import static org.openledger.bench.contract.BenchNetwork.account;
import static org.openledger.bench.contract.BenchNetwork.answer;
import static org.openledger.bench.contract.BenchNetwork.receipt;
import static org.openledger.bench.contract.BenchNetwork.signature;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.jspecify.annotations.Nullable;
import org.openledger.attribution.progress.Progress;
import org.openledger.bench.BenchRow;
import org.openledger.devnet.transaction.IntrinsicGas;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.dispatch.Outcome;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.system.Parameter;

/** What settling costs: one inference, and a batch. */
final class SettleBench {

  private static final String FEES = "InferenceFees";
  private static final String PEER =
      "fee splitter in Solidity that sends, on Besu's EVM, without any attribution";
  private static final int SPAN = 12;
  private static final int CONTRIBUTORS = 4_096;
  private static final int ANSWER = 200;

  private final boolean quick;
  private final CallTimer timer;
  private final Progress progress;
  private final List<BenchRow> rows = new ArrayList<>();
  private final SplittableRandom random = new SplittableRandom(7);

  SettleBench(boolean quick, CallTimer timer, Progress progress) {
    this.quick = quick;
    this.timer = timer;
    this.progress = progress;
  }

  List<BenchRow> run() {
    progress.report("settle", 0, 4);
    contributors(16, 1, ".n16");
    progress.report("settle", 1, 4);
    contributors(16, 64, ".n16.scattered");
    contributors(1_000, 1, ".n1000");
    progress.report("settle", 2, 4);
    tokens();
    progress.report("settle", 3, 4);
    batch();
    progress.report("settle", 4, 4);
    return List.copyOf(rows);
  }

  private static List<Address> accounts(int count) {
    List<Address> accounts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      accounts.add(account(10_000 + i));
    }
    return accounts;
  }

  private List<int[]> texts(int count, int length) {
    List<int[]> texts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      texts.add(random.ints(length, 0, BenchNetwork.VOCABULARY).toArray());
    }
    return texts;
  }

  /**
   * An answer of which each of n contributors, whose accounts are apart, owns a span; attribution
   * itself is left out.
   */
  private void contributors(int n, int apart, String name) {
    BenchNetwork network = new BenchNetwork(new TreeMap<>());
    List<int[]> texts = texts(n * apart, SPAN);
    long datanet = network.openDatanet();
    var corpus = network.contribute(datanet, accounts(texts.size()), texts);
    if (apart > 1) {
      corpus = everyNth(corpus, apart);
      texts = everyNth(texts, apart);
    }
    network.seal(datanet, corpus);
    long model = network.deploy(BenchNetwork.terms(1_000_000_007L, 6, 1), datanet);
    int[] ids = texts.stream().flatMapToInt(Arrays::stream).toArray();
    // Everybody is paid and deposits are made before: slots are not new.
    network.repeatAttribution();
    settled(network, model, ids);
    ContractCall call = settle(model, 2, answer(ids));
    network.remember();
    double micros = timer.micros(network, call);
    long gas = network.gasUsed();
    SplitterPeer.Cost push = apart == 1 ? peer("PushSplitter", name, accounts(n)) : null;
    if (n == 16) {
      rows.add(
          row(
              "gas" + name,
              (double) gas,
              "gas",
              apart == 1 ? 95_000.0 : null,
              push == null ? null : (double) push.gas()));
    }
    if (apart == 1) {
      peer("PullSplitter", name, accounts(n));
      rows.add(
          row(
              "settle" + name + ".us",
              micros,
              "us",
              n == 16 ? 20.0 : 900.0,
              push == null ? null : push.micros()));
    }
  }

  /** What a peer needs, where there is a Besu; with rows of its own. */
  private SplitterPeer.@Nullable Cost peer(String contract, String name, List<Address> payees) {
    SplitterPeer.@Nullable Cost cost =
        SplitterPeer.find(contract, quick ? 3 : 9).map(peer -> peer.measure(payees)).orElse(null);
    if (cost != null) {
      rows.add(row("peer." + contract + name + ".us", cost.micros(), "us", null, null));
      rows.add(row("peer." + contract + name + ".gas", (double) cost.gas(), "gas", null, null));
    }
    return cost;
  }

  private static <T> List<T> everyNth(List<T> list, int n) {
    List<T> some = new ArrayList<>();
    for (int i = 0; i < list.size(); i += n) {
      some.add(list.get(i));
    }
    return some;
  }

  private static ContractCall settle(long model, long request, Bytes output) {
    return BenchNetwork.of(
        PAYER, BigInteger.ZERO, FEES, "settle", model, request, output, receipt(Bytes32.ZERO));
  }

  private static void settled(BenchNetwork network, long model, int[] ids) {
    network.pay(PAYER, BigInteger.TEN.pow(23), FEES, "deposit");
    network.run(settle(model, 1, answer(ids)));
  }

  private void tokens() {
    int parts = quick ? 1 : 10;
    int length = 1_000_000;
    BenchNetwork network =
        new BenchNetwork(
            new TreeMap<>(Map.of(Parameter.MAX_CONTENT, BigInteger.valueOf(2L * length + 64))));
    List<int[]> texts = texts(parts, length);
    long model =
        network.deploy(
            BenchNetwork.terms(1_000_000_007L, 6, 16), network.datanet(accounts(parts), texts));
    int[] ids = Arrays.copyOfRange(texts.getLast(), 500, 500 + ANSWER);
    for (int at = SPAN; at + SPAN <= ANSWER; at += 2 * SPAN) {
      System.arraycopy(texts.getFirst(), at * 1_000, ids, at, SPAN);
    }
    settled(network, model, ids);
    double micros = timer.micros(network, settle(model, 2, answer(ids)));
    rows.add(row("settle.tokens200.us", micros, "us", 150.0, null));
    rows.add(row("gas.tokens200", (double) network.gasUsed(), "gas", null, null));
  }

  /** As many inferences as fit a transaction. */
  private void batch() {
    BenchNetwork network =
        new BenchNetwork(
            new TreeMap<>(Map.of(Parameter.MAX_SEALED, BigInteger.valueOf(CONTRIBUTORS))));
    List<int[]> texts = texts(CONTRIBUTORS, 50);
    long model =
        network.deploy(
            BenchNetwork.terms(1_000_000_007L, 6, 16),
            network.datanet(accounts(CONTRIBUTORS), texts));
    network.pay(PAYER, BigInteger.TEN.pow(23), FEES, "deposit");
    int least = 1;
    int most = 1_024 + 1;
    while (most - least > 1) {
      int middle = (least + most) / 2;
      if (fits(network, batch(model, texts, middle))) {
        least = middle;
      } else {
        most = middle;
      }
    }
    double micros = timer.micros(network, batch(model, texts, least));
    rows.add(
        new BenchRow(
            "settleBatch.inferences_per_s",
            least / micros * 1e6,
            "1/s",
            5_000.0,
            true,
            null,
            null));
    rows.add(row("settleBatch.items", (double) least, "items", null, null));
    rows.add(row("gas.settleBatch.item", (double) network.gasUsed() / least, "gas", null, null));
  }

  private static boolean fits(BenchNetwork network, ContractCall call) {
    Outcome outcome = network.make(call, BenchNetwork.PLENTY);
    if (!(outcome instanceof Outcome.Success)) {
      throw new IllegalStateException("the batch ended in " + outcome);
    }
    network.host().rewind();
    long executed = IntrinsicGas.of(call.input(), Collections.emptyList()) + network.gasUsed();
    return Math.max(executed, IntrinsicGas.floor(call.input())) <= IntrinsicGas.TRANSACTION_CAP;
  }

  private static ContractCall batch(long model, List<int[]> texts, int size) {
    SplittableRandom some = new SplittableRandom(11);
    Tuple[] items = new Tuple[size];
    for (int i = 0; i < size; i++) {
      int[] ids = new int[ANSWER];
      for (int at = 0; at < ANSWER; at += 50) {
        System.arraycopy(texts.get(some.nextInt(texts.size())), 0, ids, at, 50);
      }
      items[i] = AbiValues.tuple(i + 1L, 0L, answer(ids), Bytes32.ZERO);
    }
    Tuple permit = AbiValues.tuple(PAYER, model, BigInteger.TEN.pow(22), 20_000L, 1L);
    return BenchNetwork.of(
        CAROL,
        BigInteger.ZERO,
        FEES,
        "settleBatch",
        permit,
        signature(PAYER),
        1L,
        true,
        items,
        signature(KEY));
  }

  private static BenchRow row(
      String name, double value, String unit, @Nullable Double goal, @Nullable Double peer) {
    return new BenchRow(name, value, unit, goal, false, peer == null ? null : PEER, peer);
  }
}
