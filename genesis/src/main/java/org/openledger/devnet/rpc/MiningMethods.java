package org.openledger.devnet.rpc;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openledger.devnet.execution.BlockPeriod;
import org.openledger.devnet.execution.BlockProducer;
import org.openledger.devnet.execution.Snapshots;

/**
 * {@code evm_}: when blocks come, what time they have, and back again. The names, parameters and
 * results are Anvil's.
 *
 * @param producer makes blocks
 * @param period makes it do so by itself
 * @param snapshots where the chain can go back to
 */
public record MiningMethods(BlockProducer producer, BlockPeriod period, Snapshots snapshots) {

  /** The most blocks of one request. */
  public static final long MAX_BLOCKS = 10_000;

  private static final RpcFailure MINING = RpcFailure.INVALID_MINING_PARAMS;
  private static final RpcFailure TIME = RpcFailure.INVALID_TIME_PARAMS;

  /** The names of the methods, all of which change the chain. */
  public static final Set<String> WRITES =
      Set.of(
          "evm_mine",
          "evm_snapshot",
          "evm_revert",
          "evm_increaseTime",
          "evm_setNextBlockTimestamp",
          "evm_setAutomine",
          "evm_setIntervalMining",
          "anvil_mine");

  /** The methods by name. */
  public Map<String, RpcMethod> methods() {
    return Map.of(
        "evm_mine", params -> mine(new Params(params)),
        "evm_snapshot", params -> snapshot(),
        "evm_revert", params -> revert(new Params(params)),
        "evm_increaseTime", params -> increaseTime(new Params(params)),
        "evm_setNextBlockTimestamp", params -> setNextTimestamp(new Params(params)),
        "evm_setAutomine", params -> setAutomine(new Params(params)),
        "evm_setIntervalMining", params -> setPeriod(new Params(params)),
        "anvil_mine", params -> mineMany(new Params(params)),
        "anvil_getAutomine", params -> producer.automine());
  }

  /** A block; or so many of them, the first with this timestamp. */
  private String mine(Params params) throws RpcError {
    JsonValue options = params.at(0, MINING);
    JsonValue timestamp = options.isObject() ? options.field("timestamp") : options;
    long blocks = options.isObject() ? blocks(options.field("blocks")) : 1;
    if (!timestamp.isNull()) {
      inTime(timestamp, () -> producer.setNextTimestamp(timestamp.asCount()));
    }
    mine(blocks);
    return "0x0";
  }

  /** So many blocks, with so many seconds between them. */
  private @Nullable Object mineMany(Params params) throws RpcError {
    long blocks = blocks(params.at(0, MINING));
    JsonValue interval = params.at(1, TIME);
    if (interval.isNull()) {
      mine(blocks);
      return null;
    }
    long seconds = interval.asCount();
    long last = 0;
    for (long i = 0; i < blocks; i++) {
      if (i > 0 && seconds > 0) {
        long next = last + seconds;
        inTime(interval, () -> producer.setNextTimestamp(next));
      }
      last = producer.mine().timestamp();
    }
    return null;
  }

  private void mine(long blocks) {
    for (long i = 0; i < blocks; i++) {
      producer.mine();
    }
  }

  private static long blocks(JsonValue value) throws RpcError {
    if (value.isNull()) {
      return 1;
    }
    long blocks = value.asCount();
    if (blocks > MAX_BLOCKS) {
      throw value.wrong("at most " + MAX_BLOCKS + " blocks");
    }
    return blocks;
  }

  private String snapshot() throws RpcError {
    return Quantity.of(
        snapshots
            .take()
            .orElseThrow(
                () ->
                    RpcFailure.TOO_MANY_SNAPSHOTS.because(
                        "at most " + Snapshots.MAX_SNAPSHOTS + "; revert to one")));
  }

  private boolean revert(Params params) throws RpcError {
    return snapshots.revert(params.at(0, RpcFailure.INVALID_SNAPSHOT_PARAMS).asCount());
  }

  private long increaseTime(Params params) throws RpcError {
    JsonValue seconds = params.at(0, TIME);
    long count = seconds.asCount();
    inTime(seconds, () -> producer.increaseTime(count));
    return producer.timeOffset();
  }

  private @Nullable Object setNextTimestamp(Params params) throws RpcError {
    JsonValue timestamp = params.at(0, TIME);
    inTime(timestamp, () -> producer.setNextTimestamp(timestamp.asCount()));
    return null;
  }

  private @Nullable Object setAutomine(Params params) throws RpcError {
    period.automine(params.at(0, MINING).asBoolean());
    return null;
  }

  private @Nullable Object setPeriod(Params params) throws RpcError {
    JsonValue seconds = params.at(0, MINING);
    long count = seconds.asCount();
    if (count > BlockPeriod.MAX_SECONDS) {
      throw seconds.wrong("at most " + BlockPeriod.MAX_SECONDS + " seconds");
    }
    period.every(count);
    return null;
  }

  private interface TimeChange {
    void make() throws RpcError;
  }

  private static void inTime(JsonValue value, TimeChange change) throws RpcError {
    try {
      change.make();
    } catch (IllegalArgumentException e) {
      throw value.failure().because(value.where() + ": " + e.getMessage());
    }
  }
}
