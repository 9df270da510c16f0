package org.openledger.node.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SeldomTest {

  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 7);
  private final Seldom lines = new Seldom(now::get);

  @Test
  void aLineIsDueOnceInAWhile() {
    assertThat(lines.isDue("a")).isTrue();
    assertThat(lines.isDue("a")).isFalse();
    assertThat(lines.isDue("b")).isTrue();
    now.addAndGet(Seldom.AGAIN.toNanos());
    assertThat(lines.isDue("a")).isFalse();
    now.addAndGet(1);
    assertThat(lines.isDue("a")).isTrue();
    assertThat(lines.isDue("a")).isFalse();
  }

  @Test
  void onceAllIsWellEachIsDueAgain() {
    assertThat(lines.isDue("a")).isTrue();
    lines.clear();
    assertThat(lines.isDue("a")).isTrue();
  }

  @Test
  void onlySoManyAreRemembered() {
    for (int i = 0; i <= 100; i++) {
      assertThat(lines.isDue("line " + i)).isTrue();
    }
    assertThat(lines.isDue("line 1")).isFalse();
    assertThat(lines.isDue("line 0")).isTrue();
  }
}
