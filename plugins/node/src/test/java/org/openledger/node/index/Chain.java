package org.openledger.node.index;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.attribution.content.Content;
import org.openledger.attribution.content.SegmentRoot;
import org.openledger.attribution.rule.CountingWindows;
import org.openledger.attribution.rule.Owners;
import org.openledger.attribution.rule.Parameters;
import org.openledger.attribution.rule.Unit;
import org.openledger.attribution.segment.Contribution;
import org.openledger.attribution.segment.Segment;
import org.openledger.node.content.ContentStore;

/**
 * A Datanet of small versions whose texts repeat one another a lot, all of it given by a seed. The
 * orders of neighbouring versions interleave, as they do where a contribution is accepted late.
 */
final class Chain {

  static final int V = 256;
  private static final int IDS = 5;
  private static final Parameters PARAMETERS = new Parameters(2, 1, Unit.TOKENS, 16 * 1024);

  private final List<List<Contribution>> contributions = new ArrayList<>();
  private final List<SealedVersion> versions = new ArrayList<>();
  private final List<Bytes32> digests = new ArrayList<>();

  Chain(long seed, long datanet, int size) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int v = 0; v < size; v++) {
      List<Contribution> version = new ArrayList<>();
      for (int c = 0; c < 2; c++) {
        // Versions 2k and 2k+1 share out orders 4k .. 4k+3 by turns.
        long order = 1 + datanet * 1_000_000 + (v / 2) * 4L + c * 2L + v % 2;
        int[] ids = random.ints(1 + random.nextInt(30), 0, IDS).toArray();
        version.add(Contribution.of(order, Content.of(List.of(ids), V)));
      }
      contributions.add(version);
      long[] orders = version.stream().mapToLong(Contribution::order).toArray();
      byte[][] roots = version.stream().map(Contribution::contentRoot).toArray(byte[][]::new);
      versions.add(
          new SealedVersion(
              Bytes32.wrap(SegmentRoot.of(orders, roots)),
              datanet,
              v + 1L,
              "utf8-bytes",
              Arrays.stream(orders).boxed().toList(),
              Arrays.stream(roots).map(Bytes32::wrap).toList()));
      digests.add(Bytes32.wrap(Segment.of("utf8-bytes", V, version).digest()));
    }
  }

  SealedVersion version(int number) {
    return versions.get(number - 1);
  }

  /** Segment roots of versions 1 to so many. */
  List<Bytes32> roots(int last) {
    return versions.subList(0, last).stream().map(SealedVersion::segmentRoot).toList();
  }

  /** Publishes, seals and activates a version. */
  void give(int number, ContentStore contents, SegmentIndex index) {
    seal(number, contents, index);
    attest(number, index);
  }

  /** Publishes and seals a version. */
  void seal(int number, ContentStore contents, SegmentIndex index) {
    for (Contribution contribution : contributions.get(number - 1)) {
      contents.put(Bytes32.wrap(contribution.contentRoot()), contribution.content().encoded());
    }
    index.add(version(number));
  }

  /** Activates a version. */
  void attest(int number, SegmentIndex index) {
    index.attest(version(number).segmentRoot(), digests.get(number - 1));
  }

  static int[] answer(SplittableRandom random) {
    return random.ints(1 + random.nextInt(60), 0, IDS).toArray();
  }

  /** What the index says who owns the tokens, for versions 1 to so many. */
  long[] owners(SegmentIndex index, int last, int[] answer) {
    return index.read(
        List.of(roots(last)), segments -> Owners.of(answer, windows(answer), segments));
  }

  /** The same by comparing each window with each document: no segment, no suffix array. */
  long[] expected(int last, int[] answer) {
    long[] owners = new long[answer.length];
    Arrays.fill(owners, Owners.NONE);
    CountingWindows windows = windows(answer);
    for (int w = 0; w < windows.size(); w++) {
      int[] window = Arrays.copyOfRange(answer, windows.begin(w), windows.end(w));
      long holder = holder(last, window);
      for (int i = windows.begin(w); holder != Owners.NONE && i < windows.end(w); i++) {
        owners[i] = owners[i] == Owners.NONE ? holder : Math.min(owners[i], holder);
      }
    }
    return owners;
  }

  private long holder(int last, int[] window) {
    long holder = Owners.NONE;
    for (List<Contribution> version : contributions.subList(0, last)) {
      for (Contribution contribution : version) {
        long order = contribution.order();
        int[] text = contribution.content().document(0);
        if (holds(text, window) && (holder == Owners.NONE || order < holder)) {
          holder = order;
        }
      }
    }
    return holder;
  }

  private static boolean holds(int[] text, int[] window) {
    for (int at = 0; at + window.length <= text.length; at++) {
      if (Arrays.mismatch(text, at, at + window.length, window, 0, window.length) < 0) {
        return true;
      }
    }
    return false;
  }

  private static CountingWindows windows(int[] answer) {
    int[] weights = new int[answer.length];
    Arrays.fill(weights, 1024);
    return CountingWindows.of(answer, weights, PARAMETERS);
  }
}
