package org.openledger.node.query;

import static org.openledger.node.rpc.BlockSelector.BLOCK;
import static org.openledger.precompile.host.NativeAddress.INFERENCE_FEES;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.openledger.node.rpc.Arguments;
import org.openledger.node.rpc.BlockId;
import org.openledger.node.rpc.BlockState;
import org.openledger.node.rpc.JsonTypes;
import org.openledger.node.rpc.ObjectType;
import org.openledger.node.rpc.Parameter;
import org.openledger.node.rpc.Queries;
import org.openledger.node.rpc.RpcException;
import org.openledger.node.rpc.RpcFailure;
import org.openledger.node.rpc.RpcMethod;
import org.openledger.node.rpc.Struct;
import org.openledger.precompile.host.Address;

/** Fees and requests, from the state of a block. */
public final class FeeMethods {

  private record Quote(BlockId block, Struct fee) {}

  private record Request(
      BlockId block, boolean settled, boolean proved, Optional<Struct> reservation) {}

  private record Pledge(BlockId block, Struct of) {}

  private static final Parameter<Long> INPUT_TOKENS =
      Parameter.required("inputTokens", JsonTypes.QUANTITY, "Tokens of the prompt");

  private static final Parameter<Long> OUTPUT_TOKENS =
      Parameter.required("outputTokens", JsonTypes.QUANTITY, "Tokens of the answer");

  private static final Parameter<Address> PAYER =
      Parameter.required("payer", JsonTypes.ADDRESS, "Who pays");

  private static final Parameter<BigInteger> REQUEST =
      Parameter.required(
          "request", JsonTypes.WORD, "The payer's own number of the inference of that model");

  static final ObjectType<Struct> FEE =
      ObjectType.<Struct>of("Fee", "A fee and its parts")
          .with("gross", JsonTypes.WEI, "all of it", fee -> fee.word("gross"))
          .with("platform", JsonTypes.WEI, "off the top", fee -> fee.word("platform"))
          .with("net", JsonTypes.WEI, "the rest", fee -> fee.word("net"))
          .with("creator", JsonTypes.WEI, "the creator's share of it", fee -> fee.word("creator"))
          .with("stakers", JsonTypes.WEI, "the stakers' share of it", fee -> fee.word("stakers"))
          .with(
              "contributors",
              JsonTypes.WEI,
              "the contributors' share of it, sink included",
              fee -> fee.word("contributors"));

  private static final ObjectType<Quote> QUOTE =
      ObjectType.<Quote>of("Quote", "What an inference costs")
          .with("block", BlockId.TYPE, "the block", Quote::block)
          .including(FEE, Quote::fee);

  private static final ObjectType<Struct> RESERVATION =
      ObjectType.<Struct>of("Reservation", "An inference that is paid for and not answered")
          .with(
              "inputTokens",
              JsonTypes.QUANTITY,
              "tokens of the prompt",
              it -> it.number("inputTokens"))
          .with(
              "maxOutputTokens",
              JsonTypes.QUANTITY,
              "most tokens of the answer",
              it -> it.number("maxOutputTokens"))
          .with("amount", JsonTypes.WEI, "what is held", it -> it.word("amount"))
          .with(
              "deadline",
              JsonTypes.QUANTITY,
              "last block in which it can be settled",
              it -> it.number("deadline"));

  private static final ObjectType<Request> REQUEST_TYPE =
      ObjectType.<Request>of("Request", "Where a payer's inference stands")
          .with("block", BlockId.TYPE, "the block", Request::block)
          .with("settled", JsonTypes.FLAG, "whether it is paid", Request::settled)
          .with("proved", JsonTypes.FLAG, "whether its receipt was proved wrong", Request::proved)
          .with(
              "reservation",
              RESERVATION.orNull(),
              "where it is reserved and not settled",
              Request::reservation);

  private static final ObjectType<Pledge> PLEDGE =
      ObjectType.<Pledge>of("Pledge", "What a payer has put aside for one model's batches")
          .with("block", BlockId.TYPE, "the block", Pledge::block)
          .with("amount", JsonTypes.WEI, "all of it", it -> it.of().word("amount"))
          .with(
              "unlocking",
              JsonTypes.WEI,
              "the part of it that a withdrawal was announced for",
              it -> it.of().word("unlocking"))
          .with(
              "unlockBlock",
              JsonTypes.optional(JsonTypes.QUANTITY),
              "first block in which that can be finished",
              it -> Absent.number(it.of(), "unlockBlock"));

  private final Queries queries;

  private FeeMethods(Queries queries) {
    this.queries = queries;
  }

  /** The methods. */
  public static List<RpcMethod> of(Queries queries) {
    FeeMethods methods = new FeeMethods(queries);
    return List.of(
        RpcMethod.named("openledger_quote", "What an inference costs, and who gets which part.")
            .takes(ModelMethods.MODEL, INPUT_TOKENS, OUTPUT_TOKENS, BLOCK)
            .fails(RpcFailure.NOT_FOUND, RpcFailure.REVERTED)
            .answers("quote", QUOTE, methods::quote),
        RpcMethod.named("openledger_getRequest", "Where a payer's inference stands.")
            .takes(PAYER, ModelMethods.MODEL, REQUEST, BLOCK)
            .fails(RpcFailure.NOT_FOUND)
            .answers("request", REQUEST_TYPE, methods::request),
        RpcMethod.named("openledger_getPledge", "What a payer has pledged to a model.")
            .takes(PAYER, ModelMethods.MODEL, BLOCK)
            .fails(RpcFailure.NOT_FOUND)
            .answers("pledge", PLEDGE, methods::pledge));
  }

  private Quote quote(Arguments arguments) throws RpcException {
    BlockState state = queries.state(arguments);
    return new Quote(
        BlockId.of(state.block()),
        state.struct(
            INFERENCE_FEES,
            "quote",
            arguments.get(ModelMethods.MODEL),
            arguments.get(INPUT_TOKENS),
            arguments.get(OUTPUT_TOKENS)));
  }

  private Request request(Arguments arguments) throws RpcException {
    BlockState state = queries.state(arguments);
    Address payer = arguments.get(PAYER);
    BigInteger request = arguments.get(REQUEST);
    long model = arguments.get(ModelMethods.MODEL);
    Struct reservation = state.struct(INFERENCE_FEES, "reservation", payer, model, request);
    return new Request(
        BlockId.of(state.block()),
        (boolean) state.call(INFERENCE_FEES, "isSettled", payer, model, request).at(0),
        (boolean) state.call(INFERENCE_FEES, "isProved", payer, model, request).at(0),
        Optional.of(reservation).filter(it -> it.word("amount").signum() != 0));
  }

  private Pledge pledge(Arguments arguments) throws RpcException {
    BlockState state = queries.state(arguments);
    return new Pledge(
        BlockId.of(state.block()),
        state.call(
            INFERENCE_FEES, "pledge", arguments.get(PAYER), arguments.get(ModelMethods.MODEL)));
  }
}
