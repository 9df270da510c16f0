package org.openledger.precompile.feedback;

import java.math.BigInteger;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.precompile.host.Address;

/**
 * A better answer than an item's.
 *
 * @param author who offers it
 * @param bounty wei that were paid
 * @param state where it stands
 * @param model of the item
 * @param round of the item
 * @param item its number in the round
 * @param contribution with which it was contributed to a Datanet; 0: none
 * @param contentHash of author and content
 */
record Correction(
    Address author,
    BigInteger bounty,
    CorrectionState state,
    long model,
    long round,
    int item,
    long contribution,
    Bytes32 contentHash) {

  Correction approved(BigInteger wei) {
    return new Correction(
        author, wei, CorrectionState.APPROVED, model, round, item, contribution, contentHash);
  }
}
