package org.openledger.precompile.system;

import org.apache.tuweni.bytes.Bytes32;
import org.openledger.precompile.abi.Keccak256;

/** The roles of a network; their ids follow OpenZeppelin's AccessControl. */
public enum Role {
  /** Changes roles and parameters. */
  ADMIN(""),
  /** Runs a validator; confirms indexes. */
  OPERATOR("OPERATOR_ROLE"),
  /** Approves models. */
  GOVERNOR("GOVERNOR_ROLE"),
  /** Attests influence, under a bond. */
  ATTESTER("ATTESTER_ROLE");

  private final String label;

  Role(String label) {
    this.label = label;
  }

  /** The role's id: keccak256 of its name, zero for the admin. */
  public Bytes32 id() {
    return label.isEmpty() ? Bytes32.ZERO : Keccak256.hash(label);
  }
}
