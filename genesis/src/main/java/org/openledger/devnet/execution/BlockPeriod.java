package org.openledger.devnet.execution;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Seals a block every so many seconds, or each transaction's block at once. */
public final class BlockPeriod implements AutoCloseable {

  /** The longest time between blocks in seconds: a day. */
  public static final long MAX_SECONDS = 86_400;

  private static final Logger LOG = LoggerFactory.getLogger(BlockPeriod.class);

  private final BlockProducer producer;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("devnet-period").daemon(true).factory());
  private @Nullable ScheduledFuture<?> running;

  public BlockPeriod(BlockProducer producer) {
    this.producer = producer;
  }

  /**
   * Sets the time between blocks.
   *
   * @param seconds 0: no block comes by itself
   */
  public synchronized void every(long seconds) {
    stop();
    producer.setAutomine(false);
    if (seconds > 0) {
      running = timer.scheduleWithFixedDelay(this::mine, seconds, seconds, TimeUnit.SECONDS);
    }
  }

  /** Gives each transaction a block at once, or none before {@link BlockProducer#mine}. */
  public synchronized void automine(boolean each) {
    if (each) {
      stop();
    }
    producer.setAutomine(each);
  }

  @Override
  public synchronized void close() {
    stop();
    timer.shutdownNow();
  }

  private void stop() {
    if (running != null) {
      running.cancel(false);
      running = null;
    }
  }

  private void mine() {
    try {
      producer.mine();
    } catch (RuntimeException e) {
      // A task that throws is never run again.
      LOG.error("a block could not be made", e);
    }
  }
}
