package org.openledger.story;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * What waits for blocks, on several tracks that go on side by side: of their next steps the one
 * that is due first is always taken, so that no window of one is missed while another is waited
 * for.
 */
final class Agenda {

  /**
   * A step.
   *
   * @param block the first block after which it can be done; asked once the one before is done
   * @param act does it
   */
  record Step(LongSupplier block, Runnable act) {}

  private record Due(long block, Deque<Step> track) {}

  private final Blocks blocks;
  private final List<Deque<Step>> tracks = new ArrayList<>();

  Agenda(Blocks blocks) {
    this.blocks = blocks;
  }

  /** Adds a track. */
  Agenda with(List<Step> steps) {
    if (!steps.isEmpty()) {
      tracks.add(new ArrayDeque<>(steps));
    }
    return this;
  }

  /** Does all of it. */
  void run() {
    while (!tracks.isEmpty()) {
      Due first = first();
      blocks.await(first.block());
      first.track().removeFirst().act().run();
      tracks.removeIf(Deque::isEmpty);
    }
  }

  private Due first() {
    Due first = new Due(Long.MAX_VALUE, new ArrayDeque<>());
    for (Deque<Step> track : tracks) {
      long block = track.getFirst().block().getAsLong();
      if (block < first.block()) {
        first = new Due(block, track);
      }
    }
    return first;
  }
}
