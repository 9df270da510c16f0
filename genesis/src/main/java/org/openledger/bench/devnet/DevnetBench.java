package org.openledger.bench.devnet;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.openledger.attribution.progress.Progress;
import org.openledger.bench.BenchRow;
import org.openledger.bench.UsedHeap;
import org.openledger.client.Draft;
import org.openledger.client.JsonRpc;
import org.openledger.devnet.DevnetOptions;
import org.openledger.genesis.DevNetwork;

/**
 * Settles one inference after the other over JSON-RPC, and looks at the heap: what a settlement's
 * block, receipt and states take for as long as they are kept, and what is left of all of them once
 * they are undone. Whatever is left is a leak.
 */
public final class DevnetBench {

  private static final int BATCH = 100;
  private static final int COLLECTED = 10 * BATCH;

  private final int count;
  private final Progress progress;

  /**
   * @param count how many settlements
   */
  public DevnetBench(int count, Progress progress) {
    this.count = count;
    this.progress = progress;
  }

  /** Runs a devnet and measures. */
  public List<BenchRow> run() throws IOException {
    try (DevNetwork network = DevNetwork.start(DevnetOptions.defaults().withPort(0));
        JsonRpc rpc = new JsonRpc(network.url())) {
      Settlements settlements = Settlements.told(rpc);
      settle(settlements, Math.min(count, 5 * BATCH));
      long before = UsedHeap.bytes();
      String snapshot = rpc.call("evm_snapshot").asText();
      long begin = System.nanoTime();
      settle(settlements, count);
      double seconds = (System.nanoTime() - begin) / 1e9;
      long kept = UsedHeap.bytes() - before;
      rpc.call("evm_revert", snapshot);
      long left = UsedHeap.bytes() - before;
      return List.of(
          new BenchRow("devnet.settlements", count, "transactions", null, true, null, null),
          new BenchRow("devnet.settle.per_s", count / seconds, "1/s", null, true, null, null),
          new BenchRow("devnet.heap.kept", perSettlement(kept), "bytes", null, false, null, null),
          new BenchRow("devnet.heap.left", perSettlement(left), "bytes", 50.0, false, null, null));
    }
  }

  private double perSettlement(long bytes) {
    return (double) bytes / count;
  }

  private void settle(Settlements settlements, int times) {
    for (int done = 0; done < times; done += BATCH) {
      List<Draft> drafts = new ArrayList<>();
      for (int i = done; i < Math.min(done + BATCH, times); i++) {
        drafts.add(settlements.next());
      }
      settlements.send(drafts);
      if (done % COLLECTED == 0) {
        // An accrual that its word cannot hold is paid out by a settlement, whose gas is then more
        // than was estimated before its batch.
        settlements.collect();
      }
      progress.report("settle", Math.min(done + BATCH, times), times);
    }
  }
}
