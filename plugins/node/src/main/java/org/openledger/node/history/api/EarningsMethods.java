package org.openledger.node.history.api;

import static org.openledger.node.history.api.InferenceMethods.ACCOUNT;
import static org.openledger.node.history.api.Interval.EVERY;
import static org.openledger.node.history.api.Period.PERIOD;
import static org.openledger.node.rpc.BlockSelector.BLOCK;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.openledger.node.chain.BlockRef;
import org.openledger.node.history.query.Leaderboard;
import org.openledger.node.history.query.Ranked;
import org.openledger.node.history.series.Kind;
import org.openledger.node.history.series.Series;
import org.openledger.node.history.series.Span;
import org.openledger.node.history.series.Sums;
import org.openledger.node.history.store.Rows;
import org.openledger.node.rpc.Arguments;
import org.openledger.node.rpc.BlockId;
import org.openledger.node.rpc.JsonTypes;
import org.openledger.node.rpc.ObjectType;
import org.openledger.node.rpc.Parameter;
import org.openledger.node.rpc.RpcException;
import org.openledger.node.rpc.RpcFailure;
import org.openledger.node.rpc.RpcMethod;

/** Sums over a period, and over its parts. */
final class EarningsMethods {

  /** Most models and Datanets that earnings are divided among. */
  private static final int SOURCES = 20;

  private static final Parameter<Optional<Long>> MODEL =
      Parameter.optional("model", JsonTypes.ID, "Id of a model; all models where it is left out");

  /** Sums over some blocks. */
  private record Part(Span span, Sums sums) {}

  private record Earnings(
      BlockId block,
      Span span,
      Sums payouts,
      Sums balance,
      List<Ranked> models,
      List<Ranked> datanets,
      List<Part> parts) {}

  private record Settled(BlockId block, Span span, Sums sums, List<Part> parts) {}

  private static final ObjectType<Earnings> EARNINGS =
      ObjectType.<Earnings>of("Earnings", "What an account earned in a period")
          .with("block", BlockId.TYPE, "the block that it was read from", Earnings::block)
          .with("blocks", SumTypes.SPAN, "the period", Earnings::span)
          .with("payouts", SumTypes.PAYOUTS, "of inferences, as a contributor", Earnings::payouts)
          .with(
              "balance",
              SumTypes.BALANCE,
              "payouts, what else was credited to it (what models earn, stakes, feedback,"
                  + " influence, governance, penalties, agents, access to Datanets, services, bonds"
                  + " given back), and what it withdrew; over all blocks, creditOf is the first two"
                  + " less the third",
              Earnings::balance)
          .with(
              "models",
              JsonTypes.listOf(SumTypes.numbers("EarnedFromModel", "model", SumTypes.PAYOUTS)),
              "the " + SOURCES + " models that paid it most",
              Earnings::models)
          .with(
              "datanets",
              JsonTypes.listOf(SumTypes.numbers("EarnedInDatanet", "datanet", SumTypes.SHARES)),
              "the Datanets that it was paid for, at most " + SOURCES,
              Earnings::datanets)
          .with(
              "parts",
              JsonTypes.listOf(part("EarningsPart", SumTypes.BALANCE)),
              "the period divided; empty where every is left out",
              Earnings::parts);

  private static final ObjectType<Settled> SETTLED =
      ObjectType.<Settled>of("Settlements", "What was settled in a period")
          .with("block", BlockId.TYPE, "the block that it was read from", Settled::block)
          .with("blocks", SumTypes.SPAN, "the period", Settled::span)
          .with("total", SumTypes.SETTLED, "over the period", Settled::sums)
          .with(
              "parts",
              JsonTypes.listOf(part("SettlementsPart", SumTypes.SETTLED)),
              "the period divided; empty where every is left out",
              Settled::parts);

  private final Asked asked;

  private EarningsMethods(Asked asked) {
    this.asked = asked;
  }

  static List<RpcMethod> of(Asked asked) {
    EarningsMethods methods = new EarningsMethods(asked);
    return List.of(
        RpcMethod.named(
                "openledger_earnings",
                "What an account earned in a period, by model, by Datanet and by parts of the"
                    + " period.")
            .takes(ACCOUNT, PERIOD, EVERY, BLOCK)
            .fails(RpcFailure.INDEX_NOT_READY, RpcFailure.LIMIT_EXCEEDED)
            .answers("earnings", EARNINGS, methods::earnings),
        RpcMethod.named(
                "openledger_settlements",
                "What was settled in a period: all, or one model's, with the parts of the fee.")
            .takes(MODEL, PERIOD, EVERY, BLOCK)
            .fails(RpcFailure.INDEX_NOT_READY, RpcFailure.LIMIT_EXCEEDED)
            .answers("settlements", SETTLED, methods::settlements));
  }

  private Earnings earnings(Arguments arguments) throws RpcException {
    BlockRef block = asked.queries().block(arguments);
    Span span = arguments.get(PERIOD).blocks(asked.queries().chain(), block);
    List<Span> parts = parts(arguments, span);
    Bytes account = arguments.get(ACCOUNT).bytes();
    return asked.at(
        block,
        rows ->
            new Earnings(
                BlockId.of(block),
                span,
                Series.within(rows, Kind.CONTRIBUTOR, account, span),
                Series.within(rows, Kind.BALANCE, account, span),
                froms(rows, Kind.MODEL_CONTRIBUTOR, account, span),
                datanets(rows, arguments, span),
                sums(rows, Kind.BALANCE, account, parts)));
  }

  private Settled settlements(Arguments arguments) throws RpcException {
    BlockRef block = asked.queries().block(arguments);
    Span span = arguments.get(PERIOD).blocks(asked.queries().chain(), block);
    List<Span> parts = parts(arguments, span);
    Optional<Long> model = arguments.get(MODEL);
    Kind kind = model.isPresent() ? Kind.MODEL : Kind.NETWORK;
    Bytes of = model.map(Bytes::ofUnsignedLong).orElse(Bytes.EMPTY);
    return asked.at(
        block,
        rows ->
            new Settled(
                BlockId.of(block),
                span,
                Series.within(rows, kind, of, span),
                sums(rows, kind, of, parts)));
  }

  private List<Span> parts(Arguments arguments, Span span) throws RpcException {
    Optional<Interval> every = arguments.get(EVERY);
    return every.isPresent() ? every.get().parts(asked.queries().chain(), span) : List.of();
  }

  /** Where edges to an account come from, the largest first. */
  private static List<Ranked> froms(Rows rows, Kind kind, Bytes account, Span span)
      throws Leaderboard.TooManyException {
    return Leaderboard.topTo(rows, kind, account, span, SOURCES, HistoryLimits.MAX_COMPARED)
        .stream()
        .map(edge -> new Ranked(edge.of().slice(0, kind.fromSize()), edge.sums()))
        .toList();
  }

  private static List<Ranked> datanets(Rows rows, Arguments arguments, Span span)
      throws Leaderboard.TooManyException {
    return froms(rows, Kind.DATANET_CONTRIBUTOR, arguments.get(ACCOUNT).bytes(), span);
  }

  private static List<Part> sums(Rows rows, Kind kind, Bytes of, List<Span> spans) {
    List<Part> parts = new ArrayList<>();
    for (Span span : spans) {
      parts.add(new Part(span, Series.within(rows, kind, of, span)));
    }
    return parts;
  }

  private static ObjectType<Part> part(String name, ObjectType<Sums> sums) {
    return ObjectType.<Part>of(name, "A part of the period")
        .with("blocks", SumTypes.SPAN, "the part", Part::span)
        .including(sums, Part::sums);
  }
}
