package org.openledger.node.query;

import java.util.List;
import java.util.function.Function;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.attribution.segment.Segment;
import org.openledger.node.Node;
import org.openledger.precompile.host.NodeFailureException;
import org.openledger.precompile.host.SegmentSource;

/**
 * A node's segments for queries: what is not ready is missing, now. A block waits for an index; a
 * question that waits would keep its place from all others.
 *
 * @param node what holds them
 */
public record ReadySegments(Node node) implements SegmentSource {

  @Override
  public Segment segment(Bytes32 root) {
    requireReady(root);
    return node.segment(root);
  }

  @Override
  public <T> T read(List<List<Bytes32>> corpus, Function<List<Segment>, T> question) {
    corpus.forEach(roots -> roots.forEach(this::requireReady));
    return node.read(corpus, question);
  }

  private void requireReady(Bytes32 root) {
    if (!node.isReady(root)) {
      throw new NodeFailureException(
          "segment "
              + root.toHexString()
              + " is not ready on this node, or nobody has announced it and this node holds more"
              + " such indexes than it keeps open: see openledger_segmentStatus");
    }
  }
}
