package org.openledger.node.history.api;

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
 * A period, by blocks or by their times.
 *
 * @param fromBlock first block
 * @param toBlock last block
 * @param fromTime the first block is the first one that is not older, in seconds since 1970
 * @param toTime the last block is the last one that is not younger
 */
record Period(
    Optional<Long> fromBlock,
    Optional<Long> toBlock,
    Optional<Long> fromTime,
    Optional<Long> toTime) {

  private static final Parameter<Optional<Long>> FROM_BLOCK =
      Parameter.optional("fromBlock", JsonTypes.QUANTITY, "First block; the chain's first one");
  private static final Parameter<Optional<Long>> TO_BLOCK =
      Parameter.optional("toBlock", JsonTypes.QUANTITY, "Last block; the one asked at");
  private static final Parameter<Optional<Long>> FROM_TIME =
      Parameter.optional(
          "fromTime", JsonTypes.QUANTITY, "In place of fromBlock: seconds since 1970");
  private static final Parameter<Optional<Long>> TO_TIME =
      Parameter.optional("toTime", JsonTypes.QUANTITY, "In place of toBlock: seconds since 1970");

  private static final InputObject OBJECT =
      InputObject.of(
          "Period",
          "Blocks, both ends included, by their numbers or their times",
          FROM_BLOCK,
          TO_BLOCK,
          FROM_TIME,
          TO_TIME);

  /** The parameter of all methods that tell of a period; all blocks where it is left out. */
  static final Parameter<Period> PERIOD =
      Parameter.optional(
          "period",
          new Type(),
          new Period(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()),
          "{fromBlock, toBlock} or {fromTime, toTime}; all blocks where it is left out");

  private record Type() implements InputType<Period> {

    @Override
    public Map<String, Object> requestSchema(Components components) {
      return OBJECT.requestSchema(components);
    }

    @Override
    public Period read(@Nullable Object json, String where) throws RpcException {
      Arguments members = OBJECT.read(json, where);
      Period period =
          new Period(
              members.get(FROM_BLOCK),
              members.get(TO_BLOCK),
              members.get(FROM_TIME),
              members.get(TO_TIME));
      if ((period.fromBlock.isPresent() && period.fromTime.isPresent())
          || (period.toBlock.isPresent() && period.toTime.isPresent())) {
        throw RpcFailure.parameter(where, "expected a block or a time, not both");
      }
      return period;
    }
  }

  /** Its blocks up to one; none where it begins later. */
  Span blocks(ChainView chain, BlockRef last) {
    long from =
        fromTime
            .map(time -> firstNotBefore(chain, last.number(), time))
            .or(() -> fromBlock)
            .orElse(0L);
    long to =
        toTime
            .map(
                time ->
                    time == Long.MAX_VALUE
                        ? last.number()
                        : firstNotBefore(chain, last.number(), time + 1) - 1)
            .or(() -> toBlock)
            .orElse(last.number());
    return new Span(Math.min(from, last.number() + 1), Math.min(to, last.number()));
  }

  /** The first block that is not older than a time, or the one behind the last. */
  static long firstNotBefore(ChainView chain, long last, long time) {
    long low = 0;
    long high = last + 1;
    while (low < high) {
      long middle = (low + high) >>> 1;
      boolean older = chain.block(middle).filter(block -> block.timestamp() >= time).isEmpty();
      if (older) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
