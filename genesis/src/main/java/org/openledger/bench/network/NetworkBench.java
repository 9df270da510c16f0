package org.openledger.bench.network;

import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import org.apache.tuweni.bytes.Bytes;
import org.jspecify.annotations.Nullable;
import org.openledger.attribution.progress.Progress;
import org.openledger.bench.BenchRow;
import org.openledger.bench.WorkDirectory;
import org.openledger.bench.contract.SplitterPeer;
import org.openledger.client.Chain;
import org.openledger.client.ContractClient;
import org.openledger.client.Draft;
import org.openledger.client.JsonRpc;
import org.openledger.client.Pause;
import org.openledger.client.Wallet;
import org.openledger.devnet.DevAccounts;
import org.openledger.genesis.local.BesuInstallation;
import org.openledger.genesis.local.PluginZip;
import org.openledger.genesis.settings.SettingsException;
import org.openledger.genesis.settings.StorageProfile;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;
import org.web3j.crypto.ContractUtils;
import org.web3j.crypto.RawTransaction;

/**
 * How many inferences a second one validator on a real Besu settles while it makes a block every
 * second: one by one, in batches, and by a splitter in Solidity that sends. The three take turns.
 */
public final class NetworkBench {

  private static final String PEER = "fee splitter in Solidity that sends, without any attribution";
  private static final double SINGLE_GOAL = 1.3;
  private static final double BATCH_GOAL = 10;
  private static final long TRANSACTION_GAS = 16_777_216;

  /** A batch of this many tells what one item costs. */
  private static final int SMALL_BATCH = 8;

  /** Of a transaction's gas, left to what differs between batches. */
  private static final double MARGIN = 0.98;

  private static final int PATIENCE_BLOCKS = 10;

  /**
   * Windows of each load before anything is measured: some to climb to a rate near the highest, and
   * as many at it. With 6 at the lowest rate the node took a third more time for an inference of a
   * batch, and became faster while it was measured.
   */
  private static final int WARM_UPS = 14;

  private static final int QUICK_WARM_UPS = 6;

  private final boolean quick;
  private final StorageProfile storage;
  private final BesuInstallation besu;
  private final PluginZip plugin;
  private final PrintWriter err;
  private final Progress progress;

  /**
   * The benchmark.
   *
   * @param quick whether short windows will do
   * @param storage how the node keeps state
   * @param err told how the node starts
   */
  public NetworkBench(
      boolean quick,
      StorageProfile storage,
      BesuInstallation besu,
      PluginZip plugin,
      PrintWriter err,
      Progress progress) {
    this.quick = quick;
    this.storage = storage;
    this.besu = besu;
    this.plugin = plugin;
    this.err = err;
    this.progress = progress;
  }

  /** All rows. */
  public List<BenchRow> run() throws IOException, SettingsException {
    try (WorkDirectory directory = WorkDirectory.create();
        BenchNode node = BenchNode.start(directory.path(), storage, besu, plugin, err);
        JsonRpc rpc = new JsonRpc(node.url())) {
      Answers answers = Answers.tell(rpc, directory.path());
      LoadDriver driver = new LoadDriver(node, rpc, answers.chainId());
      PushLoad push = new PushLoad(deploy(rpc, answers), answers.fee(), answers.contributors());
      deposit(rpc, answers);
      driver.refresh();
      int items = items(driver, answers);
      List<RateSearch> searches =
          List.of(
              new RateSearch(push, 100),
              new RateSearch(new SingleLoad(answers), 100),
              new RateSearch(new BatchLoad(answers, items), 4));
      search(driver, searches);
      return rows(driver::estimate, searches);
    }
  }

  private void search(LoadDriver driver, List<RateSearch> searches) {
    int seconds = quick ? 3 : 8;
    // Without it most of the processor's time goes to Java's compiler.
    int warmUps = (quick ? QUICK_WARM_UPS : WARM_UPS) * searches.size();
    for (int turn = 0; turn < warmUps; turn++) {
      progress.report("warming up", turn, warmUps);
      RateSearch search = searches.get(turn % searches.size());
      search.warmed(driver.run(search.load(), search.warmUp(), seconds));
    }
    progress.report("warming up", warmUps, warmUps);
    int rounds = 0;
    while (searches.stream().anyMatch(search -> !search.isDone())) {
      for (RateSearch search : searches) {
        if (!search.isDone()) {
          search.tell(driver.run(search.load(), search.next(), seconds));
        }
      }
      progress.report("load", ++rounds, Math.max(rounds + 1, 20));
    }
    progress.report("load", 1, 1);
  }

  /** The rows of the loads, of which the first is the peer. */
  static List<BenchRow> rows(ToLongFunction<Load> gas, List<RateSearch> searches) {
    double peer = searches.getFirst().inferencesPerSecond();
    List<BenchRow> rows = new ArrayList<>();
    for (RateSearch search : searches) {
      Load load = search.load();
      boolean isPeer = load instanceof PushLoad;
      boolean batch = load.inferences() > 1;
      rows.add(
          new BenchRow(
              load.name() + (batch ? ".inferences_per_s" : ".per_s"),
              search.inferencesPerSecond(),
              "1/s",
              isPeer ? null : (Double) (peer * (batch ? BATCH_GOAL : SINGLE_GOAL)),
              true,
              isPeer ? null : PEER,
              isPeer ? null : (Double) peer));
      rows.add(plain(load.name() + ".node_cpu", search.processorMicros(), "us", searches, isPeer));
      rows.add(
          plain(
              load.name() + ".gas",
              (double) gas.applyAsLong(load) / load.inferences(),
              "gas",
              List.of(),
              true));
    }
    return rows;
  }

  private static BenchRow plain(
      String name, double value, String unit, List<RateSearch> searches, boolean alone) {
    @Nullable Double peer = alone ? null : (Double) searches.getFirst().processorMicros();
    return new BenchRow(name, value, unit, null, false, alone ? null : PEER, peer);
  }

  /** As many items as a transaction's gas is enough for. */
  private static int items(LoadDriver driver, Answers answers) {
    long one = driver.estimate(new BatchLoad(answers, 1));
    long some = driver.estimate(new BatchLoad(answers, SMALL_BATCH));
    double each = (some - one) / (SMALL_BATCH - 1.0);
    return (int) Math.floor((TRANSACTION_GAS * MARGIN - 100_000 - (one - each)) / each);
  }

  private static Address deploy(JsonRpc rpc, Answers answers) {
    Wallet creator = BenchNode.senders().getFirst();
    Bytes code =
        SplitterPeer.creation(
            "PushSplitter",
            List.of(
                DevAccounts.of(7).address(),
                DevAccounts.of(4).address(),
                DevAccounts.of(8).address()));
    RawTransaction transaction =
        RawTransaction.createContractTransaction(
            BigInteger.ZERO,
            BigInteger.valueOf(1_000),
            BigInteger.valueOf(3_000_000),
            BigInteger.ZERO,
            code.toHexString());
    rpc.call("eth_sendRawTransaction", creator.sign(transaction, answers.chainId()).toHexString());
    Address contract =
        Address.fromHex(
            ContractUtils.generateContractAddress(creator.address().toString(), BigInteger.ZERO));
    Chain chain = Chain.at(rpc);
    long end = chain.head() + PATIENCE_BLOCKS;
    while (!chain.hasCode(contract)) {
      if (chain.head() > end) {
        throw new IllegalStateException("the splitter was not deployed");
      }
      Pause.millis(100);
    }
    return contract;
  }

  private static void deposit(JsonRpc rpc, Answers answers) {
    ContractClient fees = ContractClient.of(Chain.at(rpc), NativeAddress.INFERENCE_FEES);
    BigInteger much = answers.fee().multiply(BigInteger.valueOf(10_000_000));
    List<Draft> drafts = new ArrayList<>();
    BenchNode.senders().forEach(sender -> drafts.add(fees.draft(sender, much, "deposit")));
    fees.send(drafts);
  }
}
