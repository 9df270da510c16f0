package org.openledger.bench.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.openledger.attribution.progress.Progress;
import org.openledger.bench.BenchRow;

/** What the contracts cost in time, and whether their gas pays for it. */
public final class ContractsBench {

  private static final String GAS_PER_MICRO = "gas/us";

  private final boolean quick;
  private final Progress progress;
  private final CallTimer timer;

  /**
   * The benchmark.
   *
   * @param quick whether small corpora and few rounds will do
   */
  public ContractsBench(boolean quick, Progress progress) {
    this.quick = quick;
    this.progress = progress;
    this.timer = new CallTimer(quick ? 3 : 9, 50_000_000);
  }

  /** All rows. */
  public List<BenchRow> run() {
    List<BenchRow> rows =
        new ArrayList<>(new SettleBench(quick, new CallTimer(9, 2_000_000_000), progress).run());
    rows.addAll(functions());
    return rows;
  }

  private List<BenchRow> functions() {
    SortedMap<String, Double> least = new TreeMap<>();
    int[] done = new int[1];
    CallVisitor visitor =
        (network, call) -> {
          double micros = timer.micros(network, call);
          least.merge(call.name(), (double) network.gasUsed() / micros, Math::min);
          progress.report("functions", ++done[0], 400);
        };
    EveryFunction.tell(visitor);
    new WorstStory(quick ? 1_000_000 : 4_000_000, visitor).tell();
    progress.report("functions", 400, 400);
    double worst = Double.MAX_VALUE;
    List<BenchRow> rows = new ArrayList<>();
    for (var function : least.entrySet()) {
      worst = Math.min(worst, function.getValue());
      rows.add(row("gas_per_us." + function.getKey(), function.getValue(), GAS_PER_MICRO, null));
    }
    rows.addFirst(row("gas.worst_mgas_per_s", worst, "Mgas/s", 100.0));
    return rows;
  }

  private static BenchRow row(String name, double value, String unit, @Nullable Double goal) {
    return new BenchRow(name, value, unit, goal, true, null, null);
  }
}
