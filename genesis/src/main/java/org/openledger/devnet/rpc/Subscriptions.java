package org.openledger.devnet.rpc;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.openledger.devnet.block.BlockListener;
import org.openledger.devnet.block.SealedBlock;
import org.openledger.devnet.block.TransactionLocation;
import org.openledger.devnet.state.Log;
import org.openledger.devnet.transaction.SignedTransaction;

/**
 * The subscriptions of all sockets. A thread of its own writes the news, so that no reader holds up
 * the making of blocks.
 */
public final class Subscriptions implements BlockListener {

  /** The most subscriptions at a time, of all sockets together. */
  public static final int MAX_SUBSCRIPTIONS = 10_000;

  private final Executor notifier;
  private final Map<String, Subscription> subscriptions = new ConcurrentHashMap<>();
  private final AtomicLong lastId = new AtomicLong();

  /** Numbers what happens, so that nobody hears what was before he listened. */
  private final AtomicLong events = new AtomicLong();

  /**
   * @param notifier runs one task after the other, in order
   */
  public Subscriptions(Executor notifier) {
    this.notifier = notifier;
  }

  /** Who hears of a subscription. */
  interface Sink {
    /** Sends a message; returns at once and never throws. */
    void send(String message);
  }

  /** What can be subscribed to. */
  enum Kind {
    HEADS,
    LOGS,
    PENDING,
    SYNCING
  }

  /**
   * Adds a subscription that hears nothing before {@link #start}.
   *
   * @param filter which logs
   * @param full whether transactions come in full and not as hashes
   */
  Subscription add(Kind kind, LogFilter filter, boolean full, Sink sink) throws RpcError {
    if (subscriptions.size() >= MAX_SUBSCRIPTIONS) {
      throw RpcFailure.EXCEEDS_RPC_MAX_ACTIVE_SUBSCRIPTIONS.because("at most " + MAX_SUBSCRIPTIONS);
    }
    String id = Quantity.of(lastId.incrementAndGet());
    Subscription subscription = new Subscription(id, kind, filter, full, sink);
    subscriptions.put(id, subscription);
    return subscription;
  }

  /** Lets a subscription hear of all that happens from now on. */
  void start(Subscription subscription) {
    subscription.since = events.get();
  }

  /** Ends a subscription of this sink; false where it has none of this id. */
  boolean remove(String id, Sink sink) {
    Subscription found = subscriptions.get(id);
    return found != null && found.sink.equals(sink) && subscriptions.remove(id, found);
  }

  /** Ends all subscriptions of a sink. */
  void removeAll(Sink sink) {
    subscriptions.values().removeIf(subscription -> subscription.sink.equals(sink));
  }

  int size() {
    return subscriptions.size();
  }

  @Override
  public void onBlock(SealedBlock block) {
    publish(
        event -> {
          Heads heads = new Heads(block);
          LogTexts logs = new LogTexts(block, false);
          for (Subscription each : listeners(event)) {
            switch (each.kind) {
              case HEADS -> each.tell(heads.text(each.full));
              case LOGS -> logs.tell(each);
              case PENDING, SYNCING -> {}
            }
          }
        });
  }

  @Override
  public void onRewind(SealedBlock head, List<SealedBlock> removed) {
    publish(
        event -> {
          for (SealedBlock block : removed) {
            LogTexts logs = new LogTexts(block, true);
            listeners(event).stream().filter(each -> each.kind == Kind.LOGS).forEach(logs::tell);
          }
        });
  }

  @Override
  public void onPending(SignedTransaction transaction) {
    publish(
        event -> {
          String hash = JsonCodec.text(transaction.hash().toHexString());
          for (Subscription each : listeners(event)) {
            if (each.kind == Kind.PENDING) {
              each.tell(each.full ? JsonCodec.text(BlockJson.pending(transaction)) : hash);
            }
          }
        });
  }

  private interface Publication {
    void to(long event);
  }

  private void publish(Publication publication) {
    long event = events.incrementAndGet();
    if (subscriptions.isEmpty()) {
      return;
    }
    try {
      notifier.execute(() -> publication.to(event));
    } catch (RejectedExecutionException e) {
      // The devnet ends, and its sockets with it.
      subscriptions.clear();
    }
  }

  private List<Subscription> listeners(long event) {
    List<Subscription> all = new ArrayList<>();
    for (Subscription each : subscriptions.values()) {
      if (event > each.since) {
        all.add(each);
      }
    }
    return all;
  }

  /** One subscription. */
  static final class Subscription {
    private final String id;
    private final Kind kind;
    private final LogFilter filter;
    private final boolean full;
    private final Sink sink;
    private volatile long since = Long.MAX_VALUE;

    private Subscription(String id, Kind kind, LogFilter filter, boolean full, Sink sink) {
      this.id = id;
      this.kind = kind;
      this.filter = filter;
      this.full = full;
      this.sink = sink;
    }

    String id() {
      return id;
    }

    private void tell(String result) {
      sink.send(
          "{\"jsonrpc\":\"2.0\",\"method\":\"eth_subscription\",\"params\":{\"subscription\":\""
              + id
              + "\",\"result\":"
              + result
              + "}}");
    }
  }

  /** A block as text, written once for all who want it. */
  private static final class Heads {
    private final SealedBlock block;
    private final @Nullable String[] texts = new String[2];

    Heads(SealedBlock block) {
      this.block = block;
    }

    String text(boolean full) {
      int place = full ? 1 : 0;
      String text = texts[place];
      if (text == null) {
        text = JsonCodec.text(BlockJson.block(block, full));
        texts[place] = text;
      }
      return text;
    }
  }

  /** The logs of a block as text, each written once for all who want it. */
  private static final class LogTexts {
    private record Place(TransactionLocation location, int index, Log log) {}

    private final SealedBlock block;
    private final boolean removed;
    private final List<Place> places = new ArrayList<>();
    private final List<@Nullable String> texts;

    LogTexts(SealedBlock block, boolean removed) {
      this.block = block;
      this.removed = removed;
      for (int i = 0; i < block.receipts().size(); i++) {
        TransactionLocation location = new TransactionLocation(block, i);
        List<Log> logs = location.receipt().logs();
        for (int place = 0; place < logs.size(); place++) {
          places.add(new Place(location, place, logs.get(place)));
        }
      }
      texts = new ArrayList<>(Collections.nCopies(places.size(), null));
    }

    void tell(Subscription subscription) {
      if (!subscription.filter.mayMatch(block.header().logsBloom())) {
        return;
      }
      for (int i = 0; i < places.size(); i++) {
        if (subscription.filter.matches(places.get(i).log)) {
          subscription.tell(text(i));
        }
      }
    }

    private String text(int i) {
      String text = texts.get(i);
      if (text == null) {
        Map<String, Object> json = BlockJson.log(places.get(i).location, places.get(i).index);
        json.put("removed", removed);
        text = JsonCodec.text(json);
        texts.set(i, text);
      }
      return text;
    }
  }
}
