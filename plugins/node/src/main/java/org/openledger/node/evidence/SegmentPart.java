package org.openledger.node.evidence;

import java.util.ArrayList;
import java.util.List;
import org.openledger.attribution.content.MerkleMultiProof;
import org.openledger.attribution.content.SegmentRoot;

/**
 * Some contributions of a sealed version, and what proves them against its segment root; the root
 * itself follows.
 *
 * @param datanet its Datanet
 * @param version its number
 * @param treeSize contributions of the whole version
 * @param contributions by ascending index
 * @param hashes see {@link MerkleMultiProof}
 */
public record SegmentPart(
    long datanet,
    long version,
    int treeSize,
    List<ContributionPart> contributions,
    List<byte[]> hashes) {

  public SegmentPart {
    contributions = List.copyOf(contributions);
    hashes = List.copyOf(hashes);
  }

  /** The root that a version with these contributions has. */
  byte[] segmentRoot() throws EvidenceException {
    try {
      List<byte[]> leaves = new ArrayList<>();
      for (ContributionPart part : contributions) {
        leaves.add(SegmentRoot.leaf(part.contribution(), part.contentRoot()));
      }
      int[] indexes = contributions.stream().mapToInt(ContributionPart::index).toArray();
      return new MerkleMultiProof(treeSize, indexes, hashes).rootFor(leaves);
    } catch (IllegalArgumentException e) {
      throw new EvidenceException(Fault.MALFORMED, String.valueOf(e.getMessage()));
    }
  }
}
