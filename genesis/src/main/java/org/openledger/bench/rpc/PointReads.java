package org.openledger.bench.rpc;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.tuweni.bytes.Bytes;
import org.openledger.bench.BenchRow;
import org.openledger.bench.rpc.RpcTimer.Question;
import org.openledger.bench.rpc.RpcTimer.Timing;
import org.openledger.devnet.DevAccounts;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.abi.ContractAbi;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;

/** Reading one thing, beside {@code eth_call} of the view that tells it. */
final class PointReads implements RpcPart {

  private static final String PEER = "eth_call";
  private static final int CLIENTS = 4;

  private record Pair(String name, Question own, Question peer) {}

  @Override
  public List<BenchRow> run(RpcBenchNetwork network) {
    List<BenchRow> rows = new ArrayList<>();
    for (Pair pair : pairs()) {
      List<Timing> timings =
          network
              .timer()
              .time(List.of(pair.own(), pair.peer()), network.quick() ? 2 : 15, 200, CLIENTS);
      Timing own = timings.getFirst();
      Timing peer = timings.getLast();
      String name = "rpc." + pair.name();
      rows.add(new BenchRow(name + ".p50", own.p50(), "us", null, false, PEER, peer.p50()));
      rows.add(new BenchRow(name + ".p99", own.p99(), "us", null, false, PEER, peer.p99()));
      rows.add(
          new BenchRow(
              name + ".per_second", own.perSecond(), "1/s", null, true, PEER, peer.perSecond()));
    }
    return rows;
  }

  private static List<Pair> pairs() {
    String account = DevAccounts.of(10).address().toString();
    return List.of(
        new Pair(
            "quote",
            own("quote", "0x1", "0x3e8", "0xc8"),
            call(NativeAddress.INFERENCE_FEES, "quote", 1L, 1_000L, 200L)),
        new Pair(
            "getContribution",
            own("getContribution", "0x1"),
            call(NativeAddress.DATANETS, "contribution", 1L)),
        new Pair(
            "getModelVersion",
            own("getModelVersion", "0x1", "0x1"),
            call(NativeAddress.MODELS, "version", 1L, 1L)),
        new Pair(
            "getAccount",
            own("getAccount", account),
            call(NativeAddress.INFERENCE_FEES, "statement", Address.fromHex(account))),
        new Pair(
            "attribute_200",
            own("attribute", Map.of("model", "0x1", "tokens", answer().toHexString())),
            call(NativeAddress.TOKEN_ATTRIBUTION, "attribute", 1L, answer())));
  }

  /** 200 ids of cl100k_base. */
  private static Bytes answer() {
    byte[] packed = new byte[600];
    for (int i = 0; i < 200; i++) {
      packed[3 * i + 1] = (byte) (i % 7);
      packed[3 * i + 2] = (byte) (31 * i);
    }
    return Bytes.wrap(packed);
  }

  private static Question own(String method, Object... params) {
    return new Question("openledger_" + method, List.of(params));
  }

  private static Question call(NativeAddress contract, String function, Object... arguments) {
    byte[] data =
        ContractAbi.of(contract.contract())
            .function(function)
            .encodeCall(AbiValues.tuple(arguments))
            .array();
    Map<String, String> message =
        Map.of("to", contract.address().toString(), "data", Bytes.wrap(data).toHexString());
    return new Question("eth_call", List.of(message, "latest"));
  }
}
