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
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.client.Chain;
import org.openledger.client.ContractClient;
import org.openledger.client.Draft;
import org.openledger.client.JsonRpc;
import org.openledger.client.Wallet;
import org.openledger.demo.Demo;
import org.openledger.demo.DemoOptions;
import org.openledger.devnet.DevAccounts;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.abi.ContractAbi;
import org.openledger.precompile.host.NativeAddress;

/**
 * The settlement of a demo on a small corpus, over and over under new request ids: each is a whole
 * inference with receipt, attribution and payout. Used by one thread.
 */
public final class Settlements {

  /** The account that pays, as the demo casts it. */
  public static final int PAYER = 5;

  private static final int SERVING_KEY = 6;
  private static final List<Integer> LENDERS = List.of(0, 7, 8, 9);
  private static final BigInteger LOAN = BigInteger.TEN.pow(18).multiply(BigInteger.valueOf(9_000));
  private static final String TEXT =
      "The quick brown fox jumps over the lazy dog while seventeen purple elephants juggle"
          + " lanterns.";

  private final ContractClient fees;
  private final NamedArguments arguments;
  private final String transaction;
  private BigInteger request;

  private Settlements(ContractClient fees, NamedArguments arguments, String transaction) {
    this.fees = fees;
    this.arguments = arguments;
    this.transaction = transaction;
    this.request = arguments.get("request", BigInteger.class);
  }

  /** Tells the demo, and lends its payer what others hold. */
  public static Settlements told(JsonRpc rpc) throws IOException {
    String hash = story(rpc);
    Chain chain = Chain.at(rpc);
    chain.send(
        LENDERS.stream()
            .map(lender -> Draft.transfer(wallet(lender), wallet(PAYER).address(), LOAN))
            .toList());
    return new Settlements(
        ContractClient.of(chain, NativeAddress.INFERENCE_FEES),
        arguments(rpc.call("eth_getTransactionByHash", hash)),
        hash);
  }

  /** The demo's own settlement. */
  public String transaction() {
    return transaction;
  }

  /** The next settlement; asks the node for the digest that its receipt signs. */
  public Draft next() {
    request = request.add(BigInteger.ONE);
    arguments.put("request", request);
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

  /** Settles, and waits for the receipts. */
  void send(List<Draft> drafts) {
    fees.send(drafts);
  }

  /** Pays out what the model's inferences have accrued. */
  void collect() {
    fees.send(wallet(PAYER), "collect", arguments.get("model", Object.class));
  }

  private static String story(JsonRpc rpc) throws IOException {
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
      return new JsonMapper().readTree(out.toString()).get("transaction").asText();
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

  private static Wallet wallet(int index) {
    return Wallet.of(DevAccounts.of(index).privateKey());
  }
}
