package org.openledger.node.history.api;

import static org.openledger.node.rpc.BlockSelector.BLOCK;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.openledger.attribution.content.Content;
import org.openledger.attribution.rule.Parameters;
import org.openledger.attribution.rule.Unit;
import org.openledger.attribution.tokenizer.Tokenizer;
import org.openledger.attribution.tokenizer.Tokenizers;
import org.openledger.attribution.tokenizer.UnbrokenTextException;
import org.openledger.attribution.weight.WeightTable;
import org.openledger.node.history.estimate.FirstText;
import org.openledger.node.history.estimate.SettledAnswers;
import org.openledger.node.history.event.Position;
import org.openledger.node.history.query.Inference;
import org.openledger.node.history.query.Positions;
import org.openledger.node.history.series.Kind;
import org.openledger.node.history.series.Series;
import org.openledger.node.history.series.Span;
import org.openledger.node.rpc.Arguments;
import org.openledger.node.rpc.BlockId;
import org.openledger.node.rpc.BlockState;
import org.openledger.node.rpc.JsonTypes;
import org.openledger.node.rpc.ObjectType;
import org.openledger.node.rpc.Parameter;
import org.openledger.node.rpc.RpcException;
import org.openledger.node.rpc.RpcFailure;
import org.openledger.node.rpc.RpcMethod;
import org.openledger.node.rpc.Struct;
import org.openledger.precompile.attribution.WeightTables;
import org.openledger.precompile.host.NativeAddress;

/** What a text would have earned. */
final class EstimateMethods {

  private static final int MAX_INFERENCES = 1_000;
  private static final int RARITY = 1;
  private static final int INFLUENCE = 2;

  private static final Parameter<Long> MODEL =
      Parameter.required("model", JsonTypes.ID, "Id of a model");
  private static final Parameter<String> TEXT =
      Parameter.required(
          "text",
          JsonTypes.text("maxEstimateText", HistoryLimits.MAX_ESTIMATE_TEXT),
          "One document");
  private static final Parameter<Long> INFERENCES =
      Parameter.optional(
          "inferences",
          JsonTypes.quantity(1, MAX_INFERENCES),
          100L,
          "How many inferences, the last first; default 100");

  /** A version's rule. */
  private record Rule(Parameters parameters, WeightTable table) {}

  private record Estimate(
      BlockId block,
      long textTokens,
      long inferences,
      long unknown,
      long tokens,
      long owned,
      long paid,
      BigInteger pool,
      BigInteger amount) {}

  private static final ObjectType<Estimate> ESTIMATE =
      ObjectType.<Estimate>of(
              "Estimate",
              "What a text would have earned, had it been contributed before all others")
          .with("block", BlockId.TYPE, "the block that it was read from", Estimate::block)
          .with("textTokens", JsonTypes.QUANTITY, "tokens of the text", Estimate::textTokens)
          .with(
              "inferences",
              JsonTypes.QUANTITY,
              "inferences whose answers were attributed again",
              Estimate::inferences)
          .with(
              "unknown",
              JsonTypes.QUANTITY,
              "inferences left out, because a contract settled them and their answers stand in no"
                  + " transaction's own calldata",
              Estimate::unknown)
          .with("tokens", JsonTypes.QUANTITY, "tokens of the answers", Estimate::tokens)
          .with("owned", JsonTypes.QUANTITY, "tokens that the text would own", Estimate::owned)
          .with("paid", JsonTypes.QUANTITY, "tokens that would be paid", Estimate::paid)
          .with(
              "pool",
              JsonTypes.WEI,
              "wei that the inferences paid for contributors, sink included",
              Estimate::pool)
          .with("amount", JsonTypes.WEI, "wei that the text would have earned", Estimate::amount);

  private final Asked asked;
  private final WeightTables tables = WeightTables.shipped();

  private EstimateMethods(Asked asked) {
    this.asked = asked;
  }

  static List<RpcMethod> of(Asked asked) {
    return List.of(
        RpcMethod.named(
                "openledger_estimate",
                "What a text would have earned of a model's last inferences, had it been"
                    + " contributed before all others: by the rule itself, to the wei.")
            .takes(MODEL, TEXT, INFERENCES, BLOCK)
            .fails(RpcFailure.INDEX_NOT_READY, RpcFailure.NOT_FOUND, RpcFailure.REVERTED)
            .answers("estimate", ESTIMATE, new EstimateMethods(asked)::estimate));
  }

  private Estimate estimate(Arguments arguments) throws RpcException {
    BlockState state = asked.queries().state(arguments);
    long model = arguments.get(MODEL);
    String name = state.struct(NativeAddress.MODELS, "terms", model).text("tokenizer");
    Tokenizer tokenizer = Tokenizers.byId(name);
    int[] ids = tokens(tokenizer, arguments.get(TEXT));
    FirstText text =
        new FirstText(
            name, tokenizer.vocabularySize(), Content.of(List.of(ids), tokenizer.vocabularySize()));
    List<Inference> inferences = inferences(arguments, state, model);
    SettledAnswers answers =
        new SettledAnswers(asked.queries().chain(), tokenizer.vocabularySize());
    Map<Long, Rule> rules = new HashMap<>();
    long unknown = 0;
    long tokens = 0;
    long owned = 0;
    long paid = 0;
    BigInteger pool = BigInteger.ZERO;
    BigInteger amount = BigInteger.ZERO;
    for (Inference inference : inferences) {
      state.requireTime();
      Optional<int[]> answer = answers.of(inference);
      if (answer.isEmpty()) {
        unknown++;
        continue;
      }
      Rule rule = rules.get(inference.version());
      if (rule == null) {
        rule = rule(state, model, inference.version());
        rules.put(inference.version(), rule);
      }
      BigInteger part = inference.amount("fee.contributors");
      FirstText.Earned earned = text.earned(answer.get(), rule.table(), rule.parameters(), part);
      tokens += answer.get().length;
      owned += earned.owned();
      paid += earned.paid();
      pool = pool.add(part);
      amount = amount.add(earned.amount());
    }
    return new Estimate(
        BlockId.of(state.block()),
        ids.length,
        inferences.size() - unknown,
        unknown,
        tokens,
        owned,
        paid,
        pool,
        amount);
  }

  private List<Inference> inferences(Arguments arguments, BlockState state, long model)
      throws RpcException {
    Span span = Span.upTo(state.block().number());
    return asked.at(
        state.block(),
        rows -> {
          List<Position> found =
              Positions.backwards(
                  rows,
                  Series.key(Kind.MODEL, Bytes.ofUnsignedLong(model)),
                  span,
                  Optional.empty(),
                  Math.toIntExact(arguments.get(INFERENCES)));
          return found.stream().map(at -> Inference.read(rows, at)).toList();
        });
  }

  /** A version never changes, so any state that has it tells its rule. */
  private Rule rule(BlockState state, long model, long version) throws RpcException {
    Struct it = state.struct(NativeAddress.MODELS, "version", model, version);
    Struct terms = it.struct("terms");
    if (terms.number("unit") == INFLUENCE) {
      throw RpcFailure.parameter("model", "version " + version + " pays by attested influence");
    }
    return new Rule(
        new Parameters(
            Math.toIntExact(terms.number("minSpan")),
            Math.toIntExact(terms.number("minRarity")),
            terms.number("unit") == RARITY ? Unit.RARITY : Unit.TOKENS,
            Math.toIntExact(terms.number("maxWeight"))),
        tables.table(it.hash("weightTable")));
  }

  private static int[] tokens(Tokenizer tokenizer, String text) throws RpcException {
    try {
      return tokenizer.encode(text);
    } catch (UnbrokenTextException e) {
      throw RpcFailure.parameter("text", String.valueOf(e.getMessage()));
    }
  }
}
