package org.openledger.precompile.model;

/** Where a version stands at a block, with the codes of the ABI. */
public enum VersionState {
  NONE(0),
  PROPOSED(1),
  SCHEDULED(2),
  CURRENT(3),
  SUPERSEDED(4),
  WITHDRAWN(5);

  private final int code;

  VersionState(int code) {
    this.code = code;
  }

  /** The state's number in the ABI. */
  public int code() {
    return code;
  }
}
