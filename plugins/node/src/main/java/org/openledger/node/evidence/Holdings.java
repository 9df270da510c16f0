package org.openledger.node.evidence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.openledger.attribution.content.Content;
import org.openledger.attribution.content.MerkleMultiProof;
import org.openledger.attribution.rule.CountingWindows;
import org.openledger.attribution.rule.Owners;
import org.openledger.attribution.rule.Parameters;
import org.openledger.attribution.segment.Query;
import org.openledger.attribution.segment.Segment;

/** Who holds an answer's counting windows first, and where; read from a node's index. */
final class Holdings {

  private final int[] output;
  private final int[] weights;
  private final Parameters rule;
  private final List<Holding> holdings = new ArrayList<>();
  private final long[] owners;

  /** Looks the windows up; the segments are needed for as long as this is. */
  Holdings(
      int[] output,
      int[] weights,
      Parameters rule,
      CountingWindows windows,
      List<Segment> segments) {
    this.output = output;
    this.weights = weights;
    this.rule = rule;
    owners = Owners.of(output, windows, segments);
    int[] begins = new int[windows.size()];
    int[] ends = new int[windows.size()];
    Arrays.setAll(begins, windows::begin);
    Arrays.setAll(ends, windows::end);
    @Nullable Holding[] first = new @Nullable Holding[windows.size()];
    for (Segment segment : segments) {
      Query query = segment.query(output);
      int[] places = query.earliest(begins, ends);
      for (int w = 0; w < places.length; w++) {
        if (places[w] >= 0) {
          Holding found = holding(segment, places[w], begins[w], ends[w]);
          Holding known = first[w];
          if (known == null || found.contribution() < known.contribution()) {
            first[w] = found;
          }
        }
      }
    }
    for (Holding holding : first) {
      if (holding != null) {
        holdings.add(holding);
      }
    }
  }

  private Holding holding(Segment segment, int place, int begin, int end) {
    int document = segment.documentAt(place);
    int offset = segment.offsetAt(place);
    int length = segment.documentLength(document);
    int from = begin;
    int to = end;
    while (from > 0
        && offset - (begin - from) > 0
        && segment.tokenAt(place - (begin - from) - 1) == output[from - 1]) {
      from--;
    }
    while (to < output.length
        && offset + (to - begin) < length
        && segment.tokenAt(place + (to - begin)) == output[to]) {
      to++;
    }
    return new Holding(
        begin, end, segment.order(document), segment.documentIndex(document), offset, from, to);
  }

  /** The order of each token's owner. */
  long[] owners() {
    return owners.clone();
  }

  /** Runs of equal owners. */
  List<OwnerRun> runs() {
    List<OwnerRun> runs = new ArrayList<>();
    for (int begin = 0; begin < owners.length; ) {
      int end = begin + 1;
      while (end < owners.length && owners[end] == owners[begin]) {
        end++;
      }
      runs.add(
          new OwnerRun(
              end - begin, owners[begin] == Owners.NONE ? OwnerRun.NOBODY : owners[begin]));
      begin = end;
    }
    return runs;
  }

  /** Few windows in which every owned token is shown to be its owner's. */
  List<HeldWindow> windows() {
    SortedSet<HeldWindow> windows = new TreeSet<>(Verifier.ORDER);
    boolean[] shown = new boolean[owners.length];
    for (int i = 0; i < owners.length; i++) {
      if (!shown[i] && owners[i] != Owners.NONE) {
        windows.add(window(farthest(i), i, shown));
      }
    }
    return List.copyOf(windows);
  }

  /** A window that shows this; empty where nothing does. */
  @Nullable HeldWindow contradicting(long[] claimed) {
    for (Holding holding : holdings) {
      for (int i = holding.begin(); i < holding.end(); i++) {
        if (claimed[i] == Owners.NONE || claimed[i] > holding.contribution()) {
          return holding.window(holding.begin(), holding.end());
        }
      }
    }
    return null;
  }

  /** The owner's stretch over a token that reaches farthest. */
  private Holding farthest(int token) {
    Holding best = null;
    for (Holding holding : holdings) {
      if (holding.contribution() == owners[token]
          && holding.reaches(token)
          && (best == null || holding.longestEnd() > best.longestEnd())) {
        best = holding;
      }
    }
    if (best == null) {
      throw new IllegalStateException("token " + token + " has an owner who holds no window");
    }
    return best;
  }

  /** The part of a stretch that shows all tokens from one on that are its contribution's. */
  private HeldWindow window(Holding holding, int token, boolean[] shown) {
    int last = token;
    for (int i = token; i < holding.longestEnd(); i++) {
      if (owners[i] == holding.contribution()) {
        shown[i] = true;
        last = i;
      }
    }
    int begin = token;
    int end = last + 1;
    while (end < holding.longestEnd() && !counts(begin, end)) {
      end++;
    }
    while (begin > holding.longestBegin() && !counts(begin, end)) {
      begin--;
    }
    return holding.window(begin, end);
  }

  private boolean counts(int begin, int end) {
    long weight = 0;
    for (int i = begin; i < end; i++) {
      weight += weights[i];
    }
    return rule.counts(end - begin, weight);
  }

  /**
   * The chunks that windows of one contribution are in.
   *
   * @param index of its leaf in the segment's tree
   */
  static ContributionPart part(
      long contribution, int index, Content content, List<HeldWindow> windows) {
    SortedMap<Integer, byte[]> chunks = new TreeMap<>();
    for (HeldWindow window : windows) {
      if (window.contribution() == contribution) {
        int last = window.offset() + window.end() - window.begin() - 1;
        for (int chunk = content.chunkOf(window.document(), window.offset());
            chunk <= content.chunkOf(window.document(), last);
            chunk++) {
          chunks.put(chunk, content.chunk(chunk));
        }
      }
    }
    return part(contribution, index, content, chunks);
  }

  /** The whole of a contribution. */
  static ContributionPart whole(long contribution, int index, Content content) {
    SortedMap<Integer, byte[]> chunks = new TreeMap<>();
    for (int chunk = 0; chunk < content.treeSize(); chunk++) {
      chunks.put(chunk, content.chunk(chunk));
    }
    return part(contribution, index, content, chunks);
  }

  private static ContributionPart part(
      long contribution, int index, Content content, SortedMap<Integer, byte[]> chunks) {
    int[] indexes = chunks.keySet().stream().mapToInt(Integer::intValue).toArray();
    MerkleMultiProof proof = content.prove(indexes);
    return new ContributionPart(contribution, index, content.treeSize(), chunks, proof.hashes());
  }
}
