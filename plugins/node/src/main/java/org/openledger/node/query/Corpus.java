package org.openledger.node.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.attribution.segment.Segment;
import org.openledger.node.rpc.BlockState;
import org.openledger.node.rpc.RpcException;
import org.openledger.node.rpc.RpcFailure;
import org.openledger.precompile.host.NodeFailureException;
import org.openledger.precompile.host.SegmentSource;

/**
 * The sealed versions that a question is about.
 *
 * @param roots for each linked Datanet the segment roots of its linked versions, ascending
 */
record Corpus(List<List<Bytes32>> roots) {

  /** A sealed Datanet version, and with it all those before it. */
  record Link(long datanet, long version) {}

  /**
   * The versions that links reach.
   *
   * @param without Datanets that are left out
   */
  static Corpus of(BlockState state, List<Link> links, Set<Long> without) throws RpcException {
    List<List<Bytes32>> corpus = new ArrayList<>();
    for (Link link : links) {
      if (without.contains(link.datanet())) {
        continue;
      }
      List<Bytes32> roots = new ArrayList<>();
      for (long number = 1; number <= link.version(); number++) {
        roots.add(DatanetMethods.version(state, link.datanet(), number).of().hash("segmentRoot"));
      }
      corpus.add(roots);
    }
    return new Corpus(corpus);
  }

  /** How many versions there are. */
  long versions() {
    return roots.stream().mapToLong(List::size).sum();
  }

  /** Asks the segments. */
  <T> T read(SegmentSource segments, Function<List<Segment>, T> question) throws RpcException {
    try {
      return segments.read(roots, question);
    } catch (NodeFailureException e) {
      throw RpcFailure.INDEX_NOT_READY.because(String.valueOf(e.getMessage()));
    }
  }
}
