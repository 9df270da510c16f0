package org.openledger.bench.rpc;

import java.util.ArrayList;
import java.util.List;
import org.openledger.attribution.progress.Progress;
import org.openledger.bench.BenchRow;

/** What JSON-RPC costs. */
public final class RpcBench {

  /** All parts; a new subject adds its own. */
  private static final List<RpcPart> PARTS =
      List.of(new PointReads(), new HistoryReads(), new EvidenceRows());

  private final boolean quick;
  private final Progress progress;

  /**
   * The benchmark.
   *
   * @param quick whether few rounds will do
   */
  public RpcBench(boolean quick, Progress progress) {
    this.quick = quick;
    this.progress = progress;
  }

  /** All rows. */
  public List<BenchRow> run() {
    return RpcBenchNetwork.use(
        quick,
        network -> {
          List<BenchRow> rows = new ArrayList<>();
          int done = 0;
          for (RpcPart part : PARTS) {
            rows.addAll(part.run(network));
            progress.report("measuring", ++done, PARTS.size());
          }
          return rows;
        });
  }
}
