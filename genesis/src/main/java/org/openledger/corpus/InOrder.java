package org.openledger.corpus;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Work on many threads whose results come out in the order of the work. Only so many bytes of it
 * are under way at a time, or a single larger piece.
 */
final class InOrder {

  /** Pieces that may wait for each thread: enough to keep all of them busy. */
  private static final int AHEAD = 16;

  /** Bytes that may be under way; tokens and strings made of them take up to ten times as many. */
  private static final long BYTES = 16L << 20;

  /**
   * A piece of work.
   *
   * @param name of what is worked on, for people
   * @param bytes that it holds
   */
  record Task<T>(String name, long bytes, Callable<T> work) {}

  /** Where work comes from. */
  @FunctionalInterface
  interface Source<T> {

    /** The next piece, or null after the last. */
    @Nullable Task<T> next() throws IOException;
  }

  private record Running<T>(Task<T> task, Future<T> result) {}

  private InOrder() {}

  /**
   * Does all of it.
   *
   * @param threads to work on; 1: the caller's
   * @param progress told how many bytes are done
   */
  static <T> void run(Source<T> source, int threads, Corpus.Sink<T> sink, LongConsumer progress)
      throws IOException {
    if (threads == 1) {
      runHere(source, sink, progress);
      return;
    }
    ExecutorService pool =
        Executors.newFixedThreadPool(
            threads, Thread.ofPlatform().daemon().name("corpus-", 0).factory());
    try {
      Queue<Running<T>> running = new ArrayDeque<>();
      long held = 0;
      long done = 0;
      Task<T> next = source.next();
      while (next != null || !running.isEmpty()) {
        boolean room = running.size() < AHEAD * threads;
        if (next != null && (running.isEmpty() || (room && held + next.bytes() <= BYTES))) {
          running.add(new Running<>(next, pool.submit(next.work())));
          held += next.bytes();
          next = source.next();
        } else {
          Running<T> first = running.remove();
          sink.accept(result(first));
          held -= first.task().bytes();
          done += first.task().bytes();
          progress.accept(done);
        }
      }
    } finally {
      pool.shutdownNow();
    }
  }

  private static <T> void runHere(Source<T> source, Corpus.Sink<T> sink, LongConsumer progress)
      throws IOException {
    long done = 0;
    for (Task<T> next = source.next(); next != null; next = source.next()) {
      T result;
      try {
        result = next.work().call();
      } catch (Exception | OutOfMemoryError e) {
        throw failure(next, e);
      }
      sink.accept(result);
      done += next.bytes();
      progress.accept(done);
    }
  }

  private static <T> T result(Running<T> running) throws IOException {
    try {
      return running.result().get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } catch (ExecutionException e) {
      throw failure(running.task(), e.getCause());
    }
  }

  private static CorpusException failure(Task<?> task, @Nullable Throwable cause) {
    if (cause instanceof CorpusException named) {
      return named;
    }
    String why =
        cause instanceof OutOfMemoryError
            ? "not enough memory; give more, as by OPENLEDGER_JAVA_OPTS=-Xmx8g"
            : String.valueOf(cause);
    return new CorpusException(task.name() + ": " + why, cause);
  }
}
