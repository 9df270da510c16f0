package org.openledger.node.history.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openledger.node.chain.BlockRef;
import org.openledger.node.chain.ChainView;
import org.openledger.node.history.series.Span;
import org.openledger.node.rpc.Arguments;
import org.openledger.node.rpc.Components;
import org.openledger.node.rpc.InputObject;
import org.openledger.node.rpc.InputType;
import org.openledger.node.rpc.JsonTypes;
import org.openledger.node.rpc.Parameter;
import org.openledger.node.rpc.RpcException;
import org.openledger.node.rpc.RpcFailure;

/**
 * How a period is divided.
 *
 * @param blocks blocks of each part
 * @param seconds seconds of each part
 */
record Interval(Optional<Long> blocks, Optional<Long> seconds) {

  private static final Parameter<Optional<Long>> BLOCKS =
      Parameter.optional("blocks", JsonTypes.ID, "So many blocks each");
  private static final Parameter<Optional<Long>> SECONDS =
      Parameter.optional("seconds", JsonTypes.ID, "So many seconds each");

  private static final InputObject OBJECT =
      InputObject.of("Interval", "How a period is divided", BLOCKS, SECONDS);

  /** The parameter of all methods that divide a period. */
  static final Parameter<Optional<Interval>> EVERY =
      Parameter.optional(
          "every",
          new Type(),
          "{blocks} or {seconds}: divides the period, from its beginning, into at most "
              + HistoryLimits.MAX_PARTS
              + " parts");

  private record Type() implements InputType<Interval> {

    @Override
    public Map<String, Object> requestSchema(Components components) {
      return OBJECT.requestSchema(components);
    }

    @Override
    public Interval read(@Nullable Object json, String where) throws RpcException {
      Arguments members = OBJECT.read(json, where);
      Interval interval = new Interval(members.get(BLOCKS), members.get(SECONDS));
      if (interval.blocks.isPresent() == interval.seconds.isPresent()) {
        throw RpcFailure.parameter(where, "expected either blocks or seconds");
      }
      return interval;
    }
  }

  /** The parts of a span, in order; together they are the span. */
  List<Span> parts(ChainView chain, Span span) throws RpcException {
    List<Span> parts = new ArrayList<>();
    long first = span.first();
    long origin = chain.block(first).map(BlockRef::timestamp).orElse(0L);
    while (first <= span.last()) {
      if (parts.size() == HistoryLimits.MAX_PARTS) {
        throw RpcFailure.limit(
            "maxParts",
            HistoryLimits.MAX_PARTS,
            "The period has more than " + HistoryLimits.MAX_PARTS + " parts");
      }
      long next = next(chain, span, first, origin, parts.size() + 1L);
      parts.add(new Span(first, next - 1));
      first = next;
    }
    return parts;
  }

  /** Where the next part begins; a part that no block falls into is empty. */
  private long next(ChainView chain, Span span, long first, long origin, long part) {
    if (blocks.isPresent()) {
      return blocks.get() > span.last() - first ? span.last() + 1 : first + blocks.get();
    }
    long length = seconds.orElseThrow();
    if (length > (Long.MAX_VALUE - origin) / part) {
      return span.last() + 1;
    }
    return Math.max(first, Period.firstNotBefore(chain, span.last(), origin + length * part));
  }
}
