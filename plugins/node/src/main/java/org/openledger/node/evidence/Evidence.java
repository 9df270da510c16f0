package org.openledger.node.evidence;

import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.openledger.node.chain.AccountProof;

/**
 * Evidence about a settled inference. Nothing in it is to be believed before {@link Verifier} has
 * checked it; formats: {@link CompactEvidence}, {@link EvidenceJson}.
 *
 * @param header RLP of the header of the settlement's block
 * @param receipt the log of the settlement
 * @param answer the answer as it was settled, packed
 * @param runs owners of its tokens, in their order
 * @param state storage words after the block, by ascending account and key: those that are needed
 * @param segments the data that windows are in, by ascending Datanet and version
 * @param claim what is claimed
 */
public record Evidence(
    Bytes header,
    ReceiptProof receipt,
    Bytes answer,
    List<OwnerRun> runs,
    List<AccountProof> state,
    List<SegmentPart> segments,
    Claim claim) {

  public Evidence {
    header = header.copy();
    answer = answer.copy();
    runs = List.copyOf(runs);
    state = List.copyOf(state);
    segments = List.copyOf(segments);
  }
}
