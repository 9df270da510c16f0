package org.openledger.node.query;

import static org.openledger.node.rpc.BlockSelector.BLOCK;
import static org.openledger.precompile.host.NativeAddress.DATANETS;
import static org.openledger.precompile.host.NativeAddress.INFERENCE_FEES;
import static org.openledger.precompile.host.NativeAddress.MODELS;
import static org.openledger.precompile.host.NativeAddress.SYSTEM;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.attribution.content.AnswerPacking;
import org.openledger.attribution.content.MalformedContentException;
import org.openledger.attribution.rule.CountingWindows;
import org.openledger.attribution.rule.Credit;
import org.openledger.attribution.rule.Owners;
import org.openledger.attribution.rule.Parameters;
import org.openledger.attribution.rule.Unit;
import org.openledger.attribution.tokenizer.Tokenizer;
import org.openledger.attribution.tokenizer.Tokenizers;
import org.openledger.attribution.tokenizer.UnbrokenTextException;
import org.openledger.attribution.weight.WeightTable;
import org.openledger.node.query.AttributionTypes.Attribution;
import org.openledger.node.query.AttributionTypes.Payout;
import org.openledger.node.query.AttributionTypes.Run;
import org.openledger.node.query.DatanetTypes.Contribution;
import org.openledger.node.rpc.Arguments;
import org.openledger.node.rpc.BlockId;
import org.openledger.node.rpc.BlockState;
import org.openledger.node.rpc.InputObject;
import org.openledger.node.rpc.JsonTypes;
import org.openledger.node.rpc.Parameter;
import org.openledger.node.rpc.Queries;
import org.openledger.node.rpc.RpcException;
import org.openledger.node.rpc.RpcFailure;
import org.openledger.node.rpc.RpcMethod;
import org.openledger.node.rpc.Struct;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.attribution.WeightTables;
import org.openledger.precompile.datanet.Standing;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NodeFailureException;
import org.openledger.precompile.host.SegmentSource;

/** Whose an answer's tokens are, as the chain says it and as it would say it otherwise. */
public final class AttributionMethods {

  /** Longest text of a question, in bytes of UTF-8. */
  static final int MAX_TEXT = 1 << 20;

  /** Most look-ups of one question: window lengths times linked versions. */
  static final long MAX_WORK = 200_000_000;

  private static final int LEAST_WEIGHT = 1_024;
  private static final int MOST_WEIGHT = 65_536;
  private static final int MOST_LEFT_OUT = 256;

  private static final Parameter<Optional<Long>> MODEL =
      Parameter.optional("model", JsonTypes.ID, "a model; or else a Datanet");
  private static final Parameter<Optional<Long>> MODEL_VERSION =
      Parameter.optional("modelVersion", JsonTypes.ID, "its version; default: the current one");
  private static final Parameter<Optional<Long>> DATANET =
      Parameter.optional("datanet", JsonTypes.ID, "a Datanet; or else a model");
  private static final Parameter<Optional<Long>> VERSION =
      Parameter.optional("version", JsonTypes.ID, "its sealed version; default: the last one");
  private static final Parameter<Optional<String>> TEXT =
      Parameter.optional("text", JsonTypes.text("maxText", MAX_TEXT), "the answer; or else tokens");
  private static final Parameter<Optional<Bytes>> TOKENS =
      Parameter.optional(
          "tokens",
          JsonTypes.data("maxText", MAX_TEXT),
          "the answer's packed token ids, as they are settled; or else text");
  private static final Parameter<List<Long>> WITHOUT =
      Parameter.optional(
          "without",
          JsonTypes.listOf(JsonTypes.ID, MOST_LEFT_OUT),
          List.of(),
          "what if: linked Datanets that are left out");
  private static final Parameter<Optional<Long>> MIN_SPAN =
      Parameter.optional(
          "minSpan", JsonTypes.quantity(1, 4_096), "what if: shortest span that counts, in tokens");
  private static final Parameter<Optional<Long>> MIN_RARITY =
      Parameter.optional(
          "minRarity",
          JsonTypes.quantity(1, 65_536),
          "what if: least rarity of a span that counts, in bits");
  private static final Parameter<Optional<Long>> MAX_WEIGHT =
      Parameter.optional(
          "maxWeight",
          JsonTypes.quantity(LEAST_WEIGHT, MOST_WEIGHT),
          "what if: cap of one token's weight, in 1/1,024 bit");
  private static final Parameter<Optional<Unit>> UNIT =
      Parameter.optional(
          "unit", JsonTypes.oneOf(Unit.class), "what if: what an attributed token counts");
  private static final Parameter<Optional<BigInteger>> POOL =
      Parameter.optional(
          "pool",
          JsonTypes.WEI,
          "wei to share out; default: the contributors' part of a model's fee for this answer"
              + " without a prompt, 0 for a Datanet");

  private static final InputObject QUESTION_OBJECT =
      InputObject.of(
          "AttributionQuestion",
          "An answer, the data to look for it in, and what is to be otherwise than on the chain."
              + " For a Datanet the rule is minSpan 6, minRarity 40, maxWeight 16,384, unit tokens"
              + " where nothing else is said",
          MODEL,
          MODEL_VERSION,
          DATANET,
          VERSION,
          TEXT,
          TOKENS,
          WITHOUT,
          MIN_SPAN,
          MIN_RARITY,
          MAX_WEIGHT,
          UNIT,
          POOL);

  private static final Parameter<Arguments> QUESTION =
      Parameter.required("question", QUESTION_OBJECT, "What is asked");

  private static final Parameters STANDARD = new Parameters(6, 40, Unit.TOKENS, 16_384);

  /** What an answer is attributed to, and how. */
  private record Basis(
      List<Corpus.Link> links, String tokenizer, Bytes32 table, Parameters parameters) {}

  private final Queries queries;
  private final SegmentSource segments;
  private final WeightTables tables = WeightTables.shipped();

  private AttributionMethods(Queries queries, SegmentSource segments) {
    this.queries = queries;
    this.segments = segments;
  }

  /**
   * The methods.
   *
   * @param segments fails at once where one is not ready
   */
  public static List<RpcMethod> of(Queries queries, SegmentSource segments) {
    AttributionMethods methods = new AttributionMethods(queries, segments);
    return List.of(
        RpcMethod.named(
                "openledger_attribute",
                "Whose the tokens of an answer are and what they pay: on a model or a Datanet, in"
                    + " any block, or what if a Datanet were missing or the rule were another.")
            .takes(QUESTION, BLOCK)
            .fails(RpcFailure.NOT_FOUND, RpcFailure.REVERTED, RpcFailure.INDEX_NOT_READY)
            .answers("attribution", AttributionTypes.ATTRIBUTION, methods::attribute));
  }

  private Attribution attribute(Arguments arguments) throws RpcException {
    BlockState state = queries.state(arguments);
    Arguments question = arguments.get(QUESTION);
    exactlyOne(question, MODEL, DATANET);
    exactlyOne(question, TEXT, TOKENS);
    Basis basis =
        question.get(MODEL).isPresent() ? model(state, question) : datanet(state, question);
    Tokenizer tokenizer = Tokenizers.byId(basis.tokenizer());
    int[] answer = answer(state, question, tokenizer);
    Corpus corpus = Corpus.of(state, basis.links(), Set.copyOf(question.get(WITHOUT)));
    Parameters parameters = changed(basis.parameters(), question);
    int[] weights = table(basis.table()).weights(answer, parameters.maxWeight());
    CountingWindows windows = CountingWindows.of(answer, weights, parameters);
    requireFeasible(windows, corpus);
    long[] owners = corpus.read(segments, found -> Owners.of(answer, windows, found));
    return credited(state, question, tokenizer, answer, owners, weights, parameters);
  }

  private static void exactlyOne(Arguments question, Parameter<?> one, Parameter<?> other)
      throws RpcException {
    Optional<?> first = (Optional<?>) question.get(one);
    Optional<?> second = (Optional<?>) question.get(other);
    if (first.isPresent() == second.isPresent()) {
      throw RpcFailure.parameter(
          "question", "expected either " + one.name() + " or " + other.name());
    }
  }

  private static void requireFeasible(CountingWindows windows, Corpus corpus) throws RpcException {
    long work = windows.totalLength() * Math.max(1, corpus.versions());
    if (work > MAX_WORK) {
      throw RpcFailure.limit(
          "maxWork", MAX_WORK, "windows times versions are " + work + ", at most " + MAX_WORK);
    }
  }

  private static Basis model(BlockState state, Arguments question) throws RpcException {
    long model = question.get(MODEL).orElseThrow();
    long current = Math.max(1, state.number(MODELS, "currentVersion", model));
    Struct version =
        ModelMethods.version(state, model, question.get(MODEL_VERSION).orElse(current)).of();
    Struct terms = version.struct("terms");
    if (terms.constant("unit", ModelTypes.Pay.class) == ModelTypes.Pay.INFLUENCE) {
      throw RpcFailure.parameter(
          "model", "model " + model + " pays by attested influence: see openledger_getInfluence");
    }
    List<Corpus.Link> links = new ArrayList<>();
    for (Struct link : version.structs("links")) {
      links.add(new Corpus.Link(link.number("datanet"), link.number("version")));
    }
    return new Basis(
        links,
        terms.text("tokenizer"),
        version.hash("weightTable"),
        new Parameters(
            (int) terms.number("minSpan"),
            (int) terms.number("minRarity"),
            terms.constant("unit", Unit.class),
            (int) terms.number("maxWeight")));
  }

  private static Basis datanet(BlockState state, Arguments question) throws RpcException {
    long id = question.get(DATANET).orElseThrow();
    Struct datanet = state.struct(DATANETS, "datanet", id);
    long version = question.get(VERSION).orElse(datanet.number("versions"));
    if (version == 0) {
      throw RpcFailure.NOT_FOUND.because("Datanet " + id + " has no sealed version");
    }
    String tokenizer = datanet.text("tokenizer");
    Struct registered = state.struct(SYSTEM, "tokenizer", AbiValues.name(tokenizer));
    return new Basis(
        List.of(new Corpus.Link(id, version)), tokenizer, registered.hash("weightTable"), STANDARD);
  }

  private static Parameters changed(Parameters rule, Arguments question) {
    return new Parameters(
        question.get(MIN_SPAN).map(Long::intValue).orElse(rule.minSpan()),
        question.get(MIN_RARITY).map(Long::intValue).orElse(rule.minRarityBits()),
        question.get(UNIT).orElse(rule.unit()),
        question.get(MAX_WEIGHT).map(Long::intValue).orElse(rule.maxWeight()));
  }

  private static int[] answer(BlockState state, Arguments question, Tokenizer tokenizer)
      throws RpcException {
    long limit =
        state.number(
            SYSTEM, "parameter", org.openledger.precompile.system.Parameter.MAX_OUTPUT.key());
    int[] ids =
        question.get(TEXT).isPresent()
            ? encoded(question.get(TEXT).get(), tokenizer)
            : unpacked(question.get(TOKENS).orElseThrow(), tokenizer, limit);
    if (ids.length > limit) {
      throw tooLong(ids.length, limit);
    }
    return ids;
  }

  /** The ids of a text. */
  static int[] encoded(String text, Tokenizer tokenizer) throws RpcException {
    try {
      return tokenizer.encode(text);
    } catch (UnbrokenTextException e) {
      throw RpcFailure.parameter("text", String.valueOf(e.getMessage()));
    }
  }

  private static int[] unpacked(Bytes packed, Tokenizer tokenizer, long limit) throws RpcException {
    try {
      long count = AnswerPacking.count(packed.toArrayUnsafe(), tokenizer.vocabularySize());
      if (count > limit) {
        throw tooLong(count, limit);
      }
      return AnswerPacking.unpack(packed.toArrayUnsafe(), tokenizer.vocabularySize(), (int) count);
    } catch (MalformedContentException e) {
      throw RpcFailure.parameter("tokens", String.valueOf(e.getMessage()));
    }
  }

  private static RpcException tooLong(long tokens, long limit) {
    return RpcFailure.limit(
        "maxOutput", limit, "the answer has " + tokens + " tokens, at most " + limit);
  }

  private WeightTable table(Bytes32 hash) throws RpcException {
    try {
      return tables.table(hash);
    } catch (NodeFailureException e) {
      throw RpcFailure.INDEX_NOT_READY.because(String.valueOf(e.getMessage()));
    }
  }

  /** The rule's steps 4 to 6: payees are numbered by the first token that each owns. */
  private static Attribution credited(
      BlockState state,
      Arguments question,
      Tokenizer tokenizer,
      int[] answer,
      long[] owners,
      int[] weights,
      Parameters parameters)
      throws RpcException {
    Map<Long, Contribution> found = new HashMap<>();
    Map<Address, Integer> payees = new LinkedHashMap<>();
    int[] payeeOfToken = new int[owners.length];
    for (int i = 0; i < owners.length; i++) {
      payeeOfToken[i] = Credit.NOBODY;
      if (owners[i] != Owners.NONE) {
        Contribution owner = found.get(owners[i]);
        if (owner == null) {
          owner = DatanetMethods.contribution(state, owners[i]);
          found.put(owners[i], owner);
        }
        if (owner.standing() == Standing.PAID) {
          Address payee = owner.of().address("contributor");
          payees.putIfAbsent(payee, payees.size());
          payeeOfToken[i] = payees.get(payee);
        }
      }
    }
    Credit credit = Credit.of(payeeOfToken, payees.size(), weights, parameters);
    BigInteger pool = pool(state, question, answer.length);
    List<Payout> payouts = new ArrayList<>();
    payees.forEach(
        (payee, number) ->
            payouts.add(new Payout(payee, credit.units(number), credit.share(pool, number))));
    int covered = (int) Arrays.stream(owners).filter(owner -> owner != Owners.NONE).count();
    return new Attribution(
        BlockId.of(state.block()),
        tokenizer.id(),
        Bytes.wrap(AnswerPacking.pack(answer, tokenizer.vocabularySize())),
        answer.length,
        covered,
        credit,
        parameters,
        pool,
        payouts.stream().filter(payout -> payout.units() > 0).toList(),
        runs(owners, found, credit));
  }

  /** What a model's contributors would share, or what the question says. */
  private static BigInteger pool(BlockState state, Arguments question, int tokens)
      throws RpcException {
    if (question.get(POOL).isPresent()) {
      return question.get(POOL).get();
    }
    return question.get(MODEL).isEmpty()
        ? BigInteger.ZERO
        : state
            .struct(INFERENCE_FEES, "quote", question.get(MODEL).get(), 0L, (long) tokens)
            .word("contributors");
  }

  /** Runs of tokens with one owner, and whether each lies in a run that is paid. */
  private static List<Run> runs(
      long[] owners, Map<Long, Contribution> contributions, Credit credit) {
    boolean[] paid = new boolean[owners.length];
    for (org.openledger.attribution.rule.Run run : credit.runs()) {
      Arrays.fill(paid, run.begin(), run.end(), run.paid());
    }
    List<Run> runs = new ArrayList<>();
    for (int begin = 0; begin < owners.length; ) {
      int end = begin + 1;
      while (end < owners.length && owners[end] == owners[begin] && paid[end] == paid[begin]) {
        end++;
      }
      runs.add(
          new Run(begin, end, Optional.ofNullable(contributions.get(owners[begin])), paid[begin]));
      begin = end;
    }
    return runs;
  }
}
