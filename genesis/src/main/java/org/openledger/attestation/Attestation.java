package org.openledger.attestation;

import java.util.Map;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.precompile.host.Address;

/**
 * What is to be said of a version's index.
 *
 * @param datanet the Datanet's id
 * @param version the version's number
 * @param segmentRoot root of its segment
 * @param digest of this node's index; empty until it has one
 * @param given what this operator has attested so far
 * @param others present operators that attest another digest than this node's, with theirs
 * @param active whether enough operators have attested it already
 * @param problem why the node has no index; empty where it has, or is at it
 */
public record Attestation(
    long datanet,
    long version,
    Bytes32 segmentRoot,
    Optional<Bytes32> digest,
    Optional<Bytes32> given,
    Map<Address, Bytes32> others,
    boolean active,
    String problem) {

  /** What there is to be done. */
  public enum Verdict {
    /** Nothing: this operator attests the node's digest already. */
    ATTESTED,
    /** Nothing more: the version became active without this operator. */
    ACTIVE,
    /** To be attested. */
    DUE,
    /** The node is at it. */
    NOT_READY,
    /** The node cannot make the index. */
    FAILED,
    /** Others attest something else: one of the indexes is wrong. */
    DIFFERS
  }

  /** What there is to be done. */
  public Verdict verdict() {
    if (digest.isEmpty()) {
      return problem.isEmpty() ? Verdict.NOT_READY : Verdict.FAILED;
    }
    if (!others.isEmpty()) {
      return Verdict.DIFFERS;
    }
    if (digest.equals(given)) {
      return Verdict.ATTESTED;
    }
    return active ? Verdict.ACTIVE : Verdict.DUE;
  }
}
