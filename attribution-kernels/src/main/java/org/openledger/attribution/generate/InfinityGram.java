package org.openledger.attribution.generate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.openledger.attribution.segment.Interval;
import org.openledger.attribution.segment.Segment;

/**
 * A language model without weights: samples each token by how often it follows the longest suffix
 * of the context that occurs in the segments (Liu et al., "Infini-gram: Scaling Unbounded n-gram
 * Language Models to a Trillion Tokens", COLM 2024).
 *
 * <p>Unbounded, such a model soon copies one document to its end: a long context has one
 * continuation. Two choices of ours keep it mixing sources. The context is at most {@code
 * maxContext} tokens; and where only one token ever follows the suffix, it backs off to the next
 * shorter suffix once in {@code backOffOnce} times, as often as it takes. Tokens at the end of a
 * document have no continuation and are not counted; the empty suffix is followed by every token.
 *
 * <p>The same segments in the same order, seed and prompt give the same answer: randomness comes
 * from {@link Random}, whose numbers Java specifies.
 */
public final class InfinityGram {
  private final List<Segment> segments;
  private final int maxContext;
  private final int backOffOnce;
  private final Random random;

  /**
   * A model with context of at most 8 tokens that backs off from a sole continuation every second
   * time.
   */
  public InfinityGram(List<Segment> segments, long seed) {
    this(segments, 8, 2, seed);
  }

  /**
   * A model.
   *
   * @param segments what it has read: one tokenizer, at least one token
   * @param maxContext tokens of the longest suffix that is looked up, at least 0
   * @param backOffOnce how seldom it leaves a sole continuation, at least 1 (always)
   * @param seed of its randomness
   */
  public InfinityGram(List<Segment> segments, int maxContext, int backOffOnce, long seed) {
    if (segments.stream().allMatch(segment -> segment.tokens() == 0)) {
      throw new IllegalArgumentException("a model of no tokens has nothing to say");
    }
    if (maxContext < 0 || backOffOnce < 1) {
      throw new IllegalArgumentException("maxContext is at least 0, backOffOnce at least 1");
    }
    this.segments = List.copyOf(segments);
    this.maxContext = maxContext;
    this.backOffOnce = backOffOnce;
    this.random = new Random(seed);
  }

  /** Generates ids that continue the prompt; the prompt is not part of the result. */
  public int[] generate(int[] prompt, int length) {
    int[] text = Arrays.copyOf(prompt, Math.addExact(prompt.length, length));
    for (int end = prompt.length; end < text.length; end++) {
      text[end] = next(text, end);
    }
    return Arrays.copyOfRange(text, prompt.length, text.length);
  }

  private int next(int[] text, int end) {
    for (int begin = Math.max(0, end - maxContext); begin < end; begin++) {
      Continuations found = continuations(text, begin, end);
      if (found.total > 0 && (!found.sole() || random.nextInt(backOffOnce) != 0)) {
        return found.token(pick(found.total));
      }
    }
    Continuations any = continuations(text, end, end);
    return any.token(pick(any.total));
  }

  private long pick(long total) {
    return Math.floorMod(random.nextLong(), total);
  }

  private Continuations continuations(int[] text, int begin, int end) {
    Continuations found = new Continuations(end - begin);
    for (Segment segment : segments) {
      Interval interval = segment.interval(text, begin, end);
      found.add(segment, interval);
    }
    return found;
  }

  /** The occurrences of a suffix that a token follows, over all segments. */
  private static final class Continuations {
    private final int suffixLength;
    private final List<Segment> segments = new ArrayList<>();
    private final List<Interval> intervals = new ArrayList<>();
    private long total;

    Continuations(int suffixLength) {
      this.suffixLength = suffixLength;
    }

    /** Leaves out the occurrences at the end of a document, which come first in the interval. */
    void add(Segment segment, Interval interval) {
      int low = interval.lo();
      int high = interval.hi();
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (token(segment, middle) < 0) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      if (low < interval.hi()) {
        segments.add(segment);
        intervals.add(new Interval(low, interval.hi()));
        total += interval.hi() - low;
      }
    }

    /** Whether one token follows everywhere: they are sorted, so the ends tell. */
    boolean sole() {
      int first = token(segments.getFirst(), intervals.getFirst().lo());
      for (int s = 0; s < segments.size(); s++) {
        Interval interval = intervals.get(s);
        if (token(segments.get(s), interval.lo()) != first
            || token(segments.get(s), interval.hi() - 1) != first) {
          return false;
        }
      }
      return true;
    }

    int token(long occurrence) {
      long rest = occurrence;
      int s = 0;
      while (rest >= intervals.get(s).count()) {
        rest -= intervals.get(s++).count();
      }
      return token(segments.get(s), intervals.get(s).lo() + (int) rest);
    }

    private int token(Segment segment, int rank) {
      return segment.tokenAt(segment.positionOf(rank) + suffixLength);
    }
  }
}
