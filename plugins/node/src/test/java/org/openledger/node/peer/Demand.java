package org.openledger.node.peer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.attribution.content.Content;
import org.openledger.node.MissingContent;

/** Wants contents until it has them. */
final class Demand implements ContentDemand {

  final Map<Bytes32, byte[]> kept = new ConcurrentHashMap<>();
  private final Map<Bytes32, WantedContent> contents = new LinkedHashMap<>();

  Demand(List<Content> wanted) {
    for (Content content : wanted) {
      Bytes32 root = Bytes32.wrap(content.root());
      contents.put(
          root,
          new WantedContent(
              contents.size() + 1L, root, content.encoded().length, content.vocabularySize()));
    }
  }

  @Override
  public List<MissingContent> missing() {
    return contents.values().stream()
        .filter(it -> !has(it.root()))
        .map(it -> new MissingContent(it.contribution(), it.root(), "utf8-bytes", 1, 1, false))
        .toList();
  }

  @Override
  public Optional<WantedContent> sized(MissingContent missing) {
    return Optional.ofNullable(contents.get(missing.root()));
  }

  @Override
  public boolean has(Bytes32 root) {
    return kept.containsKey(root);
  }

  @Override
  public void keep(Bytes32 root, byte[] encoded) {
    kept.put(root, encoded);
  }
}
