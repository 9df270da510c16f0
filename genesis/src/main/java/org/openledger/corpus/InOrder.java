package org.openledger.corpus;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Work on many threads whose results come out in the order of the work, some at a time. */
final class InOrder {

  /** Results that may wait for each thread: enough to keep all of them busy. */
  private static final int AHEAD = 8;

  /** Takes the results. */
  @FunctionalInterface
  interface Sink<T> {
    void accept(T result) throws IOException;
  }

  private InOrder() {}

  static <T> void run(Iterator<Callable<T>> work, int threads, Sink<T> sink) throws IOException {
    ExecutorService pool =
        Executors.newFixedThreadPool(
            threads, Thread.ofPlatform().daemon().name("corpus-", 0).factory());
    try {
      Queue<Future<T>> running = new ArrayDeque<>();
      while (work.hasNext() || !running.isEmpty()) {
        if (work.hasNext() && running.size() < AHEAD * threads) {
          running.add(pool.submit(work.next()));
        } else {
          sink.accept(running.remove().get());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } catch (ExecutionException e) {
      throw new IOException(String.valueOf(e.getCause()), e);
    } finally {
      pool.shutdownNow();
    }
  }
}
