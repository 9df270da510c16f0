package org.openledger.bench.rpc;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.tuweni.bytes.Bytes;
import org.openledger.bench.BenchRow;
import org.openledger.bench.rpc.RpcTimer.Question;
import org.openledger.node.evidence.CompactEvidence;
import org.openledger.node.evidence.EvidenceException;
import org.openledger.node.evidence.Verifier;
import org.openledger.precompile.abi.ContractAbi;
import org.openledger.precompile.host.NativeAddress;

/** Evidence of the demo's answer of 200 tokens: how large it is, and how long checking it takes. */
final class EvidenceRows implements RpcPart {

  private static final double KIB = 1_024;
  private static final double NANOS_PER_MICRO = 1_000;
  private static final int WARM_UP = 300;

  @Override
  public List<BenchRow> run(RpcBenchNetwork network) {
    Bytes compact = evidence(network);
    return List.of(
        new BenchRow(
            "rpc.evidence_200.compact", compact.size() / KIB, "KiB", 16.0, false, null, null),
        new BenchRow(
            "rpc.evidence_200.verify",
            verify(compact, network.quick() ? 200 : 2_000),
            "us",
            1_000.0,
            false,
            null,
            null));
  }

  private static Bytes evidence(RpcBenchNetwork network) {
    Map<String, Object> filter =
        Map.of(
            "fromBlock",
            "0x0",
            "address",
            NativeAddress.INFERENCE_FEES.address().toString(),
            "topics",
            List.of(
                ContractAbi.of("InferenceFees")
                    .event("InferenceSettled")
                    .signature()
                    .toHexString()));
    String transaction =
        network
            .timer()
            .ask(new Question("eth_getLogs", List.of(filter)))
            .path(0)
            .path("transactionHash")
            .asText();
    return Bytes.fromHexString(
        network
            .timer()
            .ask(new Question("openledger_evidence", List.of(transaction)))
            .path("compact")
            .asText());
  }

  /** Median of the CPU time of decoding and checking, in microseconds. */
  private static double verify(Bytes compact, int rounds) {
    Verifier verifier = Verifier.shipped();
    var threads = ManagementFactory.getThreadMXBean();
    double[] micros = new double[rounds];
    for (int round = -WARM_UP; round < rounds; round++) {
      long start = threads.getCurrentThreadCpuTime();
      try {
        verifier.verify(CompactEvidence.decode(compact));
      } catch (EvidenceException e) {
        throw new IllegalStateException("the node's own evidence does not hold", e);
      }
      if (round >= 0) {
        micros[round] = (threads.getCurrentThreadCpuTime() - start) / NANOS_PER_MICRO;
      }
    }
    Arrays.sort(micros);
    return micros[rounds / 2];
  }
}
