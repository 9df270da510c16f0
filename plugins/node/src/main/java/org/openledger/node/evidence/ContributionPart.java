package org.openledger.node.evidence;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.openledger.attribution.content.MerkleMultiProof;

/**
 * Some chunks of a contribution, and what proves them against its content root; the root itself
 * follows.
 *
 * @param contribution its id, which is its order
 * @param index of its leaf in the segment's tree
 * @param treeSize chunks of the whole content
 * @param chunks leaves of the content's tree, by index
 * @param hashes see {@link MerkleMultiProof}
 */
public record ContributionPart(
    long contribution,
    int index,
    int treeSize,
    SortedMap<Integer, byte[]> chunks,
    List<byte[]> hashes) {

  public ContributionPart {
    chunks = new TreeMap<>(chunks);
    hashes = List.copyOf(hashes);
  }

  /** The root that a content with these chunks has. */
  byte[] contentRoot() throws EvidenceException {
    try {
      int[] indexes = chunks.keySet().stream().mapToInt(Integer::intValue).toArray();
      return new MerkleMultiProof(treeSize, indexes, hashes).rootFor(List.copyOf(chunks.values()));
    } catch (IllegalArgumentException e) {
      throw new EvidenceException(Fault.MALFORMED, String.valueOf(e.getMessage()));
    }
  }

  /** Whether the whole content is here. */
  boolean isWhole() {
    return chunks.size() == treeSize;
  }
}
