package org.openledger.precompile.governance;

import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;

/** States of a proposal, with their numbers in OpenZeppelin's IGovernor. */
public enum ProposalState {
  PENDING(0),
  ACTIVE(1),
  CANCELED(2),
  DEFEATED(3),
  SUCCEEDED(4),
  QUEUED(5),
  EXPIRED(6),
  EXECUTED(7);

  private final int code;

  ProposalState(int code) {
    this.code = code;
  }

  /** The state's number in the ABI. */
  int code() {
    return code;
  }

  /** The bit that stands for the state in GovernorUnexpectedProposalState. */
  Bytes32 bit() {
    return UInt256.ONE.shiftLeft(code).toBytes();
  }
}
