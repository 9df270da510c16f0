package org.openledger.bench.network;

import com.esaulpaugh.headlong.abi.Tuple;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.attribution.content.AnswerPacking;
import org.openledger.attribution.tokenizer.Tokenizers;
import org.openledger.client.JsonRpc;
import org.openledger.client.Wallet;
import org.openledger.demo.Demo;
import org.openledger.demo.DemoOptions;
import org.openledger.devnet.DevAccounts;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.abi.ContractAbi;
import org.openledger.precompile.abi.Keccak256;
import org.openledger.precompile.fee.BatchItem;
import org.openledger.precompile.fee.Permit;
import org.openledger.precompile.fee.Receipt;
import org.openledger.precompile.host.Address;

/**
 * Answers of a deployed model, as many as are asked for, no two alike: of its 200 or so tokens each
 * of 16 contributors owns a span. One of them has been settled by the demo.
 */
public final class Answers {

  private static final String TOKENIZER = "cl100k_base";
  private static final int CONTRIBUTORS = 16;

  /** As the demo casts it. */
  private static final Wallet SERVING_KEY = Wallet.of(DevAccounts.of(6).privateKey());

  private static final int WORDS = 400;
  private static final int SPAN = 12;

  /** Above all requests' numbers, those of batches too: no two answers are of one seed. */
  private static final int PAYER_SHIFT = 33;

  /** Words of one token each, as most are. */
  private static final List<String> VOCABULARY =
      List.of(
          ("water time people way day man thing woman life child world school state family student"
                  + " group country problem hand part place case week company system program"
                  + " question work government number night point home mother area money story fact"
                  + " month lot right study book eye job word business issue side kind head house"
                  + " service friend father power hour game line end member law car city community"
                  + " name president team minute idea kid body information back parent face others"
                  + " level office door health person art war history party result change morning"
                  + " reason research girl guy moment air teacher force education")
              .split(" "));

  private final long chainId;
  private final long model;
  private final BigInteger version;
  private final BigInteger inputTokens;
  private final int length;
  private final BigInteger fee;
  private final List<Address> contributors;
  private final List<int[]> texts;

  private Answers(
      JsonNode story, JsonNode transaction, List<Address> contributors, List<int[]> texts) {
    Tuple call =
        ContractAbi.of("InferenceFees")
            .function("settle")
            .decodeCall(Bytes.fromHexString(transaction.path("input").asText()).toArray());
    Tuple receipt = call.get(3);
    this.chainId = story.path("chainId").asLong();
    this.model = call.<BigInteger>get(0).longValueExact();
    this.version = receipt.get(0);
    this.inputTokens = receipt.get(1);
    this.length = story.path("tokens").asInt();
    this.fee = new BigInteger(transaction.path("value").asText().substring(2), 16);
    this.contributors = contributors;
    this.texts = texts;
  }

  /**
   * Tells the demo's story on a node, with texts of 16 contributors.
   *
   * @param directory for the texts
   */
  public static Answers tell(JsonRpc rpc, Path directory) throws IOException {
    SplittableRandom random = new SplittableRandom(7);
    StringBuilder answer = new StringBuilder();
    List<int[]> texts = new ArrayList<>();
    for (int i = 0; i < CONTRIBUTORS; i++) {
      List<String> words = new ArrayList<>();
      for (int w = 0; w < WORDS; w++) {
        words.add(VOCABULARY.get(random.nextInt(VOCABULARY.size())));
      }
      String text = String.join(" ", words);
      Path folder = Files.createDirectories(directory.resolve("corpus/contributor-" + i));
      Files.writeString(folder.resolve("text.txt"), text);
      texts.add(Tokenizers.byId(TOKENIZER).encode(text));
      answer.append(' ').append(String.join(" ", words.subList(100, 100 + SPAN)));
    }
    Path file = Files.writeString(directory.resolve("answer.txt"), answer);
    JsonNode story = demo(rpc.url(), directory.resolve("corpus"), file);
    List<Address> paid = new ArrayList<>();
    story.path("payouts").forEach(payout -> paid.add(Address.fromHex(account(payout))));
    if (paid.size() != CONTRIBUTORS) {
      throw new IllegalStateException("of 16 contributors " + paid.size() + " were paid");
    }
    JsonNode transaction = rpc.call("eth_getTransactionByHash", story.path("transaction").asText());
    return new Answers(story, transaction, paid, texts);
  }

  private static String account(JsonNode payout) {
    return payout.path("account").asText();
  }

  private static JsonNode demo(String url, Path corpus, Path answer) throws IOException {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    DemoOptions options =
        new DemoOptions(corpus, url, 0, answer, null, DemoOptions.SEED, 1, true, false, false);
    try (Demo demo = new Demo(options, new PrintWriter(out), new PrintWriter(err))) {
      if (!demo.run()) {
        throw new IllegalStateException("the demo's books do not add up:\n" + err);
      }
    }
    return new JsonMapper().readTree(out.toString());
  }

  /** Of the chain. */
  long chainId() {
    return chainId;
  }

  /** The model that gives them. */
  long model() {
    return model;
  }

  /** The model's version. */
  BigInteger version() {
    return version;
  }

  /** Gross, in wei: the same for all, since all are of one length. */
  public BigInteger fee() {
    return fee;
  }

  /** Who are paid for each. */
  List<Address> contributors() {
    return contributors;
  }

  /** Calldata of {@code settle}, by which a payer pays for the answer to a request. */
  public Bytes settle(Address payer, long request) {
    Bytes output = output(payer, request);
    Bytes signature = SERVING_KEY.sign(receipt(payer, request, output).digest(chainId));
    return Bytes.wrap(
        ContractAbi.of("InferenceFees")
            .function("settle")
            .encodeCall(
                AbiValues.tuple(
                    model,
                    request,
                    output,
                    AbiValues.tuple(version, inputTokens, Bytes32.ZERO, signature)))
            .array());
  }

  /** Items of a batch: the answers to a payer's requests, from one on. */
  List<BatchItem> items(Permit permit, long firstRequest, int count) {
    return LongStream.range(firstRequest, firstRequest + count)
        .mapToObj(
            request ->
                new BatchItem(
                    BigInteger.valueOf(request),
                    inputTokens,
                    output(permit.payer(), request),
                    Bytes32.ZERO))
        .toList();
  }

  /** The serving key's signature over a batch. */
  Bytes batchSignature(Permit permit, long firstRequest, int count) {
    Bytes32[] items = new Bytes32[count];
    for (int i = 0; i < count; i++) {
      long request = firstRequest + i;
      items[i] = receipt(permit.payer(), request, output(permit.payer(), request)).itemHash();
    }
    return SERVING_KEY.sign(Receipt.batchDigest(chainId, permit, version, true, items));
  }

  /** Of each contributor's text another span for each request: what a node remembers is no help. */
  private Bytes output(Address payer, long request) {
    SplittableRandom random =
        new SplittableRandom(request + ((long) payer.hashCode() << PAYER_SHIFT));
    int[] output = new int[length];
    int at = 0;
    for (int i = 0; i < CONTRIBUTORS; i++) {
      int[] text = texts.get(i);
      int span = (length - at) / (CONTRIBUTORS - i);
      System.arraycopy(text, random.nextInt(text.length - span), output, at, span);
      at += span;
    }
    return Bytes.wrap(AnswerPacking.pack(output, Tokenizers.byId(TOKENIZER).vocabularySize()));
  }

  private Receipt receipt(Address payer, long request, Bytes output) {
    return new Receipt(
        model,
        version,
        payer,
        BigInteger.valueOf(request),
        inputTokens,
        BigInteger.valueOf(length),
        Keccak256.hash(output),
        Bytes32.ZERO);
  }
}
