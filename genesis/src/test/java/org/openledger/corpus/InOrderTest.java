package org.openledger.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InOrderTest {

  @Test
  void resultsComeInTheOrderOfTheWorkAndProgressAddsUp() throws IOException {
    for (int threads = 1; threads <= 6; threads++) {
      List<Integer> found = new ArrayList<>();
      List<Long> progress = new ArrayList<>();
      InOrder.<Integer>run(
          tasks(
              500,
              i ->
                  () -> {
                    if (i % 50 == 0) {
                      Thread.sleep(3); // Those behind it are done before it.
                    }
                    return i;
                  },
              10),
          threads,
          found::add,
          progress::add);
      assertThat(found).isEqualTo(IntStream.range(0, 500).boxed().toList());
      assertThat(progress).isSorted().hasSize(500).endsWith(5_000L);
    }
  }

  @Test
  void onlySoManyBytesAreUnderWay() throws IOException {
    long each = 5L << 20;
    AtomicLong under = new AtomicLong();
    AtomicLong most = new AtomicLong();
    InOrder.<Integer>run(
        tasks(
            60,
            i ->
                () -> {
                  most.accumulateAndGet(under.addAndGet(each), Math::max);
                  return i;
                },
            each),
        4,
        i -> under.addAndGet(-each),
        done -> {});
    assertThat(most.get()).isPositive().isLessThanOrEqualTo(16L << 20);
  }

  @Test
  void whatFailsIsNamedOnceOnAnyNumberOfThreads() {
    for (int threads = 1; threads <= 4; threads++) {
      int number = threads;
      List<Integer> found = new ArrayList<>();
      assertThatThrownBy(
              () ->
                  InOrder.<Integer>run(
                      tasks(
                          200,
                          i ->
                              () -> {
                                if (i == 70 || i == 71) {
                                  throw new IllegalStateException("no such thing");
                                }
                                return i;
                              },
                          1),
                      number,
                      found::add,
                      done -> {}))
          .isInstanceOf(CorpusException.class)
          .hasMessageContaining("task 70")
          .hasMessageContaining("no such thing");
      assertThat(found).hasSize(70);
      assertThatThrownBy(
              () ->
                  InOrder.<Integer>run(
                      tasks(
                          3,
                          i ->
                              () -> {
                                throw new OutOfMemoryError("test");
                              },
                          1),
                      number,
                      found::add,
                      done -> {}))
          .isInstanceOf(CorpusException.class)
          .hasMessageContaining("task 0: not enough memory");
    }
  }

  private interface Work {
    Callable<Integer> of(int number);
  }

  private static InOrder.Source<Integer> tasks(int count, Work work, long bytes) {
    int[] next = new int[1];
    return () -> {
      int number = next[0]++;
      return number < count ? new InOrder.Task<>("task " + number, bytes, work.of(number)) : null;
    };
  }
}
