package org.openledger.bench.soak;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openledger.attribution.progress.Progress;
import org.openledger.bench.BenchRow;
import org.openledger.bench.devnet.Settlements;
import org.openledger.client.Chain;
import org.openledger.client.ContractClient;
import org.openledger.client.JsonRpc;
import org.openledger.devnet.DevnetOptions;
import org.openledger.genesis.DevNetwork;
import org.openledger.precompile.host.NativeAddress;

/**
 * A devnet for minutes under all that clients can do to it, by turns and together, while an
 * unmodified client sends transactions and healthy clients ask; then what is left of it.
 */
public final class SoakBench {

  private static final Duration WARM_UP = Duration.ofSeconds(6);
  private static final int WARM_UP_TRANSACTIONS = 30;
  private static final int HEALTHY = 2;
  private static final int HOSTILE = 2;
  private static final int DEPOSITOR = 7;
  private static final int SENDER = 8;
  private static final int RECIPIENT = 9;

  /** Parameters, limits, blocks, things not there, cursors forged and stale. */
  private static final int KINDS = 6;

  private static final int PAGE = 500;

  /** Longer than an answer that nobody reads is kept. */
  private static final Duration QUIET = Duration.ofSeconds(75);

  /** By how much transactions last longer than the strain, so that its last part has blocks too. */
  private static final Duration SPARE = Duration.ofSeconds(5);

  private static final double MEBI = 1 << 20;

  /** The history's cache of pages is allowed so much; what else is left has to find room in it. */
  private static final double CACHES_MEBIBYTES = 16;

  private final Duration time;
  private final int transactions;
  private final Progress progress;
  private final Findings findings = new Findings();

  /**
   * The soak.
   *
   * @param time how long the devnet is strained
   * @param transactions how many are sent meanwhile; where it takes them more slowly, it has as
   *     long again for the rest
   */
  public SoakBench(Duration time, int transactions, Progress progress) {
    this.time = time;
    this.transactions = transactions;
    this.progress = progress;
  }

  /** What was wrong, a line each. */
  public List<String> findings() {
    return findings.first();
  }

  /** Starts a devnet, strains it, ends it. */
  public List<BenchRow> run() throws IOException, InterruptedException {
    try (DevNetwork network = DevNetwork.start(DevnetOptions.defaults().withPort(0));
        JsonRpc rpc = new JsonRpc(network.url())) {
      progress.report("telling the demo", 0, 1);
      URI url = URI.create(network.url());
      Settlements settlements = Settlements.told(rpc);
      SoakTarget target;
      try (HttpAsker asker = new HttpAsker(url)) {
        target = SoakTarget.of(rpc, asker, settlements);
      }
      Duration warmUp = time.compareTo(WARM_UP) < 0 ? time : WARM_UP;
      Crowd warm = new Crowd(url, rpc, target, settlements, WARM_UP_TRANSACTIONS, warmUp, 1);
      warm.together("warming up", warmUp);
      warm.close();
      Resources begin = quiet(rpc, null);
      String snapshot = rpc.call("evm_snapshot").asText();
      long before = settlementCount(url);
      Crowd crowd = new Crowd(url, rpc, target, settlements, transactions, time, 2);
      long start = System.nanoTime();
      crowd.strain();
      double seconds = (System.nanoTime() - start) / 1e9;
      crowd.close();
      check(url, rpc, before + crowd.settled());
      Resources end = quiet(rpc, begin);
      rpc.call("evm_revert", snapshot);
      awaitHistory(url);
      Resources left = quiet(rpc, begin);
      return rows(crowd, seconds, begin, end, left);
    }
  }

  /** Everybody who strains the devnet. */
  private final class Crowd {
    private final Map<String, List<Latencies>> latencies = new LinkedHashMap<>();
    private final List<HealthyClient> healthy = new ArrayList<>();
    private final List<HostileClient> hostile = new ArrayList<>();
    private final List<Payments> payments = new ArrayList<>();
    private final SlowReaders slow;
    private final IdleSockets idle;
    private final Subscribers subscribers;

    Crowd(
        URI url,
        JsonRpc rpc,
        SoakTarget target,
        Settlements settlements,
        int count,
        Duration paced,
        long seed)
        throws IOException {
      Chain chain = Chain.at(rpc);
      ContractClient fees = ContractClient.of(chain, NativeAddress.INFERENCE_FEES);
      List<Payments.Source> sources =
          List.of(
              settlements::next,
              SoakTarget.deposits(fees, DEPOSITOR, RECIPIENT),
              SoakTarget.transfers(SENDER, RECIPIENT));
      List<Integer> accounts = List.of(Settlements.PAYER, DEPOSITOR, SENDER);
      int each = -Math.floorDiv(-count, sources.size());
      for (int i = 0; i < sources.size(); i++) {
        payments.add(
            new Payments(
                url,
                chain.chainId(),
                accounts.get(i),
                sources.get(i),
                each,
                paced.plus(SPARE).toNanos() / each,
                findings));
      }
      for (int i = 0; i < HEALTHY; i++) {
        healthy.add(new HealthyClient(url, target.questions(), findings));
      }
      for (int i = 0; i < HOSTILE; i++) {
        hostile.add(new HostileClient(url, target, findings, 100 * seed + i));
      }
      slow = new SlowReaders(url);
      idle = new IdleSockets(url, findings);
      subscribers = new Subscribers(url, findings);
    }

    /** By turns, then together, then what transactions are left. */
    void strain() throws InterruptedException {
      Duration turn = time.dividedBy(6);
      turn("alone", turn, List.of());
      turn("hostile", turn, hostile);
      turn("slow", turn, List.of(slow));
      turn("sockets", turn, List.of(idle, subscribers));
      together("together", turn.multipliedBy(2));
      finish();
    }

    /** Sends what transactions are left, for at most the whole time once more. */
    private void finish() throws InterruptedException {
      long end = System.nanoTime() + time.toNanos();
      List<Thread> payers = new ArrayList<>();
      for (Payments each : payments) {
        payers.add(started(each, () -> each.isDone() || System.nanoTime() >= end));
      }
      join(payers);
    }

    void together(String name, Duration length) throws InterruptedException {
      List<Strain> all = new ArrayList<>(hostile);
      all.addAll(List.of(slow, idle, subscribers));
      turn(name, length, all);
    }

    private void turn(String name, Duration length, List<? extends Strain> others)
        throws InterruptedException {
      List<Latencies> times = new ArrayList<>();
      for (HealthyClient client : healthy) {
        Latencies into = new Latencies();
        client.measure(into);
        times.add(into);
      }
      latencies.put(name, times);
      List<Strain> strains = new ArrayList<>(healthy);
      strains.addAll(others);
      progress.report(name, 0, 1);
      run(strains, length);
      slow.rest();
      idle.rest();
    }

    private void run(List<? extends Strain> strains, Duration length) throws InterruptedException {
      long end = System.nanoTime() + length.toNanos();
      BooleanSupplier over = () -> System.nanoTime() >= end;
      List<Thread> threads = new ArrayList<>();
      for (Strain strain : strains) {
        threads.add(started(strain, over));
      }
      // Blocks go on coming for as long as somebody waits for them.
      AtomicBoolean quiet = new AtomicBoolean();
      List<Thread> payers = new ArrayList<>();
      for (Payments each : payments) {
        payers.add(started(each, quiet::get));
      }
      join(threads);
      quiet.set(true);
      join(payers);
    }

    private Thread started(Strain strain, BooleanSupplier over) {
      return Thread.ofPlatform()
          .name("soak-" + strain.getClass().getSimpleName())
          .start(() -> repeat(strain, over));
    }

    private static void join(List<Thread> threads) throws InterruptedException {
      for (Thread thread : threads) {
        thread.join();
      }
    }

    private void repeat(Strain strain, BooleanSupplier over) {
      while (!over.getAsBoolean()) {
        try {
          strain.round();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          return;
        } catch (IOException | RuntimeException e) {
          findings.wrong(strain.getClass().getSimpleName() + " was refused: " + e);
        }
      }
    }

    int sent() {
      return payments.stream().mapToInt(Payments::sent).sum();
    }

    /** How many of them were settlements. */
    int settled() {
      return payments.getFirst().sent();
    }

    /** The slowest healthy client of a turn. */
    double slowest(String turn, double part) {
      return latencies.getOrDefault(turn, List.of()).stream()
          .mapToDouble(it -> it.quantile(part))
          .max()
          .orElse(0);
    }

    void close() {
      for (Payments each : payments) {
        try {
          each.check();
        } catch (IOException e) {
          findings.wrong("eth_getTransactionCount: " + e);
        }
      }
      Stream.of(healthy, hostile, payments, List.of(slow, idle, subscribers))
          .flatMap(List::stream)
          .forEach(Strain::close);
    }
  }

  /** Whether the books add up, and the history tells of every settlement once. */
  private void check(URI url, JsonRpc rpc, long settled) throws IOException, InterruptedException {
    try (HttpAsker asker = new HttpAsker(url)) {
      SoakTarget.awaitHistory(asker, rpc.call("eth_blockNumber").asText());
      JsonNode books = asker.ask("openledger_conservation", List.of(true)).path("result");
      if (!books.path("conserved").asBoolean() || !books.path("recounted").asBoolean()) {
        findings.wrong("openledger_conservation: " + books);
      }
      long counted = settlementCount(url);
      if (counted != settled) {
        findings.wrong(settled + " settlements were sent, the history counts " + counted);
      }
      long listed = listed(asker);
      if (listed != settled) {
        findings.wrong(settled + " settlements were sent, the list holds " + listed);
      }
    }
  }

  private static void awaitHistory(URI url) throws IOException, InterruptedException {
    try (HttpAsker asker = new HttpAsker(url)) {
      SoakTarget.awaitHistory(asker, asker.result("eth_blockNumber").asText());
    }
  }

  private static long settlementCount(URI url) throws IOException, InterruptedException {
    try (HttpAsker asker = new HttpAsker(url)) {
      SoakTarget.awaitHistory(asker, asker.result("eth_blockNumber").asText());
      return Long.decode(asker.result("openledger_settlements").at("/total/count").asText());
    }
  }

  /** How many different inferences all pages hold. */
  private static long listed(HttpAsker asker) throws IOException, InterruptedException {
    Set<String> requests = new HashSet<>();
    @Nullable String cursor = null;
    do {
      Map<String, Object> page =
          cursor == null ? Map.of("size", PAGE) : Map.of("size", PAGE, "cursor", cursor);
      JsonNode list = asker.result("openledger_listInferences", Map.of(), null, null, page);
      list.get("items")
          .forEach(item -> requests.add(item.get("payer").asText() + item.get("request").asText()));
      cursor = list.path("next").isTextual() ? list.get("next").asText() : null;
    } while (cursor != null);
    return requests.size();
  }

  /**
   * Waits until the process holds no more connections and threads than it did, or for a while.
   *
   * @param before what it held; null: until it holds no less than a second ago
   */
  private Resources quiet(JsonRpc rpc, @Nullable Resources before) throws InterruptedException {
    progress.report("waiting for quiet", 0, 1);
    long end = System.nanoTime() + QUIET.toNanos();
    OptionalLong last = OptionalLong.empty();
    boolean over = false;
    while (!over && System.nanoTime() < end) {
      TimeUnit.SECONDS.sleep(1);
      rpc.call("eth_chainId");
      OptionalLong open = Resources.openSockets();
      over =
          before == null
              ? open.equals(last)
              : open.orElse(0) <= before.sockets().orElse(0)
                  && Resources.liveThreads().size() <= before.threads().size();
      last = open;
    }
    return Resources.now();
  }

  private List<BenchRow> rows(
      Crowd crowd, double seconds, Resources begin, Resources end, Resources left) {
    int sent = crowd.sent();
    List<BenchRow> rows = new ArrayList<>();
    rows.add(told("seconds", seconds, "s"));
    rows.add(least("transactions", sent, "transactions", transactions));
    rows.add(told("transactions.per_s", sent / seconds, "1/s"));
    rows.add(
        told(
            "requests.hostile",
            crowd.hostile.stream().mapToLong(HostileClient::requests).sum(),
            "requests"));
    rows.add(told("readers.slow", crowd.slow.opened(), "connections"));
    rows.add(least("sockets.idle", crowd.idle.most(), "connections", IdleSockets.COUNT));
    rows.add(told("subscriptions", crowd.subscribers.ended(), "subscriptions"));
    rows.add(
        least(
            "errors.kinds",
            crowd.hostile.stream().flatMap(it -> it.met().stream()).distinct().count(),
            "failures",
            KINDS));
    rows.add(most("errors.untyped", findings.untyped(), "answers", 0));
    rows.add(most("answers.wrong", findings.wrong(), "answers", 0));
    for (String turn : List.of("hostile", "slow", "sockets", "together")) {
      rows.add(healthy(crowd, turn, "p50", 0.5));
      rows.add(healthy(crowd, turn, "p99", 0.99));
    }
    rows.add(told("heap.begin", begin.heap() / MEBI, "MiB"));
    rows.add(told("heap.end", end.heap() / MEBI, "MiB"));
    rows.add(told("heap.kept", (double) (end.heap() - begin.heap()) / sent, "bytes a transaction"));
    rows.add(most("heap.left", (left.heap() - begin.heap()) / MEBI, "MiB", CACHES_MEBIBYTES));
    grown(rows, "files", begin.files(), end.files());
    grown(rows, "sockets", begin.sockets(), end.sockets());
    grown(
        rows,
        "threads",
        OptionalLong.of(begin.threads().size()),
        OptionalLong.of(end.threads().size()));
    return rows;
  }

  private static BenchRow healthy(Crowd crowd, String turn, String name, double part) {
    return new BenchRow(
        "soak.healthy." + turn + "." + name,
        crowd.slowest(turn, part),
        "us",
        null,
        false,
        "nobody beside it",
        crowd.slowest("alone", part));
  }

  /** What was held before and after; a row of its own for what is more. */
  private static void grown(
      List<BenchRow> rows, String name, OptionalLong begin, OptionalLong end) {
    if (begin.isPresent() && end.isPresent()) {
      rows.add(told(name + ".begin", begin.getAsLong(), name));
      rows.add(most(name + ".left", (double) end.getAsLong() - begin.getAsLong(), name, 0));
    }
  }

  private static BenchRow told(String name, Number value, String unit) {
    return new BenchRow("soak." + name, value.doubleValue(), unit, null, false, null, null);
  }

  private static BenchRow most(String name, Number value, String unit, double goal) {
    return new BenchRow("soak." + name, value.doubleValue(), unit, goal, false, null, null);
  }

  private static BenchRow least(String name, Number value, String unit, double goal) {
    return new BenchRow("soak." + name, value.doubleValue(), unit, goal, true, null, null);
  }
}
