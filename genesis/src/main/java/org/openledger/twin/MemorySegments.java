package org.openledger.twin;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.tuweni.bytes.Bytes32;
import org.jspecify.annotations.Nullable;
import org.openledger.attribution.segment.Segment;
import org.openledger.precompile.host.NodeFailureException;
import org.openledger.precompile.host.SegmentSource;

/** The segments of a network that is in memory only. */
public final class MemorySegments implements SegmentSource {

  private final SortedMap<Bytes32, Segment> segments = new TreeMap<>();
  private boolean remembers;
  private @Nullable Object remembered;

  MemorySegments() {}

  void add(Segment segment) {
    segments.put(Bytes32.wrap(segment.root()), segment);
  }

  /** From now on the first answer is given again: attribution takes no time. */
  public void remember() {
    remembers = true;
  }

  @Override
  public Segment segment(Bytes32 root) {
    Segment segment = segments.get(root);
    if (segment == null) {
      throw new NodeFailureException("no segment " + root.toHexString() + " was built");
    }
    return segment;
  }

  @Override
  @SuppressWarnings("unchecked") // One kind of question is asked while it remembers.
  public <T> T read(List<List<Bytes32>> corpus, Function<List<Segment>, T> question) {
    if (!remembers) {
      return SegmentSource.super.read(corpus, question);
    }
    if (remembered == null) {
      remembered = SegmentSource.super.read(corpus, question);
    }
    return (T) remembered;
  }
}
