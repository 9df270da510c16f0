package org.openledger.attribution.collection;

import java.util.ArrayList;
import java.util.List;
import org.openledger.attribution.segment.Segment;

/**
 * Which windows of a new document stand in an index already, and whose they are. A window is every
 * run of so many tokens; passages extend a window as far as a document of the index goes on alike.
 *
 * <p>What passages and owners are does not depend on how the contributions share out segments.
 *
 * <p>Cost: the document is looked up piece by piece ({@link DocumentPiece}): few look-ups for each
 * window length where it is new, few for each passage where it is copied, at most one for each
 * token and two for each passage anywhere. Memory besides the result: that of a piece, or of the
 * longest passage.
 *
 * @param windows of the document: its tokens - window + 1, or 0
 * @param present how many of them stand in the index
 * @param passages where they are, by ascending begin
 */
public record Duplicates(int windows, int present, List<Passage> passages) {
  /** Keeps its own copy. */
  public Duplicates {
    passages = List.copyOf(passages);
  }

  /**
   * Looks a document up. Many threads may look up documents in the same segments.
   *
   * @param document its ids
   * @param window tokens of a window, at least 1
   */
  public static Duplicates of(int[] document, int window, List<Segment> segments) {
    if (window < 1) {
      throw new IllegalArgumentException("a window has at least 1 token: " + window);
    }
    int windows = Math.max(0, document.length - window + 1);
    List<Passage> passages = new ArrayList<>();
    int begin = 0;
    while (begin < windows) {
      begin = new DocumentPiece(document, begin, window, segments).collect(passages);
    }
    int present = passages.stream().mapToInt(Passage::windows).sum();
    return new Duplicates(windows, present, passages);
  }
}
