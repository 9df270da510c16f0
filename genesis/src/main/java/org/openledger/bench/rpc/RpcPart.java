package org.openledger.bench.rpc;

import java.util.List;
import org.openledger.bench.BenchRow;

/** A part of the benchmark of JSON-RPC: a few rows about one matter. */
@FunctionalInterface
public interface RpcPart {

  /**
   * Measures.
   *
   * @param network on which the demo has been told
   */
  List<BenchRow> run(RpcBenchNetwork network);
}
