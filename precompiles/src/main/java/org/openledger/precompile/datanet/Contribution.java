package org.openledger.precompile.datanet;

import org.apache.tuweni.bytes.Bytes32;
import org.openledger.precompile.host.Address;

/**
 * A contribution's record.
 *
 * @param datanet id of its Datanet; 0: there is no such contribution
 * @param contributor who contributed, and is paid
 * @param root Merkle root of the content; the commitment while it is not revealed
 * @param tokens tokens in the content
 * @param documents documents in the content; 0 while it is not revealed
 * @param status where it stands
 * @param sealedIn number of the version that holds it; 0: none yet
 * @param standing whether anybody is paid for it
 * @param duplicateOf the earlier contribution that it repeats; 0: none
 * @param deadline while committed: the last block in which it can be revealed; else 0
 * @param bondState what became of its bond
 * @param releaseBlock the first block in which its bond, if it has one, can be released: of a
 *     commitment if it lapses, else once it is judged or taken down; 0 before
 */
public record Contribution(
    long datanet,
    Address contributor,
    Bytes32 root,
    long tokens,
    long documents,
    Status status,
    long sealedIn,
    Standing standing,
    long duplicateOf,
    long deadline,
    BondState bondState,
    long releaseBlock) {

  /** One whose content is known. */
  static Contribution pending(
      long datanet, Address contributor, Bytes32 root, long tokens, long documents) {
    return new Contribution(
        datanet,
        contributor,
        root,
        tokens,
        documents,
        Status.PENDING,
        0,
        Standing.PAID,
        0,
        0,
        BondState.NONE,
        0);
  }

  /** One that is to be revealed. */
  static Contribution committed(
      long datanet,
      Address contributor,
      Bytes32 commitment,
      long tokens,
      long deadline,
      long releaseBlock) {
    return new Contribution(
        datanet,
        contributor,
        commitment,
        tokens,
        0,
        Status.COMMITTED,
        0,
        Standing.PAID,
        0,
        deadline,
        BondState.NONE,
        releaseBlock);
  }

  /** Whether it was not revealed in time. */
  boolean hasLapsed(long block) {
    return status == Status.COMMITTED && block > deadline;
  }

  /** This one, revealed. */
  Contribution revealed(Bytes32 content, long documentCount) {
    return pending(datanet, contributor, content, tokens, documentCount).bonded(bondState);
  }

  /** This one, judged. */
  Contribution judged(Status verdict, Standing as, long repeats, long release) {
    return new Contribution(
        datanet,
        contributor,
        root,
        tokens,
        documents,
        verdict,
        sealedIn,
        as,
        repeats,
        deadline,
        bondState,
        release);
  }

  /** This one without a payee. */
  Contribution unpaid(Standing as) {
    return judged(status, as, duplicateOf, releaseBlock);
  }

  /** This one in a version. */
  Contribution sealed(long version) {
    return new Contribution(
        datanet,
        contributor,
        root,
        tokens,
        documents,
        status,
        version,
        standing,
        duplicateOf,
        deadline,
        bondState,
        releaseBlock);
  }

  /** This one with its bond in another state. */
  Contribution bonded(BondState state) {
    return new Contribution(
        datanet,
        contributor,
        root,
        tokens,
        documents,
        status,
        sealedIn,
        standing,
        duplicateOf,
        deadline,
        state,
        releaseBlock);
  }
}
