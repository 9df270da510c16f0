package org.openledger.devnet.rpc;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.openledger.devnet.block.BlockListener;
import org.openledger.devnet.block.Chain;
import org.openledger.devnet.block.SealedBlock;
import org.openledger.devnet.transaction.SignedTransaction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The filters of {@code eth_newFilter} and its kin. A filter remembers how far its owner has read,
 * not what he has not read: the chain has that. Many threads use it.
 */
public final class Filters implements BlockListener {

  /** The most filters at a time. */
  public static final int MAX_FILTERS = 1_000;

  /** The most blocks or transactions of one answer, and transactions that wait for one. */
  public static final int MAX_HASHES = 10_000;

  /** How long a filter lives that nobody asks. */
  public static final Duration LIFE = Duration.ofMinutes(10);

  private static final Logger LOG = LoggerFactory.getLogger(Filters.class);

  private final Chain chain;
  private final LongSupplier nanoTime;
  private final Map<String, Filter> filters = new ConcurrentHashMap<>();
  private final AtomicLong lastId = new AtomicLong();

  /**
   * @param nanoTime a clock that never jumps, in nanoseconds
   */
  public Filters(Chain chain, LongSupplier nanoTime) {
    this.chain = chain;
    this.nanoTime = nanoTime;
  }

  String addLogs(LogQuery query) throws RpcError {
    return add(new Logs(query, chain.head().number() + 1));
  }

  String addBlocks() throws RpcError {
    return add(new Blocks(chain.head().number() + 1));
  }

  String addPending() throws RpcError {
    return add(new Pending());
  }

  boolean remove(String id) {
    expire();
    return filters.remove(id) != null;
  }

  /** What is new since the last question. */
  List<Object> changes(String id) throws RpcError {
    Filter filter = find(id);
    if (filter == null) {
      throw RpcFailure.FILTER_NOT_FOUND.error();
    }
    synchronized (filter) {
      return filter.changes(chain);
    }
  }

  /** All that a log filter finds on the chain as it is. */
  List<Object> logs(String id) throws RpcError {
    if (!(find(id) instanceof Logs logs)) {
      throw RpcFailure.LOGS_FILTER_NOT_FOUND.error();
    }
    return logs.query.logs(chain);
  }

  @Override
  public void onBlock(SealedBlock block) {
    expire();
  }

  @Override
  public void onRewind(SealedBlock head, List<SealedBlock> removed) {
    forEach(filter -> filter.rewind(head, removed));
  }

  @Override
  public void onPending(SignedTransaction transaction) {
    forEach(filter -> filter.pending(transaction));
  }

  private interface News {
    boolean tell(Filter filter);
  }

  private void forEach(News news) {
    filters.forEach(
        (id, filter) -> {
          synchronized (filter) {
            if (!news.tell(filter)) {
              filters.remove(id);
              LOG.warn("filter {} is dropped: nobody reads what it has found", id);
            }
          }
        });
  }

  private String add(Filter filter) throws RpcError {
    expire();
    if (filters.size() >= MAX_FILTERS) {
      throw RpcFailure.EXCEEDS_RPC_MAX_ACTIVE_FILTERS.because(
          "at most " + MAX_FILTERS + "; uninstall some");
    }
    String id = Quantity.of(lastId.incrementAndGet());
    filter.asked = nanoTime.getAsLong();
    filters.put(id, filter);
    return id;
  }

  private @Nullable Filter find(String id) {
    expire();
    Filter filter = filters.get(id);
    if (filter != null) {
      filter.asked = nanoTime.getAsLong();
    }
    return filter;
  }

  private void expire() {
    long now = nanoTime.getAsLong();
    filters.values().removeIf(filter -> now - filter.asked > LIFE.toNanos());
  }

  /** Guarded by itself. */
  private abstract static sealed class Filter {
    volatile long asked;

    abstract List<Object> changes(Chain chain) throws RpcError;

    /** Follows the chain back; false where the filter holds too much. */
    boolean rewind(SealedBlock head, List<SealedBlock> removed) {
      return true;
    }

    /** Takes note of a transaction; false where the filter holds too much. */
    boolean pending(SignedTransaction transaction) {
      return true;
    }
  }

  private static final class Blocks extends Filter {
    private long next;

    Blocks(long next) {
      this.next = next;
    }

    @Override
    List<Object> changes(Chain chain) {
      List<Object> hashes = new ArrayList<>();
      while (hashes.size() < MAX_HASHES) {
        SealedBlock block = chain.block(next).orElse(null);
        if (block == null) {
          break;
        }
        hashes.add(block.hash().toHexString());
        next++;
      }
      return hashes;
    }

    @Override
    boolean rewind(SealedBlock head, List<SealedBlock> removed) {
      next = Math.min(next, head.number() + 1);
      return true;
    }
  }

  private static final class Logs extends Filter {
    private final LogQuery query;
    private List<Object> gone = new ArrayList<>();
    private long next;

    Logs(LogQuery query, long next) {
      this.query = query;
      this.next = next;
    }

    @Override
    List<Object> changes(Chain chain) throws RpcError {
      LogSearch search = new LogSearch(query.filter(), false);
      long begin = next;
      long last = query.blockHash() == null ? query.last(chain.head().number()) : -1;
      while (next <= last) {
        SealedBlock block = chain.block(next).orElse(null);
        if (block == null || !search.add(block)) {
          break;
        }
        next++;
      }
      List<Object> found = new ArrayList<>(gone);
      found.addAll(search.found());
      if (found.isEmpty() && next == begin && next <= last) {
        // One block alone holds too many: it is passed over, or nothing would ever come after it.
        next++;
        throw RpcFailure.TOO_MANY_LOGS.because("in block " + begin + ", which is passed over");
      }
      gone = new ArrayList<>();
      return found;
    }

    @Override
    boolean rewind(SealedBlock head, List<SealedBlock> removed) {
      LogSearch search = new LogSearch(query.filter(), true);
      for (SealedBlock block : removed) {
        if (block.number() < next && !search.add(block)) {
          return false;
        }
      }
      next = Math.min(next, head.number() + 1);
      gone.addAll(search.found());
      return gone.size() <= LogMethods.MAX_LOGS;
    }
  }

  private static final class Pending extends Filter {
    private List<Object> hashes = new ArrayList<>();

    @Override
    List<Object> changes(Chain chain) {
      List<Object> all = hashes;
      hashes = new ArrayList<>();
      return all;
    }

    @Override
    boolean pending(SignedTransaction transaction) {
      hashes.add(transaction.hash().toHexString());
      return hashes.size() <= MAX_HASHES;
    }
  }
}
