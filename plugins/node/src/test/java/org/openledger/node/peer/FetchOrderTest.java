package org.openledger.node.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.junit.jupiter.api.Test;
import org.openledger.node.MissingContent;

class FetchOrderTest {

  private final FetchOrder order = new FetchOrder();

  private static MissingContent missing(long number, boolean needed) {
    Bytes32 root = UInt256.valueOf(number).toBytes();
    return new MissingContent(number, root, "utf8-bytes", 1, 1, needed);
  }

  private static List<MissingContent> some(long first, long last, boolean needed) {
    return LongStream.rangeClosed(first, last).mapToObj(it -> missing(it, needed)).toList();
  }

  /** Who is asked for, one after the other. */
  private List<Long> turns(int count, List<MissingContent> missing) {
    List<Long> turns = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      MissingContent next = order.of(missing).getFirst();
      turns.add(next.contribution());
      order.asked(next.root());
    }
    return turns;
  }

  @Test
  void whatWasNotAskedForComesFirst() {
    assertThat(turns(7, some(1, 3, false))).containsExactly(1L, 2L, 3L, 1L, 2L, 3L, 1L);
    assertThat(turns(2, some(1, 5, false))).containsExactly(4L, 5L);
  }

  @Test
  void everySecondTurnIsThatOfWhatIsNeeded() {
    List<MissingContent> all =
        Stream.concat(some(8, 9, true).stream(), some(1, 3, false).stream()).toList();
    assertThat(turns(8, all)).containsExactly(8L, 1L, 9L, 2L, 8L, 3L, 9L, 1L);
    assertThat(order.of(all)).hasSize(5).doesNotHaveDuplicates();
  }

  @Test
  void aRootIsAskedForOnceHoweverManyNameIt() {
    MissingContent other =
        new MissingContent(9, missing(1, true).root(), "cl100k_base", 2, 1, false);
    assertThat(order.of(List.of(missing(1, true), other))).containsExactly(missing(1, true));
    assertThat(order.of(List.of())).isEmpty();
  }
}
