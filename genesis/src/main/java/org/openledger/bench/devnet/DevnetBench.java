package org.openledger.bench.devnet;

import com.esaulpaugh.headlong.abi.Function;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.attribution.progress.Progress;
import org.openledger.bench.BenchRow;
import org.openledger.client.Chain;
import org.openledger.client.ContractClient;
import org.openledger.client.Draft;
import org.openledger.client.JsonRpc;
import org.openledger.client.Wallet;
import org.openledger.demo.Demo;
import org.openledger.demo.DemoOptions;
import org.openledger.devnet.DevAccounts;
import org.openledger.devnet.DevnetOptions;
import org.openledger.genesis.DevNetwork;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.abi.ContractAbi;
import org.openledger.precompile.host.NativeAddress;

/**
 * Settles one inference after the other over JSON-RPC, and looks at the heap: what a settlement's
 * block, receipt and states take for as long as they are kept, and what is left of all of them once
 * they are undone. Whatever is left is a leak.
 */
public final class DevnetBench {

  private static final int BATCH = 100;
  private static final int COLLECTED = 10 * BATCH;
  private static final int PAYER = 5;
  private static final int SERVING_KEY = 6;
  private static final List<Integer> LENDERS = List.of(0, 7, 8, 9);
  private static final BigInteger LOAN = BigInteger.TEN.pow(18).multiply(BigInteger.valueOf(9_000));
  private static final String TEXT =
      "The quick brown fox jumps over the lazy dog while seventeen purple elephants juggle"
          + " lanterns.";

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
      NamedArguments settlement = story(rpc);
      Chain chain = Chain.at(rpc);
      ContractClient fees = ContractClient.of(chain, NativeAddress.INFERENCE_FEES);
      lend(chain);
      settle(fees, settlement, Math.min(count, 5 * BATCH));
      long before = usedHeap();
      String snapshot = rpc.call("evm_snapshot").asText();
      long begin = System.nanoTime();
      settle(fees, settlement, count);
      double seconds = (System.nanoTime() - begin) / 1e9;
      long kept = usedHeap() - before;
      rpc.call("evm_revert", snapshot);
      long left = usedHeap() - before;
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

  /** The demo on a small corpus; gives the arguments of its settlement. */
  private static NamedArguments story(JsonRpc rpc) throws IOException {
    Path directory = Files.createTempDirectory("openledger-bench");
    try {
      Path folder = Files.createDirectories(directory.resolve("corpus/alice"));
      Files.writeString(folder.resolve("text.txt"), TEXT);
      Path answer = Files.writeString(directory.resolve("answer.txt"), TEXT);
      StringWriter out = new StringWriter();
      try (Demo demo =
          new Demo(
              new DemoOptions(
                  directory.resolve("corpus"),
                  rpc.url(),
                  0,
                  answer,
                  null,
                  1,
                  20,
                  true,
                  false,
                  false),
              new PrintWriter(out),
              new PrintWriter(Writer.nullWriter()))) {
        demo.run();
      }
      String hash = new JsonMapper().readTree(out.toString()).get("transaction").asText();
      return arguments(rpc.call("eth_getTransactionByHash", hash));
    } finally {
      try (Stream<Path> files = Files.walk(directory)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  private static NamedArguments arguments(JsonNode transaction) {
    Function settle = ContractAbi.of("InferenceFees").function("settle");
    NamedArguments arguments = new NamedArguments();
    arguments.read(
        settle.getInputs(),
        settle.decodeCall(Bytes.fromHexString(transaction.get("input").asText()).toArray()));
    arguments.put("payer", AbiValues.address(wallet(PAYER).address()));
    arguments.put("fee", new BigInteger(transaction.get("value").asText().substring(2), 16));
    return arguments;
  }

  private static void lend(Chain chain) {
    Wallet payer = wallet(PAYER);
    chain.send(
        LENDERS.stream()
            .map(lender -> Draft.transfer(wallet(lender), payer.address(), LOAN))
            .toList());
  }

  private void settle(ContractClient fees, NamedArguments arguments, int times) {
    BigInteger request = arguments.get("request", BigInteger.class);
    for (int done = 0; done < times; done += BATCH) {
      List<Draft> drafts = new ArrayList<>();
      for (int i = done; i < Math.min(done + BATCH, times); i++) {
        request = request.add(BigInteger.ONE);
        arguments.put("request", request);
        drafts.add(draft(fees, arguments));
      }
      fees.send(drafts);
      if (done % COLLECTED == 0) {
        // An accrual that its word cannot hold is paid out by a settlement, whose gas is then more
        // than was estimated before its batch.
        fees.send(wallet(PAYER), "collect", arguments.get("model", Object.class));
      }
      progress.report("settle", Math.min(done + BATCH, times), times);
    }
  }

  private static Draft draft(ContractClient fees, NamedArguments arguments) {
    ContractAbi abi = ContractAbi.of("InferenceFees");
    byte[] digest =
        fees.call("receiptDigest", arguments.of(abi.function("receiptDigest").getInputs())).get(0);
    arguments.put("signature", wallet(SERVING_KEY).sign(Bytes32.wrap(digest)).toArray());
    return fees.draft(
        wallet(PAYER),
        arguments.get("fee", BigInteger.class),
        "settle",
        arguments.of(abi.function("settle").getInputs()));
  }

  private static Wallet wallet(int index) {
    return Wallet.of(DevAccounts.of(index).privateKey());
  }

  /** Bytes of the heap in use, once all garbage is gone. */
  private static long usedHeap() {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 5; i++) {
      System.gc();
      Runtime runtime = Runtime.getRuntime();
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
    }
    return least;
  }
}
