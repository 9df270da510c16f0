package org.openledger.demo;

import java.io.PrintWriter;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.openledger.attribution.content.AnswerPacking;
import org.openledger.attribution.tokenizer.Tokenizer;
import org.openledger.attribution.tokenizer.Tokenizers;
import org.openledger.attribution.weight.WeightTable;
import org.openledger.client.ClientException;
import org.openledger.client.JsonRpc;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.fee.Fee;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.system.Parameter;
import org.openledger.progress.Steps;

/** Tells the whole story and shows the outcome. */
public final class Demo implements Telling {

  private static final String TOKENIZER = "cl100k_base";
  private static final Path COMMON_LICENSES = Path.of("/usr/share/common-licenses");

  private final DemoOptions options;
  private final PrintWriter out;
  private final PrintWriter err;
  private final Steps steps;
  private final Tokenizer tokenizer = Tokenizers.byId(TOKENIZER);
  private final StoryNode node;

  /**
   * A demo.
   *
   * @param out for the outcome
   * @param err for progress and complaints
   */
  public Demo(DemoOptions options, PrintWriter out, PrintWriter err) {
    this.options = options;
    this.node = new StoryNode(options, Collections.emptySortedMap());
    this.out = out;
    this.err = err;
    this.steps = options.bars() ? Steps.bars() : Steps.lines(err);
  }

  /**
   * Tells the story. A devnet that it started runs on until {@link #close}.
   *
   * @return whether all is conserved, and as computed here
   * @throws DemoException where the story cannot be told
   * @throws ClientException where the node does not play its part
   */
  @Override
  public boolean run() {
    // Everything that can be wrong here is found before a node hears of it.
    Answer answer = answer();
    Path directory = options.corpus();
    Corpus corpus =
        directory == null
            ? CorpusReader.licences(
                Path.of(System.getProperty("java.home")), COMMON_LICENSES, tokenizer, steps)
            : CorpusReader.directory(directory, tokenizer, steps);
    List<JsonRpc> nodes = Arrays.stream(node.open().split(",")).map(JsonRpc::new).toList();
    try {
      Outcome outcome = tell(Network.at(nodes, tokenizer), nodes, corpus, answer);
      if (options.json()) {
        JsonReport.print(outcome, tokenizer, out);
      } else {
        HumanReport.print(outcome, tokenizer, new Palette(options.colour()), out);
      }
      out.flush();
      outcome.differences().forEach(line -> complain("different: " + line));
      outcome.books().mismatches().forEach(line -> complain("mismatch: " + line));
      return outcome.sound();
    } finally {
      nodes.forEach(JsonRpc::close);
    }
  }

  /** The URL of the devnet that this demo started; empty where it did not. */
  @Override
  public String devnetUrl() {
    return node.devnetUrl();
  }

  @Override
  public void close() {
    node.close();
  }

  private Answer answer() {
    String asked = options.prompt();
    String prompt = asked == null ? Answer.PROMPT : asked;
    Path file = options.answer();
    return file == null
        ? Answer.generated(prompt, options.tokens(), options.seed(), tokenizer)
        : Answer.fromFile(prompt, file, tokenizer);
  }

  private Outcome tell(Network network, List<JsonRpc> nodes, Corpus corpus, Answer answer) {
    requireLength(answer.length(), network.parameter(Parameter.MAX_OUTPUT), "answer");
    requireLength(answer.promptTokens().length, network.parameter(Parameter.MAX_INPUT), "prompt");
    long limit =
        Uploads.limit(
            network.chain().gasLimit(), network.parameter(Parameter.MAX_CONTENT).longValueExact());
    List<Contributor> contributors = corpus.contributors();
    Uploads uploads = Uploads.of(contributors, tokenizer.vocabularySize(), limit);
    requireVersions(network, uploads);
    Fee fee =
        ModelTerms.fee(
            answer.promptTokens().length,
            answer.length(),
            network.parameter(Parameter.PLATFORM_FEE));
    Cast cast = Cast.on(network, contributors.size());
    Funding.provide(network, cast, uploads, fee.gross());

    SealedCorpus sealed =
        new DataStory(network, nodes, cast, tokenizer, steps).tell(contributors, uploads.list());
    WeightTable table = WeightTable.shipped(tokenizer.id()).orElseThrow();
    long model = new ModelStory(network, cast).tell(sealed, tokenizer, table);
    int[] tokens = answer.tokens(sealed.segments());
    Settlement settlement =
        new InferenceStory(network, cast)
            .tell(model, sealed, answer, tokens, tokenizer.vocabularySize(), fee);

    LocalAttribution own =
        LocalAttribution.of(
            tokens,
            sealed.segments(),
            table,
            ModelTerms.ATTRIBUTION,
            order -> sealed.contribution(order).account());
    Bytes packed = Bytes.wrap(AnswerPacking.pack(tokens, tokenizer.vocabularySize()));
    List<String> differences = new ArrayList<>(Comparison.ofSettlement(own, settlement));
    differences.addAll(
        Comparison.ofView(own, network, settlement.transaction().block(), model, packed));
    Map<String, Address> parts = parts(network, cast);
    Books books = Books.close(network, cast, settlement, credits(settlement, network, cast));
    return new Outcome(
        network.chain().rpc().url(),
        network.chain().client(),
        network.chain().chainId(),
        corpus,
        uploads,
        limit,
        sealed,
        answer,
        tokens,
        own,
        settlement,
        parts,
        books,
        differences);
  }

  private static Map<Address, BigInteger> credits(
      Settlement settlement, Network network, Cast cast) {
    return settlement.credits(
        network.parameterAddress(Parameter.PLATFORM_ACCOUNT),
        cast.creator().address(),
        sharedWithTreasury(settlement, network));
  }

  /** The treasury, unless the stakers' share went to what is staked. */
  private static Optional<Address> sharedWithTreasury(Settlement settlement, Network network) {
    boolean staked =
        network.fees().events(settlement.collection(), "Collected").stream()
            .map(it -> AbiValues.address(it.<com.esaulpaugh.headlong.abi.Address>get(1)))
            .anyMatch(NativeAddress.STAKING.address()::equals);
    return staked ? Optional.empty() : Optional.of(network.parameterAddress(Parameter.TREASURY));
  }

  private static Map<String, Address> parts(Network network, Cast cast) {
    Map<String, Address> parts = new LinkedHashMap<>();
    parts.put("operator", cast.operators().getFirst().address());
    parts.put("governor", cast.governor().address());
    parts.put("owner", cast.owner().address());
    parts.put("reviewer", cast.reviewer().address());
    parts.put("sink", cast.treasury().address());
    parts.put("creator", cast.creator().address());
    parts.put("payer", cast.payer().address());
    parts.put("serving key", cast.servingKey().address());
    parts.put("platform", network.parameterAddress(Parameter.PLATFORM_ACCOUNT));
    parts.put("treasury", network.parameterAddress(Parameter.TREASURY));
    return parts;
  }

  private static void requireLength(int tokens, BigInteger limit, String what) {
    if (BigInteger.valueOf(tokens).compareTo(limit) > 0) {
      throw new DemoException(
          "the " + what + " has " + tokens + " tokens, this network takes at most " + limit);
    }
  }

  private static void requireVersions(Network network, Uploads uploads) {
    long sealed = network.parameter(Parameter.MAX_SEALED).longValueExact();
    long versions = (uploads.list().size() + sealed - 1) / sealed;
    BigInteger most = network.parameter(Parameter.MAX_SEGMENTS);
    if (BigInteger.valueOf(versions).compareTo(most) > 0) {
      throw new DemoException(
          "the corpus takes "
              + versions
              + " versions, a model of this network links at most "
              + most
              + ": choose a smaller corpus");
    }
  }

  private void complain(String line) {
    err.println("openledger: " + line);
    err.flush();
  }
}
