package org.openledger.node.history.api;

import static org.openledger.node.history.api.Period.PERIOD;
import static org.openledger.node.rpc.BlockSelector.BLOCK;
import static org.openledger.node.rpc.PageRequest.PAGE;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.jspecify.annotations.Nullable;
import org.openledger.node.chain.BlockRef;
import org.openledger.node.history.event.Position;
import org.openledger.node.history.query.Inference;
import org.openledger.node.history.query.Positions;
import org.openledger.node.history.query.Told;
import org.openledger.node.history.recorder.Tables;
import org.openledger.node.history.series.Kind;
import org.openledger.node.history.series.Series;
import org.openledger.node.history.series.Span;
import org.openledger.node.history.store.Key;
import org.openledger.node.history.store.Rows;
import org.openledger.node.rpc.Arguments;
import org.openledger.node.rpc.BlockId;
import org.openledger.node.rpc.Components;
import org.openledger.node.rpc.InputObject;
import org.openledger.node.rpc.InputType;
import org.openledger.node.rpc.JsonTypes;
import org.openledger.node.rpc.Listed;
import org.openledger.node.rpc.ObjectType;
import org.openledger.node.rpc.Page;
import org.openledger.node.rpc.Parameter;
import org.openledger.node.rpc.RpcException;
import org.openledger.node.rpc.RpcFailure;
import org.openledger.node.rpc.RpcMethod;
import org.openledger.precompile.host.Address;

/** Settled inferences and what concerns an account, the last first. */
final class InferenceMethods {

  static final Parameter<Address> ACCOUNT =
      Parameter.required("account", JsonTypes.ADDRESS, "An account");

  private static final Parameter<Long> MODEL =
      Parameter.required("model", JsonTypes.ID, "Id of a model");
  private static final Parameter<Address> PAYER =
      Parameter.required("payer", JsonTypes.ADDRESS, "Who paid");
  private static final Parameter<BigInteger> REQUEST =
      Parameter.required("request", JsonTypes.WORD, "The payer's number of the inference");

  private static final Parameter<Filter> FILTER =
      Parameter.optional(
          "filter",
          new FilterType(),
          new Filter(Kind.NETWORK, Bytes.EMPTY),
          "{model, payer} or {model, contributor}, each may be left out; all inferences where it is"
              + " left out");

  /** Which series holds the positions that are asked for. */
  private record Filter(Kind kind, Bytes of) {}

  private record FilterType() implements InputType<Filter> {

    private static final Parameter<Optional<Long>> OF_MODEL =
        Parameter.optional("model", JsonTypes.ID, "Only this model's");
    private static final Parameter<Optional<Address>> OF_PAYER =
        Parameter.optional("payer", JsonTypes.ADDRESS, "Only those that this account paid for");
    private static final Parameter<Optional<Address>> OF_CONTRIBUTOR =
        Parameter.optional(
            "contributor", JsonTypes.ADDRESS, "Only those that this account was paid for");

    private static final InputObject OBJECT =
        InputObject.of("InferenceFilter", "Which inferences", OF_MODEL, OF_PAYER, OF_CONTRIBUTOR);

    @Override
    public Map<String, Object> requestSchema(Components components) {
      return OBJECT.requestSchema(components);
    }

    @Override
    public Filter read(@Nullable Object json, String where) throws RpcException {
      Arguments members = OBJECT.read(json, where);
      Bytes model = members.get(OF_MODEL).map(Bytes::ofUnsignedLong).orElse(Bytes.EMPTY);
      Bytes payer = members.get(OF_PAYER).map(Address::bytes).orElse(Bytes.EMPTY);
      Bytes contributor = members.get(OF_CONTRIBUTOR).map(Address::bytes).orElse(Bytes.EMPTY);
      if (!payer.isEmpty() && !contributor.isEmpty()) {
        throw RpcFailure.parameter(where, "expected payer or contributor, not both");
      }
      if (!contributor.isEmpty()) {
        return new Filter(
            model.isEmpty() ? Kind.CONTRIBUTOR : Kind.MODEL_CONTRIBUTOR,
            Bytes.concatenate(model, contributor));
      }
      if (!payer.isEmpty()) {
        return new Filter(
            model.isEmpty() ? Kind.PAYER : Kind.PAYER_MODEL, Bytes.concatenate(payer, model));
      }
      return new Filter(model.isEmpty() ? Kind.NETWORK : Kind.MODEL, model);
    }
  }

  private record Answer(BlockId block, Inference inference) {}

  private static final ObjectType<Answer> ANSWER =
      ObjectType.<Answer>of("KnownInference", "A settled inference, as it is known after a block")
          .with("block", BlockId.TYPE, "the block", Answer::block)
          .with("inference", ToldTypes.INFERENCE, "the inference", Answer::inference);

  /** Reads what stands at a position, as it was known after a block. */
  @FunctionalInterface
  private interface Reader<T> {
    T read(Rows rows, Position at, long block);
  }

  private final Asked asked;

  private InferenceMethods(Asked asked) {
    this.asked = asked;
  }

  static List<RpcMethod> of(Asked asked) {
    InferenceMethods methods = new InferenceMethods(asked);
    return List.of(
        RpcMethod.named(
                "openledger_listInferences",
                "Settled inferences, the last first: all, of a model, a payer or a contributor.")
            .takes(FILTER, PERIOD, BLOCK, PAGE)
            .fails(RpcFailure.INDEX_NOT_READY)
            .answers(
                "inferences",
                Listed.type("Inferences", ToldTypes.INFERENCE),
                methods::listInferences),
        RpcMethod.named("openledger_getInference", "One settled inference.")
            .takes(MODEL, PAYER, REQUEST, BLOCK)
            .fails(RpcFailure.INDEX_NOT_READY, RpcFailure.NOT_FOUND)
            .answers("inference", ANSWER, methods::getInference),
        RpcMethod.named(
                "openledger_listActivity",
                "Every event of the native contracts that names an account or paid it, the last"
                    + " first.")
            .takes(ACCOUNT, PERIOD, BLOCK, PAGE)
            .fails(RpcFailure.INDEX_NOT_READY)
            .answers("activity", Listed.type("Activity", ToldTypes.TOLD), methods::listActivity));
  }

  private Listed<Inference> listInferences(Arguments arguments) throws RpcException {
    Filter filter = arguments.get(FILTER);
    return list(
        arguments,
        Series.key(filter.kind(), filter.of()),
        (rows, at, last) -> Inference.read(rows, at).upTo(last));
  }

  private Listed<Told> listActivity(Arguments arguments) throws RpcException {
    return list(
        arguments,
        Tables.activity(arguments.get(ACCOUNT)),
        (rows, at, last) -> Told.read(rows, at));
  }

  private Answer getInference(Arguments arguments) throws RpcException {
    BlockRef block = asked.queries().block(arguments);
    BigInteger request = arguments.get(REQUEST);
    return asked
        .at(
            block,
            rows -> Inference.find(rows, arguments.get(MODEL), arguments.get(PAYER), request))
        .filter(it -> it.told().at().block() <= block.number())
        .map(it -> new Answer(BlockId.of(block), it.upTo(block.number())))
        .orElseThrow(
            () ->
                RpcFailure.NOT_FOUND.because(
                    "Request " + request + " of " + arguments.get(PAYER) + " is not settled"));
  }

  private <T> Listed<T> list(Arguments arguments, Key prefix, Reader<T> read) throws RpcException {
    Page page = Page.open(arguments, asked.queries());
    Span span = arguments.get(PERIOD).blocks(asked.queries().chain(), page.block());
    Optional<Position> before = Places.position(page.after());
    return asked.at(
        page.block(),
        rows -> {
          List<Position> found = Positions.backwards(rows, prefix, span, before, page.size() + 1);
          boolean more = found.size() > page.size();
          List<Position> given = more ? found.subList(0, page.size()) : found;
          List<T> items =
              given.stream().map(at -> read.read(rows, at, page.block().number())).toList();
          return more ? page.upTo(items, Places.key(given.getLast())) : page.last(items);
        });
  }
}
