package org.openledger.attribution.bench;

import java.util.List;
import java.util.SplittableRandom;
import org.openledger.attribution.segment.Segment;

/**
 * Answers to measure with, drawn at random from a seed.
 *
 * <p>Kinds: <em>held-out</em> ones are cut from documents that are not in the segments;
 * <em>mixed</em> ones alternate pieces of the segments of 1 to 40 tokens with held-out pieces of 1
 * to 10; <em>verbatim</em> ones are cut from the segments' documents.
 */
public final class Outputs {
  /** What an answer is made of. */
  public enum Kind {
    HELDOUT,
    MIXED,
    VERBATIM
  }

  private static final int CORPUS_PIECE = 40;
  private static final int HELD_OUT_PIECE = 10;

  private final List<Segment> segments;
  private final List<int[]> heldOut;
  private final SplittableRandom random;

  /**
   * A source of answers.
   *
   * @param segments at least one token
   * @param heldOut documents that are not in the segments; may be none for verbatim answers
   */
  public Outputs(List<Segment> segments, List<int[]> heldOut, long seed) {
    this.segments = List.copyOf(segments);
    this.heldOut = List.copyOf(heldOut);
    this.random = new SplittableRandom(seed);
  }

  /** So many answers of a kind, each of so many tokens. */
  public int[][] draw(Kind kind, int count, int length) {
    int[][] answers = new int[count][];
    for (int i = 0; i < count; i++) {
      answers[i] = answer(kind, length);
    }
    return answers;
  }

  private int[] answer(Kind kind, int length) {
    int[] answer = new int[length];
    int size = 0;
    boolean corpus = kind == Kind.VERBATIM;
    boolean mixed = kind == Kind.MIXED;
    while (size < length) {
      int longest = corpus ? CORPUS_PIECE : HELD_OUT_PIECE;
      int most = mixed ? 1 + random.nextInt(longest) : length - size;
      int[] piece = corpus ? ofSegments() : ofHeldOut();
      int count = Math.min(Math.min(most, piece.length), length - size);
      int from = random.nextInt(piece.length - count + 1);
      System.arraycopy(piece, from, answer, size, count);
      size += count;
      corpus = mixed ? !corpus : corpus;
    }
    return answer;
  }

  /** A document that is not empty, each as likely as it is long. */
  private int[] ofSegments() {
    long at = random.nextLong(segments.stream().mapToLong(Segment::tokens).sum());
    for (Segment segment : segments) {
      if (at < segment.tokens()) {
        return segment.document(segment.documentAt(segment.positionOf((int) at)));
      }
      at -= segment.tokens();
    }
    throw new AssertionError("the sizes do not add up");
  }

  /** A held-out document that is not empty, each as likely as it is long. */
  private int[] ofHeldOut() {
    long at = random.nextLong(heldOut.stream().mapToLong(d -> d.length).sum());
    for (int[] document : heldOut) {
      at -= document.length;
      if (at < 0) {
        return document;
      }
    }
    throw new AssertionError("the lengths do not add up");
  }
}
