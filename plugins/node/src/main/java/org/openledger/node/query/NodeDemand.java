package org.openledger.node.query;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.attribution.content.TokenPacking;
import org.openledger.attribution.tokenizer.Tokenizers;
import org.openledger.node.MissingContent;
import org.openledger.node.Node;
import org.openledger.node.peer.ContentDemand;
import org.openledger.node.peer.WantedContent;
import org.openledger.node.rpc.BlockState;
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

  /** Most contents that are wanted at one time. */
  private static final int MOST = 64;

  private final Node node;
  private final Queries queries;
  private final Map<Bytes32, Long> sizes = new HashMap<>();
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
  public List<WantedContent> wanted() {
    node.retry();
    List<MissingContent> missing = node.missingContents();
    tell(missing);
    List<MissingContent> first = missing.subList(0, Math.min(MOST, missing.size()));
    sizes.keySet().retainAll(first.stream().map(MissingContent::root).toList());
    try {
      return first.isEmpty() ? List.of() : queries.atHead(state -> sized(state, first));
    } catch (RpcException e) {
      LOG.debug("no lengths of contents: {}", e.getMessage());
      return List.of();
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

  private List<WantedContent> sized(BlockState state, List<MissingContent> missing)
      throws RpcException {
    List<WantedContent> wanted = new ArrayList<>();
    for (MissingContent it : missing) {
      int vocabulary = Tokenizers.byId(it.tokenizer()).vocabularySize();
      Long size = sizes.get(it.root());
      if (size == null) {
        long ids = ContentMethods.ids(DatanetMethods.contribution(state, it.contribution()));
        size = Math.multiplyExact(ids, TokenPacking.width(vocabulary));
        sizes.put(it.root(), size);
      }
      wanted.add(new WantedContent(it.contribution(), it.root(), size, vocabulary));
    }
    return wanted;
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
