package org.openledger.node.evidence;

/** Evidence that does not prove what it claims. */
public final class EvidenceException extends Exception {

  private static final long serialVersionUID = 1L;

  private final Fault fault;

  EvidenceException(Fault fault, String message) {
    super(message);
    this.fault = fault;
  }

  /** What is wrong. */
  public Fault fault() {
    return fault;
  }

  /** Refuses evidence, unless this holds. */
  static void require(boolean holds, Fault fault, String otherwise) throws EvidenceException {
    if (!holds) {
      throw new EvidenceException(fault, otherwise);
    }
  }
}
