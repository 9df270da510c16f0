package org.openledger.bench.network;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.openledger.client.JsonRpc;
import org.openledger.client.Pause;
import org.openledger.client.RpcErrorException;
import org.openledger.client.RpcRequest;
import org.openledger.client.Wallet;
import org.web3j.crypto.RawTransaction;

/** Sends load at a steady rate, and sees whether the chain keeps up. */
final class LoadDriver {

  /** As {@code bench network}'s configuration asks for. */
  private static final BigInteger GAS_PRICE = BigInteger.valueOf(1_000);

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final long LOOK_MILLIS = 50;
  private static final double NANOS = 1e9;

  /** Blocks without any of the load's transactions, though some are left. */
  private static final int STUCK_BLOCKS = 8;

  /** Parts of a second in which its transactions are sent. */
  private static final int PARTS = 5;

  private final BenchNode node;
  private final JsonRpc rpc;
  private final long chainId;
  private final List<Wallet> senders = BenchNode.senders();
  private final long[] nonces = new long[BenchNode.SENDERS];
  private final Map<Load, BigInteger> gas = new LinkedHashMap<>();

  /** Payers number their requests one after the other. */
  private final long[] requests = new long[BenchNode.SENDERS];

  LoadDriver(BenchNode node, JsonRpc rpc, long chainId) {
    this.node = node;
    this.rpc = rpc;
    this.chainId = chainId;
    refresh();
  }

  /** Reads the senders' numbers: they have sent something else. */
  void refresh() {
    for (int i = 0; i < nonces.length; i++) {
      nonces[i] = integer(rpc.call("eth_getTransactionCount", address(i), "latest"));
    }
  }

  /**
   * What came of load at a rate.
   *
   * @param held whether there was a block every second, and no transaction waited long
   * @param processorMicros of the node, for each inference, sending and receiving included
   */
  record Window(boolean held, double processorMicros) {}

  /** Gas of one transaction, as the node estimates it. */
  long estimate(Load load) {
    Wallet sender = senders.getFirst();
    return integer(
        rpc.call(
            "eth_estimateGas",
            Map.of(
                "from",
                sender.address().toString(),
                "to",
                load.target().toString(),
                "value",
                "0x" + load.value().toString(16),
                "data",
                load.calldata(sender, requests[0] + 1).toHexString())));
  }

  /**
   * Sends transactions for some seconds, and waits until all are in blocks.
   *
   * @param perSecond transactions
   * @throws IllegalStateException where one fails or is in no block in time
   */
  Window run(Load load, int perSecond, int seconds) {
    int count = perSecond * seconds;
    Plan plan = plan(load, count);
    List<String> signed =
        IntStream.range(0, count).parallel().mapToObj(i -> plan.sign(i, GAS_PRICE)).toList();
    long first = awaitNextBlock();
    Duration before = node.processorTime();
    send(signed, perSecond);
    long last = awaitAll(plan);
    double micros = node.processorTime().minus(before).toNanos() / 1e3;
    return new Window(heldBetween(first, last, count, seconds), micros / count / load.inferences());
  }

  /** Transactions that senders take turns in, each with the numbers behind those before. */
  private final class Plan {

    private final Load load;
    private final BigInteger limit;
    private final int count;
    private final long[] firstNonces = nonces.clone();
    private final long[] firstRequests = requests.clone();

    private Plan(Load load, BigInteger limit, int count) {
      this.load = load;
      this.limit = limit;
      this.count = count;
    }

    private String sign(int transaction, BigInteger price) {
      int s = transaction % senders.size();
      long turn = transaction / senders.size();
      Wallet sender = senders.get(s);
      RawTransaction raw =
          RawTransaction.createTransaction(
              BigInteger.valueOf(firstNonces[s] + turn),
              price,
              limit,
              load.target().toString(),
              load.value(),
              load.calldata(sender, firstRequests[s] + turn + 1).toHexString());
      return sender.sign(raw, chainId).toHexString();
    }

    /** Sends what is not executed yet, for a wei more: the pool takes it in anew. */
    private void sendAgain(long[] executed, BigInteger price) {
      for (int i = 0; i < count; i++) {
        int s = i % senders.size();
        if (firstNonces[s] + i / senders.size() >= executed[s]) {
          try {
            rpc.call("eth_sendRawTransaction", sign(i, price));
          } catch (RpcErrorException e) {
            // It is in a block by now.
          }
        }
      }
    }
  }

  private Plan plan(Load load, int count) {
    // Accounts that have never paid need more for their first words.
    BigInteger limit =
        gas.computeIfAbsent(
            load, it -> BigInteger.valueOf(Math.min(16_777_216, estimate(it) + 100_000)));
    Plan plan = new Plan(load, limit, count);
    for (int i = 0; i < count; i++) {
      nonces[i % nonces.length]++;
      requests[i % nonces.length]++;
    }
    return plan;
  }

  /** Sends by the clock: a node that is slow to take transactions in is late, as any is late. */
  private void send(List<String> signed, int perSecond) {
    long begin = System.nanoTime();
    int part = Math.max(1, perSecond / PARTS);
    for (int at = 0; at < signed.size(); at += part) {
      long due = begin + (long) (at * NANOS / perSecond);
      while (System.nanoTime() < due) {
        Pause.millis(1);
      }
      rpc.batch(
          signed.subList(at, Math.min(signed.size(), at + part)).stream()
              .map(raw -> RpcRequest.of("eth_sendRawTransaction", raw))
              .toList());
    }
  }

  private long awaitNextBlock() {
    long head = head();
    long next = head;
    while (next == head) {
      Pause.millis(LOOK_MILLIS);
      next = head();
    }
    return next;
  }

  /**
   * The first block after which all senders' transactions are executed. A proposer that is
   * interrupted for long in the middle of a transaction drops it from its pool, and with it all of
   * its sender's; and Besu's pool has been seen to keep hundreds that were next and to propose none
   * of them. They are sent again, after a time that spoils the window.
   */
  private long awaitAll(Plan plan) {
    BigInteger price = GAS_PRICE;
    long end = System.nanoTime() + PATIENCE.toNanos();
    long[] before = {};
    long moved = 0;
    while (true) {
      long head = head();
      long[] done = executed(head);
      if (Arrays.equals(done, nonces)) {
        return head;
      }
      if (!Arrays.equals(done, before)) {
        before = done;
        moved = head;
      } else if (head > moved + STUCK_BLOCKS) {
        price = price.add(BigInteger.ONE);
        plan.sendAgain(done, price);
        moved = head();
      }
      if (System.nanoTime() > end) {
        throw new IllegalStateException("transactions are in no block after " + PATIENCE);
      }
      Pause.millis(LOOK_MILLIS);
    }
  }

  private long[] executed(long block) {
    List<RpcRequest> counts = new ArrayList<>();
    for (int i = 0; i < nonces.length; i++) {
      counts.add(
          RpcRequest.of("eth_getTransactionCount", address(i), "0x" + Long.toHexString(block)));
    }
    return rpc.batch(counts).stream().mapToLong(LoadDriver::integer).toArray();
  }

  /** Reads the blocks from the first, up to the last with a transaction. */
  private boolean heldBetween(long first, long last, int count, int seconds) {
    List<RpcRequest> requests = new ArrayList<>();
    for (long height = first; height <= last; height++) {
      requests.add(RpcRequest.of("eth_getBlockByNumber", "0x" + Long.toHexString(height), false));
    }
    LoadBlocks blocks =
        new LoadBlocks(
            rpc.batch(requests).stream()
                .map(it -> new LoadBlocks.Block(time(it), it.path("transactions").size()))
                .toList());
    requireSuccess(first + 1, first + blocks.used(count));
    return blocks.held(count, seconds);
  }

  /** What failed is no inference: it may not count. */
  private void requireSuccess(long from, long to) {
    for (long height = from; height <= to; height++) {
      for (JsonNode receipt : rpc.call("eth_getBlockReceipts", "0x" + Long.toHexString(height))) {
        if (integer(receipt.path("status")) != 1) {
          throw new IllegalStateException("a transaction of the load failed: " + receipt);
        }
      }
    }
  }

  private long head() {
    return integer(rpc.call("eth_blockNumber"));
  }

  private String address(int sender) {
    return senders.get(sender).address().toString();
  }

  private static long time(JsonNode block) {
    return integer(block.path("timestamp"));
  }

  private static long integer(JsonNode quantity) {
    return Long.decode(quantity.asText());
  }
}
