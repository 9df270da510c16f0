package org.openledger.node.query;

import static org.openledger.node.query.ModelMethods.MODEL;
import static org.openledger.node.rpc.BlockSelector.BLOCK;
import static org.openledger.node.rpc.PageRequest.PAGE;
import static org.openledger.precompile.host.NativeAddress.FEEDBACK;

import java.util.List;
import java.util.Optional;
import org.openledger.node.query.FeedbackTypes.Feedback;
import org.openledger.node.query.FeedbackTypes.Item;
import org.openledger.node.query.FeedbackTypes.Round;
import org.openledger.node.rpc.Arguments;
import org.openledger.node.rpc.BlockId;
import org.openledger.node.rpc.BlockState;
import org.openledger.node.rpc.JsonTypes;
import org.openledger.node.rpc.Listed;
import org.openledger.node.rpc.Page;
import org.openledger.node.rpc.Parameter;
import org.openledger.node.rpc.Queries;
import org.openledger.node.rpc.RpcException;
import org.openledger.node.rpc.RpcFailure;
import org.openledger.node.rpc.RpcMethod;
import org.openledger.node.rpc.Struct;

/** Feedback on models, from the state of a block: what who trains the next version reads. */
public final class FeedbackMethods {

  private static final Parameter<Long> ROUND =
      Parameter.required("round", JsonTypes.ID, "Number of a round of the model");

  private final Queries queries;

  private FeedbackMethods(Queries queries) {
    this.queries = queries;
  }

  /** The methods. */
  public static List<RpcMethod> of(Queries queries) {
    FeedbackMethods methods = new FeedbackMethods(queries);
    return List.of(
        RpcMethod.named(
                "openledger_getFeedback", "A model's pool for feedback, and its last round.")
            .takes(MODEL, BLOCK)
            .fails(RpcFailure.NOT_FOUND)
            .answers("feedback", FeedbackTypes.FEEDBACK, methods::getFeedback),
        RpcMethod.named(
                "openledger_listFeedbackItems",
                "The inferences that a round of a model rates, and their ratings.")
            .takes(MODEL, ROUND, BLOCK, PAGE)
            .fails(RpcFailure.NOT_FOUND)
            .answers(
                "items", Listed.type("FeedbackItems", FeedbackTypes.ITEM), methods::listItems));
  }

  private Feedback getFeedback(Arguments arguments) throws RpcException {
    BlockState state = queries.state(arguments);
    long model = arguments.get(MODEL);
    Struct pool = state.struct(FEEDBACK, "pool", model);
    long rounds = pool.number("rounds");
    Optional<Round> round =
        rounds == 0
            ? Optional.empty()
            : Optional.of(new Round(rounds, state.struct(FEEDBACK, "round", model, rounds)));
    return new Feedback(BlockId.of(state.block()), model, pool, round);
  }

  private Listed<Item> listItems(Arguments arguments) throws RpcException {
    Page page = Page.open(arguments, queries);
    BlockState state = page.state();
    long model = arguments.get(MODEL);
    long round = arguments.get(ROUND);
    return page.numbered(
        state.struct(FEEDBACK, "round", model, round).number("items"),
        number ->
            Optional.of(
                new Item(number - 1, state.struct(FEEDBACK, "item", model, round, number - 1))));
  }
}
