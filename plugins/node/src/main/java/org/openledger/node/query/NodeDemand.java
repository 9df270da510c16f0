package org.openledger.node.query;

import java.util.List;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.attribution.content.TokenPacking;
import org.openledger.attribution.tokenizer.Tokenizers;
import org.openledger.node.MissingContent;
import org.openledger.node.Node;
import org.openledger.node.peer.ContentDemand;
import org.openledger.node.peer.WantedContent;
import org.openledger.node.rpc.Queries;
import org.openledger.node.rpc.RpcException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The contents that a node lacks, with their lengths, which follow from what the chain says. Asked
 * by one thread.
 */
public final class NodeDemand implements ContentDemand {

  private static final Logger LOG = LoggerFactory.getLogger(NodeDemand.class);

  private final Node node;
  private final Queries queries;
  private int told;

  /**
   * @param node what lacks them
   * @param queries the chain, once it is open
   */
  public NodeDemand(Node node, Queries queries) {
    this.node = node;
    this.queries = queries;
  }

  @Override
  public List<MissingContent> missing() {
    node.retry();
    List<MissingContent> missing = node.missingContents();
    tell(missing);
    return missing;
  }

  @Override
  public Optional<WantedContent> sized(MissingContent missing) {
    int vocabulary = Tokenizers.byId(missing.tokenizer()).vocabularySize();
    try {
      return Optional.of(
          queries.atHead(
              state -> {
                long ids =
                    ContentMethods.ids(DatanetMethods.contribution(state, missing.contribution()));
                long size = Math.multiplyExact(ids, TokenPacking.width(vocabulary));
                return new WantedContent(missing.contribution(), missing.root(), size, vocabulary);
              }));
    } catch (RpcException e) {
      LOG.debug("no length of content {}: {}", missing.root(), e.getMessage());
      return Optional.empty();
    }
  }

  @Override
  public boolean has(Bytes32 root) {
    return node.hasContent(root);
  }

  @Override
  public void keep(Bytes32 root, byte[] encoded) {
    node.keep(root, encoded);
  }

  /** When contents begin to lack, and when none does any more. */
  private void tell(List<MissingContent> missing) {
    if (missing.size() > told) {
      MissingContent first = missing.getFirst();
      LOG.warn(
          "OL-360 {} content(s) of sealed versions are missing here, first {} of contribution {}"
              + " (Datanet {} version {}): peers are asked for them, where some are named",
          missing.size(),
          first.root().toHexString(),
          first.contribution(),
          first.datanet(),
          first.version());
    } else if (missing.isEmpty() && told > 0) {
      LOG.info("OL-361 no content of a sealed version is missing here any more");
    }
    told = missing.size();
  }
}
