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
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.client.JsonRpc;
import org.openledger.client.Wallet;
import org.openledger.demo.Demo;
import org.openledger.demo.DemoOptions;
import org.openledger.devnet.DevAccounts;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.abi.ContractAbi;
import org.openledger.precompile.abi.Keccak256;
import org.openledger.precompile.fee.Permit;
import org.openledger.precompile.fee.Receipt;
import org.openledger.precompile.host.Address;

/**
 * An answer of a deployed model that has been settled once, and can be settled over and over: of
 * its 200 or so tokens each of 16 contributors owns a span.
 *
 * @param chainId of the chain
 * @param model its id
 * @param version its version
 * @param inputTokens of the prompt
 * @param outputTokens of the answer
 * @param output the answer, packed
 * @param fee gross, in wei
 * @param contributors who are paid for it
 */
public record SettledAnswer(
    long chainId,
    long model,
    BigInteger version,
    BigInteger inputTokens,
    long outputTokens,
    Bytes output,
    BigInteger fee,
    List<Address> contributors) {

  private static final int CONTRIBUTORS = 16;

  /** As the demo casts it. */
  private static final Wallet SERVING_KEY = Wallet.of(DevAccounts.of(6).privateKey());

  private static final int WORDS = 400;
  private static final int SPAN = 12;

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

  /**
   * Tells the demo's story on a node, with texts of 16 contributors.
   *
   * @param directory for the texts
   */
  public static SettledAnswer tell(JsonRpc rpc, Path directory) throws IOException {
    SplittableRandom random = new SplittableRandom(7);
    StringBuilder answer = new StringBuilder();
    for (int i = 0; i < CONTRIBUTORS; i++) {
      List<String> words = new ArrayList<>();
      for (int w = 0; w < WORDS; w++) {
        words.add(VOCABULARY.get(random.nextInt(VOCABULARY.size())));
      }
      Path folder = Files.createDirectories(directory.resolve("corpus/contributor-" + i));
      Files.writeString(folder.resolve("text.txt"), String.join(" ", words));
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
    Tuple call =
        ContractAbi.of("InferenceFees")
            .function("settle")
            .decodeCall(Bytes.fromHexString(transaction.path("input").asText()).toArray());
    Tuple receipt = call.get(3);
    return new SettledAnswer(
        story.path("chainId").asLong(),
        call.<BigInteger>get(0).longValueExact(),
        receipt.get(0),
        receipt.get(1),
        story.path("tokens").asLong(),
        Bytes.wrap(call.<byte[]>get(2)),
        new BigInteger(transaction.path("value").asText().substring(2), 16),
        paid);
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

  /** Calldata of {@code settle}, by which a payer pays for the answer to a request. */
  public Bytes settle(Address payer, long request) {
    Bytes signature = SERVING_KEY.sign(receipt(payer, request).digest(chainId));
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

  /** The serving key's signature over a batch of this answer to a payer's requests. */
  Bytes batchSignature(Permit permit, long firstRequest, int count) {
    Bytes32[] items = new Bytes32[count];
    for (int i = 0; i < count; i++) {
      items[i] = receipt(permit.payer(), firstRequest + i).itemHash();
    }
    return SERVING_KEY.sign(Receipt.batchDigest(chainId, permit, version, true, items));
  }

  private Receipt receipt(Address payer, long request) {
    return new Receipt(
        model,
        version,
        payer,
        BigInteger.valueOf(request),
        inputTokens,
        BigInteger.valueOf(outputTokens),
        Keccak256.hash(output),
        Bytes32.ZERO);
  }
}
