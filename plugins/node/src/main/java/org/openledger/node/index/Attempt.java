package org.openledger.node.index;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.apache.tuweni.bytes.Bytes32;

/** One attempt to have a segment: opened from its file, or built. It runs once, on any thread. */
final class Attempt extends FutureTask<OpenSegment> {

  private final int number;
  private final Runnable whenDone;
  private final Set<Bytes32> awaited = new HashSet<>();
  private boolean hurried;
  private volatile long ended;

  /**
   * @param number how many attempts in a row failed for want of content before this
   * @param whenDone told when it has ended in any way
   */
  Attempt(Callable<OpenSegment> work, int number, Runnable whenDone) {
    super(work);
    this.number = number;
    this.whenDone = whenDone;
  }

  int number() {
    return number;
  }

  /** Notes contents for want of which this attempt fails. */
  synchronized void await(Set<Bytes32> roots) {
    awaited.addAll(roots);
  }

  /** Whether with this content everything has arrived that the attempt failed for want of. */
  synchronized boolean completes(Bytes32 root) {
    return awaited.remove(root) && awaited.isEmpty();
  }

  /** Whether it has not been asked for before. */
  synchronized boolean hurry() {
    boolean first = !hurried;
    hurried = true;
    return first;
  }

  /**
   * Whether it failed so long ago, and of such a cause, that another attempt may succeed. What
   * follows from the content alone fails again: an index too large, an unknown tokenizer.
   */
  boolean isWorthRepeating(Duration pause) {
    if (state() != State.FAILED || System.nanoTime() - ended < pause.toNanos()) {
      return false;
    }
    return switch (exceptionNow()) {
      case IllegalArgumentException e -> false;
      case ArithmeticException e -> false;
      case WrongIndexException e -> false;
      default -> true;
    };
  }

  @Override
  protected void done() {
    whenDone.run();
  }

  @Override
  protected void setException(Throwable thrown) {
    // Before anybody sees that it has failed.
    ended = System.nanoTime();
    super.setException(thrown);
  }
}
