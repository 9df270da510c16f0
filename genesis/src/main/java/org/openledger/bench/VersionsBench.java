package org.openledger.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.openledger.attribution.content.Content;
import org.openledger.attribution.rule.CountingWindows;
import org.openledger.attribution.rule.Credit;
import org.openledger.attribution.rule.Owners;
import org.openledger.attribution.rule.Parameters;
import org.openledger.attribution.segment.Contribution;
import org.openledger.attribution.segment.Segment;
import org.openledger.attribution.tokenizer.Tokenizer;
import org.openledger.attribution.weight.WeightTable;

/**
 * Attribution over a Datanet of 64 small versions, as it is when each is a segment of its own, and
 * as it is after the node has merged neighbours by fours: 64 versions are then one segment, and 63,
 * the worst case, are nine. Segments are in memory, the outputs the mixed ones of 200 tokens. Ways
 * are timed by turns, in CPU time of one thread; the median round counts.
 */
final class VersionsBench {

  private static final int VERSIONS = 64;
  private static final int NEIGHBOURS = 4;
  private static final int PIECES_A_VERSION = 4;
  private static final int MOST_TOKENS = 1 << 20;
  private static final int OUTPUTS = 100;
  private static final int LENGTH = 200;
  private static final int WARM_UPS = 3;
  private static final int ROUNDS = 9;
  private static final long SEED = 1;
  private static final String PEER = "one segment a version";

  private final Tokenizer tokenizer;
  private final Parameters parameters;
  private final WeightTable table;

  /** A way to cut versions 1 to so many into segments, and what was measured of it. */
  private record Way(String name, List<Segment> segments, List<Double> micros) {}

  VersionsBench(Tokenizer tokenizer, Parameters parameters) {
    this.tokenizer = tokenizer;
    this.parameters = parameters;
    this.table = WeightTable.shipped(tokenizer.id()).orElseThrow();
  }

  /**
   * Measures.
   *
   * @param indexed documents of the versions; the first 2^20 tokens of them count
   * @param heldOut documents of none
   */
  List<BenchRow> run(List<int[]> indexed, List<int[]> heldOut) {
    List<Contribution> pieces = pieces(indexed);
    List<Way> ways =
        List.of(
            way("64", single(pieces, VERSIONS)),
            way("64.merged", merged(pieces, VERSIONS)),
            way("63", single(pieces, VERSIONS - 1)),
            way("63.merged", merged(pieces, VERSIONS - 1)));
    int[][] answers = answers(pieces, heldOut);
    long[] checks = new long[ways.size()];
    for (int round = -WARM_UPS; round < ROUNDS; round++) {
      for (int w = 0; w < ways.size(); w++) {
        checks[w] = time(ways.get(w), answers, round);
      }
    }
    // Rule T6: merging changes no result.
    if (checks[0] != checks[1] || checks[2] != checks[3]) {
      throw new IllegalStateException("merged versions answer differently");
    }
    return List.of(
        row(ways.get(0), null), row(ways.get(1), ways.get(0)), row(ways.get(3), ways.get(2)));
  }

  private static Way way(String name, List<Segment> segments) {
    return new Way("attribute.mixed200.versions" + name, segments, new ArrayList<>());
  }

  private static BenchRow row(Way way, @Nullable Way peer) {
    return new BenchRow(
        way.name() + ".us_per_token",
        median(way),
        "us",
        null,
        false,
        peer == null ? null : PEER,
        peer == null ? null : median(peer));
  }

  private static double median(Way way) {
    return way.micros().stream().sorted().toList().get(ROUNDS / 2);
  }

  private long time(Way way, int[][] answers, int round) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long begun = threads.getCurrentThreadCpuTime();
    long check = 0;
    for (int[] y : answers) {
      check = 31 * check + attribute(way.segments(), y);
    }
    long nanos = threads.getCurrentThreadCpuTime() - begun;
    if (round >= 0) {
      way.micros().add(nanos / 1e3 / ((double) answers.length * LENGTH));
    }
    return check;
  }

  /** Windows, owners and units. Payees are not looked up: each contribution is one of 64. */
  private long attribute(List<Segment> segments, int[] y) {
    int[] weights = table.weights(y, parameters.maxWeight());
    CountingWindows windows = CountingWindows.of(y, weights, parameters);
    long[] owners = Owners.of(y, windows, segments);
    int[] payees = new int[y.length];
    for (int i = 0; i < y.length; i++) {
      payees[i] = owners[i] == Owners.NONE ? Credit.NOBODY : (int) (owners[i] & 63);
    }
    return 31L * Arrays.hashCode(owners) + Credit.of(payees, 64, weights, parameters).paidTokens();
  }

  /** The documents, cut into pieces of one length, each a contribution. */
  private List<Contribution> pieces(List<int[]> documents) {
    int[] text = documents.stream().flatMapToInt(Arrays::stream).limit(MOST_TOKENS).toArray();
    int count = VERSIONS * PIECES_A_VERSION;
    if (text.length < count) {
      throw new IllegalArgumentException("too small a corpus: " + text.length + " tokens");
    }
    int length = text.length / count;
    List<Contribution> pieces = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int[] ids = Arrays.copyOfRange(text, i * length, (i + 1) * length);
      pieces.add(Contribution.of(i + 1L, Content.of(List.of(ids), tokenizer.vocabularySize())));
    }
    return pieces;
  }

  private List<Segment> single(List<Contribution> pieces, int versions) {
    List<Segment> segments = new ArrayList<>();
    for (int v = 0; v < versions; v++) {
      segments.add(segment(pieces, v, 1));
    }
    return segments;
  }

  /** From the front, the largest runs by powers of four that fit. */
  private List<Segment> merged(List<Contribution> pieces, int versions) {
    List<Segment> segments = new ArrayList<>();
    int next = 0;
    while (next < versions) {
      int size = VERSIONS;
      while (next % size != 0 || next + size > versions) {
        size /= NEIGHBOURS;
      }
      segments.add(segment(pieces, next, size));
      next += size;
    }
    return segments;
  }

  private Segment segment(List<Contribution> pieces, int first, int versions) {
    int begin = first * PIECES_A_VERSION;
    return Segment.of(
        tokenizer.id(),
        tokenizer.vocabularySize(),
        pieces.subList(begin, begin + versions * PIECES_A_VERSION));
  }

  /** Pieces of the versions of 1 to 40 tokens by turns with held-out pieces of 1 to 10. */
  private static int[][] answers(List<Contribution> pieces, List<int[]> heldOut) {
    SplittableRandom random = new SplittableRandom(SEED);
    int[][] answers = new int[OUTPUTS][LENGTH];
    for (int[] answer : answers) {
      boolean own = true;
      int size = 0;
      while (size < LENGTH) {
        int[] from =
            own
                ? pieces.get(random.nextInt(pieces.size())).content().document(0)
                : heldOut.get(random.nextInt(heldOut.size()));
        int most = 1 + random.nextInt(own ? 40 : 10);
        int count = Math.min(Math.min(most, from.length), LENGTH - size);
        int at = random.nextInt(from.length - count + 1);
        System.arraycopy(from, at, answer, size, count);
        size += count;
        own = !own;
      }
    }
    return answers;
  }
}
